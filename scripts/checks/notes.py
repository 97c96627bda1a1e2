"""Editor's notes: each is referred to, has its source, and can't be taken for one of the article's numerals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from edition import notation
from edition.edition import Edition
from lint.rule import Problem, rule
from permanence.registry import Registry

# Small i, l and o look like the numerals that a note must not be taken for.
_LETTERS = "abcdefghjkmnpqrstuvwxyz"
_LABEL = re.compile(f"[{_LETTERS}]{{1,2}}")


@rule("N001", "edition", waivable=False)
def note_references_have_notes(edition: Edition) -> Iterator[Problem]:
    """A note or footnote is referred to but is not on the page.

    Bad:
        in relation to the EU[^z]
    Good:
        in relation to the EU[^a]      (and `/// note | a` further down the page)
    Fix: write the note on the same page, or correct the letter.
    """
    for page in edition.pages:
        labels = {note.argument for note in page.notes}
        lost = [span for span in page.spans if span.kind == "note" and span.note not in {*labels, *page.footnotes}]
        for label, times in Counter(span.note for span in lost).items():
            first = next(span for span in lost if span.note == label)
            more = f", and is referred to {times} times" if times > 1 else ""
            yield Problem(*page.place(first.start), f"[^{label}] has no note on this page{more}")


@rule("N002", "edition")
def notes_are_referred_to(edition: Edition) -> Iterator[Problem]:
    """Nothing in the article's text refers to a note, or nothing on its page refers to a footnote.

    Bad:
        /// note | z       (and no [^z] on the page)
    Good:
        /// note | a       (and [^a] in the text)
    Fix: put `[^…]` after the words that the note is about, or remove the note.
    """
    for page in edition.pages:
        used = {span.note for block in page.blocks for span in block.note_references}
        for note in page.notes:
            if note.argument not in used:
                yield Problem(*page.place(note.offset), f"note {note.argument} is not referred to anywhere")
        marks = [span for span in page.spans if span.kind == "note" and span.start not in page.footnotes.values()]
        for label, offset in page.footnotes.items():
            if label not in {span.note for span in marks}:
                yield Problem(*page.place(offset), f"footnote {label} is not referred to anywhere")


@rule("N003", "edition")
def notes_have_sources(edition: Edition) -> Iterator[Problem]:
    """A note has no source.

    A note states facts about the article or the world, so it links to where they can be seen:
    a page on the web, a reference, or the place in the edition itself.

    Bad:
        The words were changed by a later hand.
    Good:
        The copy at [articlekz.com](https://articlekz.com/en/article/19246) has the same gaps.
    Fix: add a link to the source, or remove what has none.
    """
    for page, note in edition.notes:
        if "](" not in page.text[note.start:note.end] and not note_cites(page.text[note.start:note.end]):
            yield Problem(*page.place(note.offset), f"note {note.argument} has no link to a source")


@rule("N004", "edition", waivable=False)
def note_labels_are_unique_letters(edition: Edition) -> Iterator[Problem]:
    """A note's label is not a small letter, or is not unique.

    Numerals belong to the article; a letter is given once in the whole edition, and never reused.

    Bad:
        /// note | 5
    Good:
        /// note | w
    Fix: label the note with the next free letter or, after z, two letters: aa, ab, …
    """
    counts: Counter[str] = Counter()
    for page, note in edition.notes:
        counts[note.argument] += 1
        if not _LABEL.fullmatch(note.argument):
            message = f"the label {note.argument!r} is not one or two small letters other than i, l and o"
        elif counts[note.argument] > 1:
            message = f"the label {note.argument} is given twice"
        else:
            continue
        yield Problem(*page.place(note.offset), message, fix=f"the next free label is {next_free_label(edition)}")


@rule("N005", "edition", waivable=False)
def footnotes_are_not_the_articles(edition: Edition) -> Iterator[Problem]:
    """A footnote is on a page of the article's text.

    Footnotes are numbered afresh on each page, so they would be mistaken for the article's own numerals, and a number that was
    cited would not last. On editorial pages, which have no text of the article, they work.

    Bad:
        [^1]: A footnote.      (on docs/chairmanship.md)
    Good:
        /// note | w
        An editor's note.
        ///
    Fix: make it an editor's note: `[^w]` after the words, and `/// note | w` at the foot of the page.
    """
    for page in edition.text_pages:
        for label, offset in page.footnotes.items():
            message = f"footnote {label} on a page of the article; it would be mistaken for the article's own numerals"
            fix = f"make it an editor's note, /// note | {next_free_label(edition)}"
            yield Problem(*page.place(offset), message, fix=fix)


def next_free_label(edition: Edition) -> str:
    """The first label, letters before pairs of letters, behind all that a note has now or had in a release."""
    labels = [*_LETTERS, *(one + other for one in _LETTERS for other in _LETTERS)]
    published = Registry.load(edition.root).published
    given = {note.argument for _, note in edition.notes} | {address.rpartition("#note-")[2] for address in published}
    last = max((labels.index(label) for label in given if label in labels), default=-1)
    return labels[last + 1] if last + 1 < len(labels) else "none"


def note_cites(text: str) -> bool:
    """Whether a note names one of the article's references."""
    return any(span.kind == "marker" for span in notation.parse(text))
