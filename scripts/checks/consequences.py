"""Which findings of the edition's rules follow from which."""

from __future__ import annotations

import re
from collections.abc import Iterable

from edition.addresses import WHOLE_PAGE
from edition.block import BLOCK_ID, Block
from edition.edition import Edition
from edition.references import REFERENCES
from lint import consequences
from lint.consequences import Follows, Relation
from lint.finding import Finding

_ADDRESS = re.compile(r"[\w/-]+\.md(?:#[\w:.-]+)?")
_OF_CORRECTIONS = re.compile(r"(?:at-)?E\d+")
_OF_NOTES = re.compile(r"(?:at-)?note-.*")
_SIGN = re.compile(r"U\+[0-9A-F]{4,}")
_MARKER = re.compile(r"\[\s*(\d+)\s*[\],]")
# The characters that a lost note's mark may have taken with it.
_A_WORD = 3
# No farther than a mark that opens a correction.
_NEAR = 3


def independent(findings: Iterable[Finding], edition: Edition) -> list[Finding]:
    """What does not follow from another of the findings, causes first."""
    return consequences.independent(findings, _Relations(edition).table())


def same_place(cause: Finding, finding: Finding) -> bool:
    return (cause.file, cause.line, cause.column) == (finding.file, finding.line, finding.column)


def same_subject(cause: Finding, finding: Finding) -> bool:
    return bool(cause.about) and cause.about == finding.about


def same_sign(cause: Finding, finding: Finding) -> bool:
    """Whether both are about one character of one line, by its number."""
    match = _SIGN.search(finding.message)
    return (cause.file, cause.line) == (finding.file, finding.line) and match is not None and match[0] in cause.message


# Of the rules of the finished site.
ON_THE_SITE = (
    Follows("F001", "S001", same_subject),
    Follows("H001", "F001 H002 H003 S002", lambda cause, finding: cause.about == finding.about.rpartition("#")[2]),
    Follows("H002", "F001 H003", same_subject),
    Follows("H003", "F001", same_subject),
    # An id that is left in the text is on no element.
    Follows("S004", "H001", lambda cause, finding: f"#{finding.about}" in cause.about.replace("}", " ").split()),
    Follows("S007", "S014", same_place),
    Follows("S008", "S001", same_place),
)


class _Relations:
    """How two findings about one edition may be related."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.pages = {page.file: page for page in edition.pages}
        self.reworded = {block.id: block for _, block in edition.repairs.reworded}

    def table(self) -> tuple[Follows, ...]:
        return (
            # The source is what all of these compare with.
            Follows("C001", "A001 C002 C003 C004 C005 M004 P004 P005 R004 R007 R009", lambda cause, finding: True),
            Follows("C010", "C003 C006 C007 C008 C009 M001 M002 M003 M005 M006", self.same_block),
            Follows("C010", "N001 P004 P005 T001 T002 T003 T004 T005 T006", self.same_block),
            Follows("C003", "P004 P005", self.same_block),
            # The words were put right as they were printed, which need not be as they are to be read.
            Follows("C003", "C007 M005 M006 T001 T002 T003 T004 T005 T006", self.near),
            Follows("C003", "N002", self.mark_went_with_words),
            Follows("C002 C010", "M004", self.cited_in_block),
            Follows("C002", "M005 N002", self.is_lost),
            Follows("C002", "L002 P002", self.leads_to_block),
            Follows("C002 C003 C007 C008 C010", "L002 P002", self.leads_to(_OF_CORRECTIONS)),
            Follows("C006 C007 C009 C010", "R007", self.printed_entry),
            Follows("C007", "P005", self.same_block),
            Follows("C002 N001 N004", "L002 P002", self.leads_to(_OF_NOTES)),
            Follows("C005 N003", "M009", self.same_file),
            Follows("N004", "N001 N002", self.same_file),
            Follows("N001", "N002", self.same_file),
            Follows("A002 A003 A004", "L002 P002", self.leads_to_heading),
            Follows("M006", "M005", self.same_paragraph),
            Follows("T006", "M002", self.near),
            Follows("R003", "M003 M004 R005 R007", same_subject),
            Follows("R004", "M002 R001 R005 R006", same_subject),
            Follows("R005", "L002 M002 P002", self.same_reference),
            Follows("R007", "M003", same_subject),
            # Anyone who changes a record back has what was made from it.
            Follows("M004 R001 R002 R003 R004 R005 R006 R007 R009 R010 R011 R013 R014", "R008", self.made_from_file),
            Follows("G002", "L012 L018", same_place),
            # An emoji that is refused was all that the link had for words.
            Follows("K001", "L004", self.near),
            Follows("L008", "L012", same_place),
            Follows("L018", "L005", same_place),
            # Words that name the right address show it once more, and so does another link that is called the same.
            Follows("L012 L013 L014 L015", "L016", same_place),
            Follows("L012 L013 L014 L015", "L011", self.names_its_address),
            Follows("L007", "L003", same_place),
            Follows("L012", "L001 L003", same_place),
            Follows("L012", "T003", same_sign),
            Follows("P002", "P002", self.same_on_the_whole_page),
        )

    def block_at(self, finding: Finding) -> Block | None:
        page = self.pages.get(finding.file)
        if page is None:
            return None
        offset = page.offset(finding.line, finding.column)
        return next((block for block in page.blocks if block.start <= offset <= block.end), None)

    def same_block(self, cause: Finding, finding: Finding) -> bool:
        block = self.block_at(cause)
        return block is not None and block == self.block_at(finding)

    def near(self, cause: Finding, finding: Finding) -> bool:
        return (cause.file, cause.line) == (finding.file, finding.line) and abs(cause.column - finding.column) <= _NEAR

    def same_paragraph(self, cause: Finding, finding: Finding) -> bool:
        one, other = self.block_at(cause), self.block_at(finding)
        return one is not None and other is not None and one.id.partition("-")[0] == other.id.partition("-")[0]

    def same_file(self, cause: Finding, finding: Finding) -> bool:
        return cause.file == finding.file

    def names_its_address(self, cause: Finding, finding: Finding) -> bool:
        """Whether a finding names the address with which the message of its cause begins."""
        return cause.file == finding.file and cause.message.split()[0].rstrip(":") in finding.message.split()

    def made_from_file(self, cause: Finding, finding: Finding) -> bool:
        is_in_references = cause.about.startswith("ref-") and finding.about == REFERENCES
        return cause.file == finding.about or is_in_references

    def mark_went_with_words(self, cause: Finding, finding: Finding) -> bool:
        block = self.reworded.get(cause.about)
        lost = len(self.edition.source.by_id[cause.about].text) - len(block.printed_text) if block else 0
        return cause.file == finding.file and lost > _A_WORD

    def cited_in_block(self, cause: Finding, finding: Finding) -> bool:
        block = self.edition.source.by_id.get(cause.about)
        return block is not None and finding.about.removeprefix("ref-") in _MARKER.findall(block.text)

    def is_lost(self, cause: Finding, finding: Finding) -> bool:
        """Whether a block is on no page: where the partner of a quotation mark, or a note's mark, may have gone with it."""
        if not cause.about:
            return False
        block = self.block_at(finding)
        return block is None or block.id.partition("-")[0] == cause.about.partition("-")[0]

    def leads_to_block(self, cause: Finding, finding: Finding) -> bool:
        return bool(cause.about) and _fragment(finding).removeprefix("cite-") == cause.about

    def leads_to(self, form: re.Pattern[str]) -> Relation:
        def relation(cause: Finding, finding: Finding) -> bool:
            return bool(form.fullmatch(_fragment(finding)))

        return relation

    def leads_to_heading(self, cause: Finding, finding: Finding) -> bool:
        page, _, fragment = _address(finding).partition("#")
        if not fragment or any(form.fullmatch(fragment) for form in (BLOCK_ID, _OF_CORRECTIONS, _OF_NOTES)):
            return False
        return cause.file == f"docs/{page}" or page == WHOLE_PAGE

    def same_reference(self, cause: Finding, finding: Finding) -> bool:
        return bool(cause.about) and cause.about in (finding.about, _fragment(finding))

    def printed_entry(self, cause: Finding, finding: Finding) -> bool:
        block = self.block_at(cause)
        return block is not None and block.id.replace("printed-", "ref-") == finding.about

    def same_on_the_whole_page(self, cause: Finding, finding: Finding) -> bool:
        """Whether an address on the whole article, or in the apparatus, went with the one on the page of its words."""
        page, _, fragment = _address(cause).partition("#")
        other, _, also = _address(finding).partition("#")
        if not fragment or page == WHOLE_PAGE or page == other:
            return False
        is_entry = _OF_CORRECTIONS.fullmatch(also) and fragment == f"at-{also}"
        return (other == WHOLE_PAGE and fragment == also) or bool(is_entry)


def _address(finding: Finding) -> str:
    """The address that a finding is about, `page.md#id`."""
    match = _ADDRESS.search(finding.about or finding.message)
    return match[0] if match else ""


def _fragment(finding: Finding) -> str:
    return _address(finding).partition("#")[2]
