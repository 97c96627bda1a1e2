"""The notation of the pages, taken by itself."""

from __future__ import annotations

import pytest

from edition.characters import plain, text_of
from edition.marker import Marker, parse_marker
from edition.notation import leftover_markup, parse
from edition.span import Reason, parse_reason


def kinds(raw: str) -> list[tuple[str, str, str]]:
    return [(span.kind, span.printed_text, span.reading_text) for span in parse(raw)]


def both(*words: str) -> list[tuple[str, str, str]]:
    return [("text", word, word) for word in words]


@pytest.mark.parametrize(("written", "marker", "form"), [
    ("[1]", Marker("1", None), "[1]"),
    ("[ 12 ]", Marker("12", None), "[12]"),
    ("[1,p.3]", Marker("1", (3, 3)), "[1, p. 3]"),
    ("[1,p .6]", Marker("1", (6, 6)), "[1, p. 6]"),
    ("[ 1 , p . 6 ]", Marker("1", (6, 6)), "[1, p. 6]"),
    ("[1, p. 6]", Marker("1", (6, 6)), "[1, p. 6]"),
    ("[1, p. 3-6]", Marker("1", (3, 6)), "[1, p. 3–6]"),
    ("[1, p.3 – 6]", Marker("1", (3, 6)), "[1, p. 3–6]"),
    ("[1, p. 6-6]", Marker("1", (6, 6)), "[1, p. 6]"),
    ("[1,\np. 6]", Marker("1", (6, 6)), "[1, p. 6]"),
])
def test_markers_are_read_in_loose_spacing_and_set_in_one_form(written: str, marker: Marker, form: str):
    assert parse_marker(written) == marker
    assert marker.form == form


@pytest.mark.parametrize("written", [
    "[]", "[a]", "[Helsinki]", "[1", "1]", "[1,]", "[1, 6]", "[1 p. 6]", "[1, p.]", "[1, p 6]", "[1, p. 3-]",
    "[1, p. 3, 6]", "[1; 2]", "[1, P. 6]", "[1, pp. 3-6]", "[p. 6]", "[1]a", " [1]", "[[1]]", "(1)",
])
def test_what_is_no_marker(written: str):
    assert parse_marker(written) is None


@pytest.mark.parametrize(("raw", "expected"), [
    ("plain words", both("plain words")),
    ("", []),
    ("a {~~b~>c~~} d", [*both("a "), ("correction", "b", "c"), *both(" d")]),
    ("{++b++}", [("correction", "", "b")]),
    ("{--b--}", [("correction", "b", "")]),
    ("{~~b~>~~}", [("correction", "b", "")]),
    ("{~~~>c~~}", [("correction", "", "c")]),
    ("{~~a~>b~~}{~~c~>d~~}", [("correction", "a", "b"), ("correction", "c", "d")]),
    ("{~~a~>b~~}{>>E01 r<<}{++c++}{>>E02 r<<}", [("correction", "a", "b"), ("correction", "", "c")]),
    ("{~~a\n  b~>c\nd~~}", [("correction", "a b", "c d")]),
    ("{~~a&nbsp;~>\\[a\\]~~}", [("correction", "a\u00a0", "[a]")]),
    ("x [1,p .6] y", [*both("x "), ("marker", "[1,p .6]", "[1, p. 6]"), *both(" y")]),
    ("x [3, 2]", [*both("x "), ("bracket", "[3, 2]", "[3, 2]")]),
    ("[Helsinki]", [("bracket", "[Helsinki]", "[Helsinki]")]),
    (r"\[Helsinki\]", both("[Helsinki]")),
    (r"\[1\]", both("[1]")),
    (r"a\\b \x", both("a\\b \\x")),
    ("EU[^a], states[^bc]", [*both("EU"), ("note", "", ""), *both(", states"), ("note", "", "")]),
    ("[1][^a]", [("marker", "[1]", "[1]"), ("note", "", "")]),
    ("a&amp;b &lt; &#65;&#x42; &unknown;", both("a&b < AB &unknown;")),
    ("a & b; c", both("a & b; c")),
    ("one\ntwo\n   three\n\tfour", both("one two three four")),
    ("one \n two", both("one  two")),
])
def test_spans(raw: str, expected: list[tuple[str, str, str]]):
    assert kinds(raw) == expected


@pytest.mark.parametrize("raw", ["{~~a~>b~~}", "{++a++}", "{--a--}", "[1,p.3]"])
def test_a_comment_right_behind_belongs_to_what_stands_before_it(raw: str):
    (span,) = parse(raw + "{>>E21 conjecture: why<<}")
    assert span.comment == "E21 conjecture: why"
    assert span.reason == Reason("E21", True, "why")
    assert span.raw == raw + "{>>E21 conjecture: why<<}"


@pytest.mark.parametrize("before", [
    "", "word", "{~~a~>b~~} ", "{~~a~>b~~}{>>E01 one<<}", "[Helsinki]", "[^a]", r"\[1\]",
])
def test_a_comment_behind_anything_else_stands_alone(before: str):
    orphan = parse(before + "{>>E21 why<<}")[-1]
    assert (orphan.kind, orphan.raw, orphan.start) == ("comment", "{>>E21 why<<}", len(before))
    assert orphan.printed == orphan.reading == []


@pytest.mark.parametrize(("comment", "reason"), [
    ("E21 why", Reason("E21", False, "why")),
    (" E123  why\n  so ", Reason("E123", False, "why so")),
    ("E21 conjecture: why", Reason("E21", True, "why")),
    ("E21 no conjecture: why", Reason("E21", False, "no conjecture: why")),
    ("E21", None),
    ("E21 ", None),
    ("E1 why", None),
    ("e21 why", None),
    ("E21: why", None),
    ("why", None),
    ("", None),
])
def test_reasons(comment: str, reason: Reason | None):
    assert parse_reason(comment) == reason


@pytest.mark.parametrize(("raw", "corrected"), [
    ("{~~a~>b~~}", True), ("{++a++}", True), ("[1,p.3]", True), ("[1]", False), ("[1, p. 6]", False),
    ("[1]{>>E21 why<<}", True), ("[Helsinki]", False), ("[^a]", False), ("words", False),
])
def test_what_the_apparatus_lists(raw: str, corrected: bool):
    assert [span.is_corrected for span in parse(raw)] == [corrected]


@pytest.mark.parametrize(("raw", "left"), [
    ("a {~~b~>c~} d", ("{~~", 2)),
    ("a {++b+} d", ("{++", 2)),
    ("a b++} d", ("++}", 3)),
    ("a {==b==} d", ("{==", 2)),
    ("a ~> b", ("~>", 2)),
    ("a {~~b~>c {++d++} e~~}", ("{++", 10)),
    ("a -- b, {c} ~ d == e", None),
    ("a {~~b~>c~~} d", None),
])
def test_leftover_markup(raw: str, left: tuple[str, int] | None):
    assert next(filter(None, map(leftover_markup, parse(raw))), None) == left


EVERYTHING = (
    "«A\\[b\\] &nbsp;c\n   d {~~e&amp;f~>g\\*h~~}{>>E21 why<<}{++i++}{--j--}[1,p .6]{>>E57 form<<} [^a]k [x] &#8212;l"
)


@pytest.mark.parametrize("start", [0, 100])
def test_every_character_points_back_at_where_it_is_written(start: int):
    written = {" ": "\n", "[": "\\", "]": "\\", "\u00a0": "&", "&": "&", "—": "&", "*": "\\"}
    for span in parse(EVERYTHING, start):
        for character, offset in span.printed + (span.reading if span.kind != "marker" else []):
            at = EVERYTHING[offset - start]
            assert at == character or at == written[character]


def test_printed_offsets_rise_from_span_to_span():
    offsets = [offset for span in parse(EVERYTHING) for _, offset in span.printed]
    assert offsets == sorted(set(offsets))


def test_a_markers_form_points_at_its_beginning():
    span = parse("see [1,p .6]", 10)[1]
    assert {offset for _, offset in span.reading} == {14}
    assert [offset for _, offset in span.printed] == list(range(14, 22))


def test_plain_resolves_what_has_no_extent_of_its_own():
    assert plain("a\\*&amp;\n  b", 5) == [("a", 5), ("*", 6), ("&", 8), (" ", 13), ("b", 16)]
    assert text_of(plain("{++a++} [1]")) == "{++a++} [1]"
