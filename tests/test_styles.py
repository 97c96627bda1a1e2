"""The style sheets of a site are cut to what its pages and scripts can meet, and to nothing less."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import tinycss2
from selectolax.lexbor import LexborHTMLParser

from building import mkdocs
from theme.occurring import Occurring
from theme.styles import SHEETS, cut_sheets, cut_styles

PAGE = """<!doctype html><html lang="en"><head><title>T</title></head><body dir="ltr" data-scheme="light">
<p id="p1" class="here also a:b" title="Well said">Gone words <a href="#p1">a</a></p><details><summary>s</summary></details>
<svg viewBox="0 0 1 1"><linearGradient></linearGradient></svg></body></html>"""


def cut(sheet: str, *, page: str = PAGE, script: str = "", others: tuple[str, ...] = ()) -> str:
    return cut_sheets([sheet], Occurring([page], [script], others))[0]


KEPT = {
    "a tag": "p{a:b}",
    "a tag in either case": "P{a:b}",
    "a tag of SVG, whose name has capitals": "linearGradient{a:b}",
    "an element that every page has": "html body{a:b}",
    "a class, also beside another": ".here .also{a:b}",
    "two classes, which a script may copy together": ".here.also{a:b}",
    "an id": "#p1{a:b}",
    "an attribute": "[title]{a:b}",
    "an attribute's value": '[data-scheme="light"]{a:b}',
    "a value in another case": "[data-scheme=LIGHT]{a:b}",
    "one word of a value": '[title~="said"]{a:b}',
    "the beginning of a value": '[href^="#"]{a:b}',
    "the end of a value": '[title$="said"]{a:b}',
    "a part of a value": '[title*="l s"]{a:b}',
    "a value before a hyphen": "[lang|=en]{a:b}",
    "a name that needs an escape": r".a\:b{a:b}",
    "everything": "*{a:b}",
    "a state": "a:hover::before{a:b}",
    "what is not there": "p:not(.gone){a:b}",
    "one of several": ":is(.gone,.here) a{a:b}",
    "an element that has another": "p:has(>a){a:b}",
    "a place among others": "p:nth-child(2n + 1 of p){a:b}",
    "what a reader opens": "details[open]{a:b}",
    "a namespace": "svg|a{a:b}",
    "a selector in no known form": "a||b{a:b}",
    "the printed page": "@media print{p{a:b}}",
    "a group of groups": "@supports (a:b){@media screen{p{a:b}}}",
    "a layer that is imported": '@layer one,two;@import url("a.css") layer(one);',
    "a face": "@font-face{font-family:F;src:url(f.woff2)}",
    "a page box": "@page :first{margin:1cm;@top-left{content:none}}",
    "an unknown at-rule": "@novel .gone{a:b}",
    "a nested rule": "p{a:b;&:hover{c:d}.here &{e:f}>a{g:h}@media print{i:j}}",
    "a nested rule that holds without its parent": ".gone{a:not(&){b:c}}",
    "a brace in a string": 'p{content:"}.gone{"}',
    "a brace in an address": "p{background:url(a}b)}",
    "importance": "p{a:b!important}",
    "a mistake": "p{a b;*c:d;e:f}",
    "a custom property that a rule asks for": "p{--a:1px;b:var(--a)}",
    "one with a fallback": "p{--a:1px;b:var(--x,var(--a))}",
    "one that holds braces": "p{--a:{b:c} d;e:var(--a)}",
    "an empty one": "p{--a: ;b:var(--a)}",
    "one that is registered": '@property --a{syntax:"*"}p{b:var(--a)}',
    "one that a container is asked for": "p{--a:b}@container style(--a:b){p{c:d}}",
    "one that turns slowly": "p{--a:b;transition:--a 1s}",
    "an animation": "@keyframes turn{0%{a:b}to{c:d}}p{animation:1s turn}",
    "an animation named by a custom property": "@keyframes turn{to{a:b}}p{--c:turn;animation:1s var(--c)}",
    "an animation in a string": '@keyframes "turn"{to{a:b}}p{animation-name:"turn"}',
    "a charset": '@charset "utf-8";p{a:b}',
}


@pytest.mark.parametrize("sheet", KEPT.values(), ids=KEPT)
def test_what_can_be_met_is_kept_to_the_letter(sheet: str):
    assert cut(sheet) == sheet


DROPPED = {
    "a tag": ("table{a:b}", ""),
    "a class": (".gone{a:b}", ""),
    "a class that a page only speaks of": (".Gone{a:b}.words{a:b}", ""),
    "a class that is only an id": (".p1{a:b}", ""),
    "a class in another case": (".HERE{a:b}", ""),
    "an id": ("#gone{a:b}", ""),
    "an id that is only a class": ("#here{a:b}", ""),
    "an attribute": ("[hidden]{a:b}", ""),
    "an attribute's value": ('[data-scheme="dark"]{a:b}', ""),
    "a value that only begins so": ("[data-scheme=li]{a:b}", ""),
    "a word that is part of another": ("[title~=Wel]{a:b}", ""),
    "the other direction": ("[dir=rtl] p{a:b}", ""),
    "an escaped name": (r".g\6f ne,.g\:one{a:b}", ""),
    "a state": (".gone:hover::before{a:b}", ""),
    "what lacks something": (".gone:not(.here){a:b}", ""),
    "none of several": (":is(.gone,table) p{a:b}", ""),
    "an element that has what isn't there": ("p:has(>.gone){a:b}", ""),
    "an element anywhere in the selector": ("p>.gone+a ~ p{a:b}", ""),
    "one selector of a list": (".gone,p,table p{a:b}", "p{a:b}"),
    "a group": ("@media print{.gone{a:b}}p{a:b}", "p{a:b}"),
    "a group of groups": ("@supports (a:b){@media screen{.gone{a:b}}}", ""),
    "what is in a layer, whose order is kept": ("@layer one{.gone{a:b}}@layer two{p{a:b}}", "@layer one;@layer two{p{a:b}}"),
    "a layer without a name": ("@layer{.gone{a:b}}", ""),
    "a nested rule": ("p{a:b;.gone &{c:d}@media print{&.gone{e:f}}}", "p{a:b}"),
    "rules nested in one that meets nothing": (".gone{a:b;&:hover{c:d}p{e:f}}", ""),
    "a comment": ("/*! a */p/* b */{/* c */a:/* d */b/* e */}/*# sourceMappingURL=m.css.map */", "p{a:b}"),
    "an escape that isn't needed": (r".\68 ere{a:b}", ".here{a:b}"),
    "blank space": (" p  a ,\n p > a{ a : b  c , d ;\n; }\n", "p a,p>a{a:b c,d}"),
    "an empty rule": ("p{}", ""),
    "a custom property": ("p{--a:1px;b:c}", "p{b:c}"),
    "one that nothing but itself asks for": ("p{--a:var(--a);b:c}", "p{b:c}"),
    "one that only such another asks for": ("p{--a:1px;--b:var(--a)}", ""),
    "one that only a dropped rule asks for": ("p{--a:1px;b:c}.gone{b:var(--a)}", "p{b:c}"),
    "one that is registered": ('@property --a{syntax:"*"}p{b:c}', "p{b:c}"),
    "an animation": ("@keyframes turn{to{a:b}}p{b:c}", "p{b:c}"),
    "an animation that only a dropped rule has, and what it asks for": (
        "@keyframes turn{to{a:var(--a)}}.gone{animation:turn}p{--a:b;c:d}", "p{c:d}",
    ),
}


@pytest.mark.parametrize(("sheet", "left"), DROPPED.values(), ids=DROPPED)
def test_what_can_not_be_met_is_dropped(sheet: str, left: str):
    assert cut(sheet) == left


WHOLE_LISTS = {
    "a selector that not every browser knows would take the others with it": ".gone::-moz-thumb,p{a:b}",
    "nor may one that came lately": "p,.gone:popover-open{a:b}",
    "nested rules have the weight of the heaviest": "p,#gone{&:hover{a:b}}",
}


@pytest.mark.parametrize("sheet", WHOLE_LISTS.values(), ids=WHOLE_LISTS)
def test_a_list_stays_whole_where_its_parts_hang_together(sheet: str):
    assert cut(sheet) == sheet


SAID = {
    "a class in a string": (".made{a:b}", 'e.classList.add("made")'),
    "a short one": (".on{a:b}", "e.className = 'lit on'"),
    "one in markup": ("li.made{a:b}", "e.innerHTML = `<ul><li class=made>${x}</ul>`"),
    "one behind a line's end": (".made{a:b}", r'f("\nmade")'),
    "an escaped one": (".made{a:b}", r'f("m\x61d\u0065")'),
    "one behind quotes in a regular expression": (".on{a:b}", """x.replace(/["'`]/g, ""); f("on")"""),
    "one behind a quote in a comment": (".on{a:b}", "// don't\nf('on')"),
    "one whose end is found later": (".md-tag--new{a:b}", 'f("md-tag--" + kind)'),
    "the same in a template": (".md-tag--new{a:b}", "f(`md-tag--${kind}`)"),
    "one whose beginning is found later": (".tag-made{a:b}", 'f(name + "-made")'),
    "the same in a template with braces": (".tagMade{a:b}", "f(`${g({h: 1})}Made`)"),
    "one that is joined": (".block__part{a:b}", "let a = 'block', b = 'part'; f(`${a}__${b}`)"),
    "a heading of some level": ("h4{a:b}", 'm("h" + level)'),
    "a tag": ("table{a:b}", 'm("table")'),
    "a tag of one letter": ("b{a:b}", 'm("b")'),
    "a row, which the parser puts in": ("table tr{a:b}", 'e.innerHTML = "<table><td>"'),
    "an attribute": ("[aria-busy]{a:b}", 'e.setAttribute("aria-busy", x)'),
    "one by its property": ("[hidden]{a:b}", "e.hidden=!0"),
    "one by a property with a capital": ("[aria-busy]{a:b}", "e.ariaBusy = x"),
    "one of the data set": ("[data-md-state]{a:b}", "e.dataset.mdState = x"),
    "the other direction": ("[dir=rtl]{a:b}", 'e.dir = "rtl"'),
    "a value": ("[data-scheme=dark]{a:b}", 'e.dataset.scheme = "dark"'),
    "a value that is made": ('[aria-busy="true"]{a:b}', 'e.setAttribute("aria-busy", String(x))'),
    "a value that another attribute of a page has": ("[data-scheme=here]{a:b}", "e.dataset.scheme = e.className"),
    "a part of an unknown value": ("[data-scheme^=da]{a:b}", "e.dataset.scheme = x"),
    "a custom property": ("p{--a-b:1px}", 'getComputedStyle(e).getPropertyValue("--a-b")'),
    "one whose name is put together": ("p{--a-b:1px}", 'let n = "a-b"; f("--" + n)'),
    "an animation": ("@keyframes turn{to{a:b}}", 'e.style.animationName = "turn"'),
}


@pytest.mark.parametrize(("sheet", "script"), SAID.values(), ids=SAID)
def test_what_a_script_may_add_is_kept(sheet: str, script: str):
    assert cut(sheet) == ""
    assert cut(sheet, script=script) == sheet
    in_the_page = PAGE.replace("</body>", f"<script>{script}</script></body>")
    assert cut(sheet, page=in_the_page) == sheet


UNSAID = {
    "a short name that is a variable's": (".gt,b{a:b}", "let gt=1,b=gt>b"),
    "a part of a word": (".mad,.ade{a:b}", 'f("made")'),
    "a word's end where something else ends": (".block{a:b}", 'f(size + "k")'),
    "a hyphen by itself": (".block-part{a:b}", 'let block, part; f(x.split("-"))'),
    "a direction that is only asked for": ("[dir=rtl]{a:b}", 'e.getAttribute("dir")==="rtl"'),
    "a value that nothing sets": ("[title=dark]{a:b}", 'f("dark")'),
}


@pytest.mark.parametrize(("sheet", "script"), UNSAID.values(), ids=UNSAID)
def test_a_script_that_says_something_else_keeps_nothing(sheet: str, script: str):
    assert cut(sheet, script=script) == ""


def test_data_in_a_page_are_no_script():
    data = '<script type="application/ld+json">{"@type": "made"}</script>'
    assert cut(".made{a:b}", page=PAGE + data) == ""


@pytest.mark.parametrize("extra", ['<template><i class="made"></i></template>', '<noscript><i class="made"></i></noscript>'])
def test_what_a_page_holds_back_counts(extra: str):
    assert cut("i.made{a:b}") == ""
    assert cut("i.made{a:b}", page=PAGE + extra) == "i.made{a:b}"


@pytest.mark.parametrize("extra", ['<p style="a:var(--a)">', '<svg fill="var(--a)"></svg>', "<style>p{b:var(--a)}</style>"])
def test_what_a_page_asks_for_itself_is_kept(extra: str):
    assert cut("p{--a:1px}", page=PAGE + extra) == "p{--a:1px}"


def test_one_sheet_may_ask_for_what_another_has():
    site = Occurring([PAGE], [])
    assert cut_sheets(["p{--a:b;--c:d}", "p{e:var(--a)}"], site) == ["p{--a:b}", "p{e:var(--a)}"]
    assert cut("p{--a:b;--c:d}", others=("p{e:var(--a)}",)) == "p{--a:b}"


def made_site(root: Path) -> Path:
    for name, text in {
        "index.html": PAGE,
        "below/index.html": '<p class="below">',
        "assets/stylesheets/main.min.css": ".here,.below,.set,.gone{a:var(--a)}",
        "assets/own.css": "/* own */ p { --a: b; --c: d }",
        "assets/deep/other.css": ".gone { a: var(--c) }",
        "assets/js/one.js": 'f("set")',
        "examples/theirs.css": ".gone { }",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "assets/latin.css").write_bytes(b"/* \xe9 */ .gone{a:b}")
    (root / "assets/marked.css").write_bytes("\ufeff.gone{a:b} p{a:'é'}".encode())
    return root


def test_the_sheets_of_a_folder_are_cut_and_nothing_else_is_touched(tmp_path: Path):
    root = made_site(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    cut_styles(root)
    changed = {path.relative_to(root).as_posix(): path.read_bytes() for path in before if path.read_bytes() != before[path]}
    assert changed == {
        "assets/stylesheets/main.min.css": b".here,.below,.set{a:var(--a)}",
        "assets/own.css": b"p{--a:b;--c:d}",
        "assets/marked.css": "\ufeffp{a:\"é\"}".encode(),
    }


@pytest.fixture(scope="module")
def whole(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the tests with its sheets as Material and the edition have them."""
    folder = tmp_path_factory.mktemp("whole")
    mkdocs.render(pristine, folder, downloads=False, cut_styles=False)
    return folder


def test_cut_sheets_are_not_cut_further(whole: Path, tmp_path: Path):
    once, twice = tmp_path / "once", tmp_path / "twice"
    shutil.copytree(whole, once)
    cut_styles(once)
    shutil.copytree(once, twice)
    cut_styles(twice)
    assert sheets_of(twice) == sheets_of(once)


def test_what_is_left_stands_in_the_whole_sheets_in_this_order(whole: Path, tmp_path: Path):
    shutil.copytree(whole, tmp_path / "cut")
    cut_styles(tmp_path / "cut")
    for name, text in sheets_of(tmp_path / "cut").items():
        uncut = tokens(tinycss2.parse_component_value_list((whole / name).read_text(encoding="utf-8")))
        assert all(token in uncut for token in tokens(tinycss2.parse_component_value_list(text))), name


def tokens(nodes) -> Iterator[str]:
    """All that isn't blank, each token by itself, also what stands in brackets."""
    for node in nodes:
        within = getattr(node, "content", None) or getattr(node, "arguments", None)
        if within:
            yield node.name if node.type == "function" else node.type
            yield from tokens(within)
        elif node.type not in ("whitespace", "comment") and node != ";":
            yield node.serialize()


def test_no_selector_is_dropped_that_a_page_meets(whole: Path, tmp_path: Path):
    """selectolax is the witness: it matches whole selectors with the pages as they are before any script."""
    shutil.copytree(whole, tmp_path / "cut")
    cut_styles(tmp_path / "cut")
    pages = [LexborHTMLParser(path.read_text(encoding="utf-8")) for path in whole.rglob("*.html")]
    left = sheets_of(tmp_path / "cut")
    dropped = {
        stateless(selector) for name, text in sheets_of(whole).items()
        for selector in set(selectors(text)) - set(selectors(left[name]))
    }
    assert len(dropped) > 300
    assert [selector for selector in sorted(dropped) if any(page.css_first(selector) for page in pages)] == []


def selectors(text: str) -> Iterator[str]:
    """The selectors of a sheet, without blank space, whose rules do more than declare custom properties."""
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            yield from selectors(tinycss2.serialize(rule.content))
        elif rule.type == "qualified-rule" and does_more_than_name(rule):
            for selector in re.split(r",(?![^([]*[)\]])", tinycss2.serialize(rule.prelude)):
                yield re.sub(r"\s*([>+~,])\s*", r"\1", selector.strip())


def does_more_than_name(rule: tinycss2.ast.QualifiedRule) -> bool:
    contents = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    return any(not getattr(one, "name", "").startswith("--") for one in contents)


def stateless(selector: str) -> str:
    """A selector without its states and pseudo-elements, which meets at least as much. `:is()` is none."""
    state = r"(?:::?(?!is\()[a-z-]+(?:\((?:[^()]|\([^()]*\))*\))?)+"
    return re.sub(state, "", re.sub(rf"(?:^|(?<=[\s>+~(,])){state}", "*", selector))


def test_what_readers_wait_for_is_a_fraction_of_it_and_soon_cut(whole: Path, tmp_path: Path):
    before = material_of(whole)
    shutil.copytree(whole, tmp_path / "cut")
    since = time.perf_counter()
    cut_styles(tmp_path / "cut")
    assert time.perf_counter() - since < 3
    assert len(gzip.compress(material_of(tmp_path / "cut"), 6)) < 0.65 * len(gzip.compress(before, 6))


def sheets_of(folder: Path) -> dict[str, str]:
    paths = sorted(path for pattern in SHEETS for path in folder.glob(pattern))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def material_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.glob(SHEETS[0])))
