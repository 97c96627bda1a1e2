"""What each style gives, and the rule of its manual: as the manual's own site or a library's guide states it.

The pages were read in November 2026, as stored copies. Of GOST R 7.0.5-2008 and R 7.0.108-2022, ISO 690:2021 and the
printed manuals no text could be seen; where no guide of the present edition could be seen either, the rule says so.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest

from edition.citing import Citation, State, citations, everything_cited, living
from edition.edition import Edition

SITE = "https://example.org/e/"
KEPT = State(f"{SITE}v/1.0.0/", "1.0.0")


class Form(NamedTuple):
    """A style's entry of the edition as it stands and of a version that is kept; and how paragraph 7 is cited."""

    living: str
    kept: str
    cited: str


FORMS = {
    "APA 7": Form(
        "<em>Activity of Kazakhstan within OSCE</em>. (2014). Retrieved {accessed:MMMM D, YYYY}, from https://example.org/e/",
        "<em>Activity of Kazakhstan within OSCE</em> (Version 1.0.0). (2014). https://example.org/e/v/1.0.0/",
        "(<em>Activity of Kazakhstan Within OSCE</em>, 2014, para. 7)",
    ),
    "MLA 9": Form(
        "<em>Activity of Kazakhstan within OSCE</em>. 2014, https://example.org/e/. Accessed {accessed:D Mon. YYYY}.",
        "<em>Activity of Kazakhstan within OSCE</em>. Version 1.0.0, 2014, https://example.org/e/v/1.0.0/.",
        "(<em>Activity of Kazakhstan within OSCE</em>, par. 7)",
    ),
    "Chicago 18, notes": Form(
        "“Activity of Kazakhstan Within OSCE.” 2014. Accessed {accessed:MMMM D, YYYY}. https://example.org/e/.",
        "“Activity of Kazakhstan Within OSCE.” Version 1.0.0. 2014. https://example.org/e/v/1.0.0/.",
        "“Activity of Kazakhstan Within OSCE,” version 1.0.0, 2014, para. 7, https://example.org/e/v/1.0.0/.",
    ),
    "Chicago 18, author–date": Form(
        "“Activity of Kazakhstan Within OSCE.” 2014. Accessed {accessed:MMMM D, YYYY}. https://example.org/e/.",
        "“Activity of Kazakhstan Within OSCE.” 2014. Version 1.0.0. https://example.org/e/v/1.0.0/.",
        "(“Activity of Kazakhstan Within OSCE” 2014, para. 7)",
    ),
    "Harvard (Cite Them Right 12)": Form(
        "<em>Activity of Kazakhstan within OSCE</em> (2014) Available at: https://example.org/e/"
        " (Accessed: {accessed:D MMMM YYYY}).",
        "<em>Activity of Kazakhstan within OSCE</em>. Version 1.0.0 (2014) Available at: https://example.org/e/v/1.0.0/"
        " (Accessed: {accessed:D MMMM YYYY}).",
        "(<em>Activity of Kazakhstan within OSCE</em>, 2014, para. 7)",
    ),
    "GOST R 7.0.5-2008, list": Form(
        "Activity of Kazakhstan within OSCE. Almaty, 2014. URL: https://example.org/e/ (accessed: {accessed:DD.MM.YYYY}).",
        "Activity of Kazakhstan within OSCE. Version 1.0.0. Almaty, 2014. URL: https://example.org/e/v/1.0.0/"
        " (accessed: {accessed:DD.MM.YYYY}).",
        "[Activity of Kazakhstan within OSCE, 2014, para. 7]",
    ),
    "GOST R 7.0.5-2008, note": Form(
        "Activity of Kazakhstan within OSCE. Almaty, 2014. URL: https://example.org/e/ (accessed: {accessed:DD.MM.YYYY}).",
        "Activity of Kazakhstan within OSCE. Version 1.0.0. Almaty, 2014. URL: https://example.org/e/v/1.0.0/"
        " (accessed: {accessed:DD.MM.YYYY}).",
        "Activity of Kazakhstan within OSCE. Version 1.0.0. Almaty, 2014. Para. 7. URL: https://example.org/e/v/1.0.0/"
        " (accessed: {accessed:DD.MM.YYYY}).",
    ),
    "ISO 690, numbers": Form(
        "1. <em>Activity of Kazakhstan within OSCE</em>. Online. Almaty, 2014. [Accessed {accessed:D MMMM YYYY}]. "
        "Available from: https://example.org/e/",
        "1. <em>Activity of Kazakhstan within OSCE</em>. Online. Version 1.0.0. Almaty, 2014. "
        "[Accessed {accessed:D MMMM YYYY}]. Available from: https://example.org/e/v/1.0.0/",
        "(1, para. 7)",
    ),
    "IEEE": Form(
        "[1] <em>Activity of Kazakhstan within OSCE</em>. Almaty, 2014. Accessed: {accessed:Mon. D, YYYY}. [Online]. "
        "Available: https://example.org/e/",
        "[1] <em>Activity of Kazakhstan within OSCE</em>, Version 1.0.0. Almaty, 2014. Accessed: {accessed:Mon. D, YYYY}. "
        "[Online]. Available: https://example.org/e/v/1.0.0/",
        "[1, Para. 7]",
    ),
}


class Rule(NamedTuple):
    """A rule of a style's manual, the words of the entry or citation that keep it, and where it was seen."""

    style: str
    rule: str
    words: str
    seen: str


RULES = [
    Rule("APA 7", "of a page that is not archived and may change, the day of retrieval stands before the address",
         "Retrieved {accessed:MMMM D, YYYY}, from https://", "libguides.uvt.nl/apa-manual/retrieval-date"),
    Rule("APA 7", "in the text all words of a title of four letters or more are capitalised", "Kazakhstan Within OSCE",
         "apastyle.apa.org, “Title case capitalization”, as quoted at dict.leo.org, thread 1443611"),
    Rule("APA 7", "a place without a page is cited by its paragraph", "2014, para. 7)",
         "libguides.wintec.ac.nz/APA7/postgrads/rdates"),
    Rule("MLA 9", "a title that is part of no larger work is in italics", "<em>Activity",
         "docslib.org/doc/2784756, “Formatting Titles of Texts in MLA Style”"),
    Rule("MLA 9", "prepositions in a title have no capital", "Kazakhstan within OSCE", "docslib.org/doc/2784756"),
    Rule("MLA 9", "the day of access comes last", "Accessed {accessed:D Mon. YYYY}.", "libguides.mccd.edu/mla9/WorksCited"),
    Rule("MLA 9", "the city, which earlier editions wanted, is left out", "OSCE</em>. 2014,",
         "Purdue OWL’s general format for the eighth edition, as copied at artspot.cf/ooov/paper-heading-mla-225.php"),
    Rule("Chicago 18, notes", "a preposition of five letters or more has a capital (8.160)", "Kazakhstan Within OSCE",
         "verdanteditorial.com/blog/nine-notable-updates-in-cmos-18"),
    Rule("Chicago 18, notes", "the place of publication is left out", "OSCE.” 2014.",
         "geckoedit.com/chicago-manual-of-style-18th-edition"),
    Rule("Chicago 18, author–date", "the title of a page is in quotation marks, the day of access before the address",
         "“Activity of Kazakhstan Within OSCE.” 2014. Accessed {accessed:MMMM D, YYYY}. https://",
         "guides.library.uq.edu.au/referencing/chicago-18th-author-date/webpage"),
    Rule("Harvard (Cite Them Right 12)", "of a page without an author: Title (Year) Available at: address (Accessed: date)",
         "</em> (2014) Available at: https://example.org/e/ (Accessed: {accessed:D MMMM YYYY}).",
         "dmu-ac-uk.libanswers.com/ref/faq/241704, its example “Palladio’s Italian villas (2005) Available at:”"),
    Rule("GOST R 7.0.5-2008, list", "the address is followed by the day of access", "(accessed: {accessed:DD.MM.YYYY}).",
         "ntb.bstu.ru, “Электронные ресурсы”, on GOST R 7.0.100-2018"),
    Rule("GOST R 7.0.5-2008, list", "there is no “[Electronic resource]” since R 7.0.100-2018", "OSCE. Almaty, 2014.",
         "an answer of an editors’ service, without address, to a question on references of R 7.0.5-2008"),
    Rule("ISO 690, numbers", "title, online, place, year, day of access, available from", "Online. Almaty, 2014. [Accessed",
         "bma.org.uk/library/library-guide/citing-electronic-resources, on the edition of 1998; none of that of 2021 was seen"),
    Rule("IEEE", "without an author the title comes first, and the date of publication is kept", "2014. Accessed:",
         "camosun.ca.libguides.com/c.php?g=711431&p=5069908"),
]


def cited_as(edition: Edition, state: State) -> dict[str, Citation]:
    paragraph = next(one for one in everything_cited(edition, SITE) if one.id == "p7")
    return {citation.style: citation for citation in citations(edition, paragraph, state)}


def test_every_style_gives_its_forms(edition: Edition):
    now, kept = cited_as(edition, living(SITE)), cited_as(edition, KEPT)
    assert list(now) == list(FORMS)
    for style, form in FORMS.items():
        assert (now[style].entry, kept[style].entry) == (form.living, form.kept)
        assert kept[style].cited.replace("{place}", kept[style].place) == form.cited


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.style}: {rule.rule[:30]}")
def test_the_rule_of_the_manual_is_kept(edition: Edition, rule: Rule):
    citation = cited_as(edition, living(SITE))[rule.style]
    assert rule.words in f"{citation.entry} {citation.cited.replace('{place}', citation.place)}", rule.seen


def test_every_style_has_a_rule_that_was_seen():
    named = {rule.style.partition(",")[0] for rule in RULES}
    assert named == {style.partition(",")[0] for style in FORMS} and all(rule.seen for rule in RULES)


def test_only_notes_are_for_notes_and_no_style_names_who_or_what_is_not_known(edition: Edition):
    for style, citation in cited_as(edition, KEPT).items():
        assert citation.in_note == style.endswith((", notes", ", note"))
        assert not any(word in citation.entry.lower() for word in ("anonymous", "anon", "n.d.", "unknown", "journal", "s.n."))
