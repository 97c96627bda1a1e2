"""Corrections: each is marked rightly, changes something, and says why under an id of its own."""

from __future__ import annotations

from collections.abc import Iterator

from checks.outside_code import outside_code
from edition.edition import Edition
from edition.notation import parse, unfinished
from lint.rule import Problem, rule
from rendering.reading import Readings


@rule("C006", "edition", waivable=False)
def corrections_change_something(edition: Edition) -> Iterator[Problem]:
    """A declared correction changes nothing.

    Bad:
        {~~tolerance~>tolerance~~}{>>E32 Two words run together.<<}
    Good:
        {~~tolerancebecame~>tolerance became~~}{>>E32 Two words run together.<<}
    Fix: remove the correction's marks and its comment, or write the reading.
    """
    for place in edition.corrections:
        if place.span.printed_text == place.span.reading_text:
            yield Problem(*place.page.place(place.span.start), f"{place.span.printed_text!r} is corrected to itself")


@rule("C007", "edition", waivable=False)
def corrections_have_reasons(edition: Edition) -> Iterator[Problem]:
    """A correction has no id or no reason.

    The apparatus shows every correction under a permanent id, with the reason for it.
    A citation marker put into the edition's standard form is a correction too.

    Bad:
        {~~SCO,CCCMA~>SCO, CCCMA~~}
    Good:
        {~~SCO,CCCMA~>SCO, CCCMA~~}{>>E53 No space after the comma.<<}
    Fix: write the next free id and the reason directly after the correction: `{>>E91 reason<<}`
    """
    for place in edition.corrections:
        if place.span.reason is None:
            said = "no comment" if place.span.comment is None else f"the comment {place.span.comment!r}"
            yield Problem(
                *place.page.place(place.span.start),
                f"{place.span.raw.split('{>>')[0]} has {said}; expected {{>>E and a number, a space, a reason<<}}",
            )


@rule("C008", "edition", waivable=False)
def correction_ids_are_unique(edition: Edition) -> Iterator[Problem]:
    """Two corrections have the same id.

    Bad:
        two places with {>>E26 …<<}
    Good:
        one place with {>>E26 …<<}, the other with {>>E28 …<<}
    Fix: give the newer correction the next free id.
    """
    seen: dict[str, str] = {}
    for place in edition.corrections:
        if reason := place.span.reason:
            if reason.id in seen:
                yield Problem(*place.page.place(place.span.start), f"{reason.id} is also the id of {seen[reason.id]}")
            seen.setdefault(reason.id, f"a correction in {place.page.file}, {place.block.id}")


@rule("C009", "edition", waivable=False)
def corrections_are_a_compositors(edition: Edition) -> Iterator[Problem]:
    """A correction changes letters or digits but does not say that it is a conjecture.

    The policy is a compositor's: spacing, words run together, punctuation and quotation marks.
    Anything that goes further is a conjecture, and readers must be able to see that it is.

    Bad:
        {~~tolerancebecame~>tolerance becane~~}{>>E32 Two words run together.<<}
    Good:
        {~~tolerancebecame~>tolerance became~~}{>>E32 Two words run together.<<}
    Fix: keep the letters as printed, or begin the reason with “conjecture:”.
    """
    for place in edition.corrections:
        reason = place.span.reason
        printed, reading = (_letters(t) for t in (place.span.printed_text, place.span.reading_text))
        if reason and not reason.conjecture and printed != reading:
            yield Problem(
                *place.page.place(place.span.start),
                f"{reason.id} reads the letters {printed!r} as {reading!r}, but is not marked as a conjecture",
            )


@rule("C010", "reading", waivable=False)
@outside_code
def correction_marks_are_whole(readings: Readings) -> Iterator[Problem]:
    """A correction is not opened or closed correctly, or a comment has no correction.

    The notation is `{~~printed~>reading~~}`, `{++supplied++}`, `{--removed--}`, each directly followed by its `{>>comment<<}`.

    Bad:
        {~~tolerancebecame~>tolerance became~}{>>E32 Two words run together.<<}
    Good:
        {~~tolerancebecame~>tolerance became~~}{>>E32 Two words run together.<<}
    Fix: close the mark as it was opened, and put the comment directly after it.
    """
    edition = readings.edition
    for page, block in edition.blocks:
        if fault := unfinished(block.spans):
            # What comes behind it in the block can't be read rightly.
            yield Problem(*page.place(fault[1]), fault[0], block.id)
    for page in edition.pages:
        for start, prose in page.prose:
            for span in parse(prose, start):
                if span.kind in ("correction", "comment"):
                    message, fix = f"{span.raw} is outside the article's blocks", "write the words as they are to be read"
                    yield Problem(*page.place(span.start), message, fix=fix)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
