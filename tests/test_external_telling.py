"""Links to other hosts: which are asked, how long an outcome holds, and how it is told."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from markdown import Markdown

import running
from building import links
from commands import command
from edition.archived import ARCHIVED
from edition.edition import Edition
from edition.errors import EditionError
from playedserver import Server, network
from rendering.extension import EditionExtension
from sitecheck.command import FOUND, main
from sitecheck.external import harvest
from sitecheck.external.cache import Cache
from sitecheck.external.codes import CODES, code_for
from sitecheck.external.copies import read_copies
from sitecheck.external.issue import as_markdown
from sitecheck.external.limits import Limits
from sitecheck.external.network import is_public
from sitecheck.external.outcome import Kind, Outcome, Weight
from sitecheck.external.reporting import PATIENCE, told
from sitecheck.external.run import Run
from sitecheck.external.standing import FaultyStanding, read_standing
from sitecheck.external.target import MalformedAddress, is_external, parse

DAY = 86_400
NOW = 1_800_000_000.0
OWN = "https://example.org/edition/"
COPIES = """[{
  "original": "https://a.test/gone", "datetime": "2014-05-01T12:00:00Z",
  "copy": "https://web.archive.org/web/20140501120000/https://a.test/gone"
}]"""


@pytest.mark.parametrize(("written", "asked"), {
    "https://Example.COM": "https://example.com/",
    " https://example.com/a b\n ": "https://example.com/a%20b",
    "https://example.com/a\nb": "https://example.com/ab",
    "https:\\\\example.com\\a": "https://example.com/a",
    "https://example.com:443/": "https://example.com/",
    "https://example.com:8443/": "https://example.com:8443/",
    "https://user:secret@example.com/": "https://example.com/",
    "https://example.com/a/../b/./c/..": "https://example.com/b/",
    "https://example.com/%2e%2E/a": "https://example.com/a",
    "https://example.com?q=ж#ж": "https://example.com/?q=%D0%B6",
    "https://қазақстан.қаз/": "https://xn--80aaa0a6awh12ed.xn--80ao21a/",
    "https://FAß.example/": "https://xn--fa-hia.example/",
    "https://[2001:DB8:0::1]/": "https://[2001:db8::1]/",
    "https://example.com/a%20b|c": "https://example.com/a%20b|c",
    "http://my_host.example/": "http://my_host.example/",
    "//example.com/a": "https://example.com/a",
    "https://example.com/\ud800a": "https://example.com/%EF%BF%BDa",
}.items())
def test_an_address_is_asked_as_a_browser_would(written: str, asked: str):
    assert parse(written).url == asked


@pytest.mark.parametrize("address", [
    "https://", "https://[::1", "https://[no]/", "https://a..b/", "https://a:99999/", "https://a b/", "ftp://example.com/",
    "https://exa<mple.com/", "https://xn--a.example\u00ad\u2066/",
])
def test_what_is_no_address_is_told(address: str):
    with pytest.raises(MalformedAddress, match=r".+"):
        parse(address)


@pytest.mark.parametrize(("address", "expected"), {
    "https://a.test/": True, "HTTP://a.test/": True, "//a.test/b": True, " https://a.test/": True,
    "https://example.org/edition/page/": False, "http://example.org/edition/": False, "https://example.org/edition": False,
    "https://example.org/editions/": True, "https://example.org/": True, "//example.org/edition/a": False,
    "/page/": False, "page/": False, "#p7": False, "mailto:a@a.test": False, "data:text/plain,https://a.test/": False,
}.items())
def test_what_is_another_host(address: str, expected: bool):
    assert is_external(address, OWN) is expected


@pytest.mark.parametrize(("address", "expected"), {
    "93.184.215.14": True, "2606:2800:21f:cb07:6820:80da:af6b:8b2c": True, "64:ff9b::5db8:d70e": True,
    "127.0.0.1": False, "10.1.2.3": False, "172.16.0.1": False, "192.168.0.1": False, "169.254.169.254": False,
    "100.64.0.1": False, "0.0.0.0": False, "224.0.0.1": False, "255.255.255.255": False, "198.18.0.1": False,
    "192.0.0.8": False, "::1": False, "::": False, "fe80::1%eth0": False, "fc00::1": False, "fec0::1": False,
    "ff02::1": False, "::ffff:127.0.0.1": False, "::ffff:93.184.215.14": True, "2002:7f00:1::": False,
    "64:ff9b::a00:1": False, "64:ff9b:1::a00:1": False, "2001:db8::1": False,
}.items())
def test_which_addresses_are_public(address: str, expected: bool):
    assert is_public(address) is expected


def test_links_are_taken_from_where_a_browser_or_a_reader_follows_them(tmp_path: Path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text(
        '<link rel="license" href="https://1.test/"><link rel="preconnect" href="https://no.test/">\n'
        '<p>https://no.test/ <a href="https://2.test/?a=1&amp;b=2">2</a> <a href=" https://3.test/#p ">3</a>\n'
        '<blockquote cite="https://4.test/"></blockquote><img src="//5.test/a.png"><a href="page/">no</a>\n'
        '<!-- <a href="https://no.test/"> --><script>"https://no.test/"</script><a href="https://2.test/?a=1&amp;b=2">2</a>'
        f'<a href="{OWN}page/">no</a><area href="HTTPS://6.test">', encoding="utf-8",
    )
    found = [(link.address, link.line) for link in harvest.links_below(tmp_path, OWN)]
    assert sorted(found) == [
        ("//5.test/a.png", 3), ("HTTPS://6.test", 4), ("https://1.test/", 1), ("https://2.test/?a=1&b=2", 2),
        ("https://3.test/#p", 2), ("https://4.test/", 3),
    ]


def test_links_are_taken_from_every_attribute_that_has_one(tmp_path: Path):
    (tmp_path / "a.htm").write_text(
        '<img srcset="https://1.test/a 1x, https://2.test/b 2x"><button formaction="https://3.test/">\n'
        '<noscript>\n<img src="https://4.test/"></noscript><svg><use xlink:href="https://5.test/#a"/></svg>\n'
        '<meta http-equiv="refresh" content="9; url=https://6.test/"><meta property="og:image" content="https://7.test/">\n'
        '<meta name="description" content="https://no.test/"><link rel="schema.DC" href="https://no.test/">\n'
        '<a ping="https://no.test/" href=""></a><textarea><a href="https://no.test/"></textarea><p title="https://no.test/">',
        encoding="utf-8",
    )
    found = [(link.address, link.line) for link in harvest.links_below(tmp_path, OWN)]
    assert found == [
        ("https://1.test/a", 1), ("https://2.test/b", 1), ("https://3.test/", 1), ("https://4.test/", 3),
        ("https://5.test/#a", 3), ("https://6.test/", 4), ("https://7.test/", 4),
    ]


def kept(path: Path, kind: Kind, age: float) -> Outcome | None:
    cache = Cache(path)
    cache.keep("https://a.test/", Outcome(kind, "as it was"), NOW - age)
    cache.write({"https://a.test/"})
    return Cache(path).fresh("https://a.test/", NOW)


@pytest.mark.parametrize(("kind", "held", "asked_again"), [
    (Kind.ALIVE, 20, 31), (Kind.REFUSED, 14, 21), (Kind.GONE, 3, 6), (Kind.MOVED, 3, 6),
])
def test_an_outcome_holds_for_its_time(kind: Kind, held: int, asked_again: int, tmp_path: Path):
    assert kept(tmp_path / "cache", kind, held * DAY) == Outcome(kind, "as it was", "", NOW - held * DAY, NOW - held * DAY)
    assert kept(tmp_path / "cache", kind, asked_again * DAY) is None


def test_what_may_pass_is_asked_each_time_and_what_was_not_asked_is_not_kept(tmp_path: Path):
    assert kept(tmp_path / "cache", Kind.FAILING, 1) is None
    assert kept(tmp_path / "cache", Kind.NOT_ASKED, 0) is None


def test_a_clock_that_was_wrong_makes_no_outcome_last(tmp_path: Path):
    assert kept(tmp_path / "cache", Kind.ALIVE, -DAY) is None


def test_the_file_knows_since_when_and_forgets_what_is_not_linked_any_more(tmp_path: Path):
    cache = Cache(tmp_path / "cache")
    for address in ("https://a.test/", "https://b.test/"):
        cache.keep(address, Outcome(Kind.FAILING), NOW)
    cache.write({"https://a.test/"})
    again = Cache(tmp_path / "cache", is_fresh=False)
    assert again.keep("https://a.test/", Outcome(Kind.FAILING), NOW + DAY).since == NOW
    assert again.keep("https://a.test/", Outcome(Kind.ALIVE), NOW + DAY).since == NOW + DAY
    assert again.keep("https://b.test/", Outcome(Kind.FAILING), NOW + DAY).since == NOW + DAY


@pytest.mark.parametrize("content", ["", "[]", "{", '{"form": 0}', '{"form": 1, "outcomes": {"a": {"kind": "odd"}}}', "\x00"])
def test_a_file_that_is_no_cache_is_left_aside(content: str, tmp_path: Path):
    (tmp_path / "cache").write_text(content, encoding="utf-8")
    assert Cache(tmp_path / "cache").fresh("a", NOW) is None


def test_every_fault_has_one_code_and_nothing_else_has_one():
    for kind in Kind:
        holders = [code for code in CODES if kind in code.kinds]
        assert len(holders) == (kind.weight in (Weight.FAULT, Weight.PASSING)), kind
    assert [code.code for code in CODES] == sorted({code.code for code in CODES})
    assert code_for(Kind.ALIVE) is None


def findings(address: str, outcome: Outcome) -> list[tuple[str, str, str]]:
    result = told({address: outcome}, {address: [("docs/a.md", 3, 5), ("docs/b.md", 1, 1)]}, read_copies(COPIES))
    return [(finding.code, finding.message, finding.fix) for finding in result.findings]


def test_a_dead_link_is_offered_its_archived_copy_and_a_moved_one_its_address():
    ((code, message, fix),) = findings("https://a.test/gone", Outcome(Kind.GONE, "the host answers 404"))
    assert (code, message) == ("E001", "https://a.test/gone: the host answers 404 (and in 1 other place)")
    assert fix.endswith("; a copy of 1 May 2014 is at https://web.archive.org/web/20140501120000/https://a.test/gone")
    ((_, _, fix),) = findings("https://a.test/other", Outcome(Kind.GONE, "the host answers 404"))
    assert "copy of 1 May" not in fix
    ((code, _, fix),) = findings("https://a.test/gone", Outcome(Kind.MOVED, "it has moved", "https://b.test/"))
    assert (code, fix) == ("E003", "write https://b.test/")


def test_what_may_pass_is_a_finding_once_it_has_lasted():
    assert findings("https://a.test/", Outcome(Kind.FAILING, "500", "", NOW, NOW - PATIENCE + 1)) == []
    ((code, message, _),) = findings("https://a.test/", Outcome(Kind.FAILING, "500", "", NOW, NOW - PATIENCE))
    assert (code, message) == ("E010", "https://a.test/: 500, since 10 January 2027 (and in 1 other place)")


STANDING = """
[[link]]
address = "https://a.test/#part"
code = "no such place"
reason = "a script adds it"
until = 2027-06-30
"""


def standing_on(day: date, outcome: Outcome) -> tuple[list[str], list[str]]:
    address, standing = "https://a.test/#part", read_standing(STANDING.replace("no such place", "e004"))
    result = told({address: outcome}, {address: [("docs/a.md", 3, 5)]}, {}, standing, day)
    return [finding.code for finding in result.findings], result.unknown


def test_what_is_declared_to_stand_is_no_finding():
    missing = Outcome(Kind.NO_FRAGMENT, "no #part")
    assert standing_on(date(2027, 6, 30), missing) == ([], [])
    codes, (note,) = standing_on(date(2027, 7, 1), missing)
    assert codes == [] and "until 2027-06-30: a script adds it" in note
    codes, (note,) = standing_on(date(2027, 6, 30), Outcome(Kind.ALIVE))
    assert codes == [] and note.endswith("E004 is declared to stand, and was not found")
    assert standing_on(date(2027, 6, 30), Outcome(Kind.GONE, "404"))[0] == ["E001"]


@pytest.mark.parametrize(("text", "said"), {
    STANDING: "names no such place, which is not a code",
    STANDING.replace("no such place", "E004").replace("reason", "raeson"): "did you mean reason?",
    STANDING.replace("no such place", "E004").replace('"a script adds it"', '""'): "link 1 has no reason",
    STANDING.replace("no such place", "E004").replace("2027-06-30", "true"): "expected a day",
    "[[link]": "not TOML", "[link]\na = 1": "expected nothing but entries", "links = []": "expected nothing but entries",
}.items())
def test_what_does_not_say_what_stands_is_told(text: str, said: str, tmp_path: Path):
    with pytest.raises(FaultyStanding, match=re.escape(said)):
        read_standing(text)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").touch()
    (tmp_path / "scripts").mkdir()
    (tmp_path / links.STANDING).write_text(text, encoding="utf-8")
    with pytest.raises(EditionError, match=r"^scripts/links.toml: "):
        links.check_links(tmp_path, print)


def test_nothing_stands_where_nothing_is_said():
    text = (running.ROOT / links.STANDING).read_text(encoding="utf-8")
    assert read_standing("") == ()
    (example,) = read_standing(re.sub(r"(?m)^# ?", "", text.partition("\n")[2]))
    assert example.code == "E004"


def test_a_report_mentions_nobody_and_runs_nothing_of_what_hosts_say():
    outcome = Outcome(Kind.SOFT_404, "the page says “@someone `<img src=//a>` [x](y)\n# z”")
    result = told({"https://a.test/": outcome}, {"https://a.test/": [("docs/a.md", 3, 5)]}, {})
    told_lines = as_markdown(result).splitlines()
    (line,) = [line for line in told_lines if "someone" in line]
    assert line.endswith(" ``") and "`` https://a.test/: the page says “@someone ’<img src=//a>’ [x](y) # z” ``" in line


@pytest.fixture
def built(server: Server, tmp_path: Path) -> Path:
    """A small project with its built site, which links to the played server."""
    dead, alive, busy = server.url("/nothing"), server.url("/page?a=1&b=2"), server.url("/forbidden")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(f"# A\n\nSee [a]({dead}/more), [b]({dead}) and [c]({alive}).\n", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text(
        f'<link rel="canonical" href="{OWN}">\n<a href="{dead}">b</a> <a href="{alive.replace("&", "&amp;")}">c</a>\n'
        f'<a href="{busy}">d</a> <a href="{OWN}nowhere/">e</a>', encoding="utf-8",
    )
    return tmp_path


def quick() -> Run:
    return Run(Limits(run=30, connect=3, headers=3, exchange=3, tries=1, gap=0, backoff=0.01), network())


def test_a_site_is_asked_once_and_told_where_its_sources_are(built: Path, server: Server):
    phases: list[str] = []
    result = links.check_links(built, phases.append, run=quick())
    (finding,) = result.findings
    line = (built / "docs" / "a.md").read_text(encoding="utf-8").splitlines()[2]
    assert (finding.place, finding.code) == (f"docs/a.md:3:{line.index('[b](') + 5}", "E001")
    assert [line.split(": ", 1)[1] for line in result.unknown] == ["the host answers 403 to a program"]
    assert phases[-1] == "asking other hosts: 3 of 3 links"
    before = len(server.seen)
    assert links.check_links(built, phases.append, run=quick()).findings == [finding]
    assert len(server.seen) == before
    links.check_links(built, phases.append, run=quick(), anew=True)
    assert len(server.seen) > before


def test_without_a_site_the_command_says_what_to_do(tmp_path: Path):
    with pytest.raises(EditionError, match="build it first"):
        links.check_links(tmp_path, print)


def test_the_command_prints_findings_writes_its_report_and_has_its_exit_status(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(links, "configured_run", lambda settings: quick())
    arguments = ["links", "--format", "json", "--report", str(built / "report.md")]
    assert command.main(arguments, built) == 1
    out, err = capsys.readouterr()
    assert [finding["code"] for finding in json.loads(out)] == ["E001"]
    assert err.splitlines()[-1] == "1 finding in 3 links to other hosts" and "not known: " in err and "\r" not in err
    assert "E001" in (built / "report.md").read_text(encoding="utf-8")


def test_any_folder_can_be_checked(built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr("sitecheck.external.checking.configured_run", lambda settings: quick())
    monkeypatch.chdir(built)
    arguments = [str(built / "site"), "--url", OWN, "--cache", str(built / "cache.json"), "--select", "E001"]
    assert main([*arguments, "--external"]) == FOUND
    out, err = capsys.readouterr()
    assert out.startswith("index.html:2:1: E001 ") and "not known: " in err
    assert (built / "cache.links.json").is_file()
    assert main(arguments) == 0
    assert main(["--explain", "E002"]) == 0 and main(["--explain", "the-page-is-gone."]) == 2
    assert "E002 the-host-is-gone" in capsys.readouterr().out
    assert main(["--list", "--external"]) == 0
    assert "\nE010  " in capsys.readouterr().out


def test_the_codes_can_be_explained_where_nothing_is_installed():
    script = "import sys, commands.command; assert not {'h11', 'protego', 'webencodings'} & set(sys.modules)"
    surroundings = running.environment(PYTHONPATH=str(running.ROOT / "scripts"))
    subprocess.run([sys.executable, "-c", script], env=surroundings, check=True)


def test_a_link_of_which_a_copy_is_kept_is_a_robust_link(pristine: Path, tmp_path: Path):
    root = tmp_path / "edition"
    shutil.copytree(pristine, root)
    (root / ARCHIVED).write_text(COPIES, encoding="utf-8")
    extension = EditionExtension(Edition.load(root), OWN, "about.md")
    extension.page = "references.md"
    html = Markdown(extensions=[extension]).convert("[a](https://a.test/gone) [b](https://a.test/gone#b)")
    assert html == (
        '<p><a data-originalurl="https://a.test/gone" data-versiondate="2014-05-01" '
        'data-versionurl="https://web.archive.org/web/20140501120000/https://a.test/gone" href="https://a.test/gone">a</a> '
        '<a href="https://a.test/gone#b">b</a></p>'
    )
