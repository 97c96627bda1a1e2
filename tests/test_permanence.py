"""Releases and renaming: what would lose an address or change what was released is refused, and nothing is lost by it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import running
from edition.errors import EditionError
from history import ADDRESS, History
from registry.registry import REGISTRY, Registry
from registry.renaming import rename
from releasing.git import Git
from releasing.releases import RELEASES, digest_of


@pytest.fixture(scope="module")
def released(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the release 1.0.0, never changed."""
    history = History.begin(pristine, tmp_path_factory.mktemp("released") / "edition")
    history.release()
    return history.root


@pytest.fixture
def history(released: Path, tmp_path: Path) -> History:
    """A copy of it, whose editors prepare version 1.1.0."""
    copy = History(shutil.copytree(released, tmp_path / "edition"))
    copy.prepare("1.1.0")
    copy.commit("Version 1.1.0 in preparation")
    return copy


def refused(history: History, *arguments: str, status: int = 1) -> str:
    """What a command says that must fail; it must leave every file as it was, and say it without a traceback."""
    before = history.git("status", "--porcelain"), tracked(history)
    done = history.build(*arguments)
    assert done.returncode == status, done.stdout + done.stderr
    assert (history.git("status", "--porcelain"), tracked(history)) == before
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def tracked(history: History) -> dict[str, bytes]:
    names = history.git("ls-files", "-z").split("\0")
    return {name: (history.root / name).read_bytes() for name in names if name and (history.root / name).exists()}


def drop_a_paragraph(history: History) -> None:
    history.cut("docs/astana-summit.md", r"OSCE summit in Astana have shown.*?\{ #p9 \}\n\n")


def change_a_heading(history: History) -> None:
    history.edit("docs/astana-summit.md", "#declaration ", "#adopted ")


def change_a_reading_silently(history: History) -> None:
    history.edit("docs/three-dimensions.md", "in problem in the", "in problem {~~in~>of~~}{>>E91 conjecture: why<<} the")


def change_the_print(history: History) -> None:
    history.edit("docs/three-dimensions.md", "An important priority", "An important aim")


def hide_a_loss(history: History) -> None:
    change_a_heading(history)
    history.edit(REGISTRY, r"1\.0\.0\tpublished\tastana-summit\.md#declaration\t-\t\w+\n", "")
    history.edit(REGISTRY, r"1\.0\.0\tpublished\tarticle\.md#declaration\t-\t\w+\n", "")


def hide_the_release_too(history: History) -> None:
    hide_a_loss(history)
    (history.root / RELEASES).write_text("[]\n")


def merge_notes_and_say_nothing(history: History) -> None:
    history.edit("docs/index.md", r"Astana\[\^d\]\)", "Astana)")
    history.cut("docs/index.md", r"/// note \| d\n.*?\n///\n\n")


HARMFUL = {
    "a paragraph dropped": (drop_a_paragraph, "P002", "astana-summit.md#p9", "put it back, or say where it leads"),
    "an anchor renamed by hand": (change_a_heading, "P002", "astana-summit.md#declaration", "rename OLD NEW"),
    "a note lost": (merge_notes_and_say_nothing, "P002", "index.md#note-d", "rename OLD NEW"),
    "a reading changed silently": (change_a_reading_silently, "P005", "three-dimensions.md#p12", "name the anchor"),
    "printed words changed": (change_the_print, "P004", "three-dimensions.md#p12", "restore the words"),
    "the registry edited to hide a loss": (hide_a_loss, "P006", "astana-summit.md#declaration", "restore the lines"),
    "and the list of releases too": (hide_the_release_too, "P006", "version 1.0.0 is not listed", "git checkout"),
}


@pytest.mark.parametrize(("harm", "code", "name", "mend"), HARMFUL.values(), ids=HARMFUL)
@pytest.mark.parametrize("command", ["check", "publish-anchors", "release"])
def test_harm_is_refused_with_the_anchors_name_and_what_to_do(history: History, harm, code, name, mend, command: str):
    harm(history)
    history.log("Something else.")
    history.commit("Harm")
    said = refused(history, command)
    assert f" {code} " in said and name in said and mend in said
    assert history.git("tag", "--list").split() == ["site/v1.0.0", "v1.0.0"]


MISUSE = {
    "nothing new": ((), "CHANGELOG.md: nothing stands under “## Unreleased”"),
    "what is not committed": (("uncommitted",), "commit them first"),
    "a placeholder for an address": (("placeholder",), "a placeholder; a release keeps its address for ever"),
    "an older version": (("older",), "version 0.9.0 is older than 1.0.0"),
    "a tag left over": (("tag",), "the tag site/v1.1.0 is there, and v1.1.0 is not; delete it"),
    "the same version": (("same",), "version 1.0.0 is released"),
}


@pytest.mark.parametrize(("what", "said"), MISUSE.values(), ids=MISUSE)
def test_a_release_says_what_it_lacks(history: History, what: tuple[str, ...], said: str):
    if what:
        history.log("Something.")
    if "placeholder" in what:
        history.edit("mkdocs.yml", ADDRESS, "https://example.org/")
    if "tag" in what:
        history.git("tag", "site/v1.1.0")
    for name, number in (("older", "0.9.0"), ("same", "1.0.0")):
        if name in what:
            history.edit("pyproject.toml", r'version = "1\.1\.0"', f'version = "{number}"')
            history.edit("CITATION.cff", r"(?<=\n)version: 1\.1\.0", f"version: {number}")
    if "uncommitted" not in what:
        history.commit("Work")
    assert said in refused(history, "release", status=2)


def test_a_release_dates_and_lists_itself_and_adds_only_what_is_new(history: History):
    before = (history.root / REGISTRY).read_text(encoding="utf-8")
    history.edit("docs/about.md", r"(?=## Rights)", "## Thanks { #thanks .editorial }\n\nTo all.\n\n")
    history.log("Thanks.")
    history.release()
    after = (history.root / REGISTRY).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert [line.split("\t")[:3] for line in after.removeprefix(before).splitlines()] == [
        ["1.1.0", "published", "about.md#thanks"]
    ]
    first, second = json.loads((history.root / RELEASES).read_text())
    assert (first["version"], second["version"], second["address"]) == ("1.0.0", "1.1.0", ADDRESS)
    assert f"## 1.1.0 – {second['date']}\n" in (history.root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"date-released: {second['date']}" in (history.root / "CITATION.cff").read_text()
    assert history.git("status", "--porcelain") == "" and history.git("rev-parse", "HEAD", "v1.1.0^{}").split()[0] == (
        history.git("rev-parse", "v1.1.0^{}").strip()
    )


def test_a_release_can_be_made_anew_from_its_tag_to_the_byte(history: History, tmp_path: Path):
    again = tmp_path / "again"
    history.git("worktree", "add", "--quiet", str(again), "v1.0.0")
    frozen = "from building.build import make\nimport building.command as c\nfrom releasing.frozen import " \
        "without_what_is_at_the_root as w\nfrom releasing.releases import digest_of\n" \
        "f = Path(sys.argv[1]) / '.build/frozen'\n" \
        "make(Path(sys.argv[1]), f, lambda phase: None, frozen=True); w(f); print(digest_of(f)); sys.exit()\n"
    (release,) = json.loads((history.root / RELEASES).read_text())
    assert running.run(again, preparation=frozen).stdout.strip() == release["sha256"]


def test_publishing_keeps_every_release_to_the_byte_and_newest_at_the_root(history: History):
    history.log("Nothing but this.")
    history.release()
    history.done("publish")
    site = history.root / "site"
    for release in json.loads((history.root / RELEASES).read_text()):
        assert digest_of(site / "v" / release["version"]) == release["sha256"]
        assert not (site / "v" / release["version"] / "404.html").exists()
    assert 'Version 1.1.0</a> of this edition' in (site / "index.html").read_text(encoding="utf-8")
    assert 'data-frozen="1.0.0"' in (site / "v/1.0.0/index.html").read_text(encoding="utf-8")
    assert "data-frozen" not in (site / "index.html").read_text(encoding="utf-8")


def test_publishing_at_another_address_exchanges_it(history: History):
    history.git("checkout", "--quiet", "v1.0.0")
    done = running.run(history.root, "publish", SITE_URL="https://a.example/")
    assert done.returncode == 0, done.stderr
    page = (history.root / "site/v/1.0.0/chairmanship/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://a.example/chairmanship/">' in page and ADDRESS not in page


def test_publishing_takes_nothing_from_the_folder_but_from_git(history: History):
    history.git("checkout", "--quiet", "v1.0.0")
    history.edit("docs/about.md", "# About this edition", "# About that edition")
    history.done("publish")
    assert "About that edition" not in (history.root / "site/about/index.html").read_text(encoding="utf-8")


def change_a_frozen_file(history: History) -> None:
    folder = history.root.parent / "tampered"
    subprocess.run(["git", "clone", "--quiet", str(history.root), str(folder), "--branch", "site/v1.0.0"],
                   check=True, capture_output=True)
    Git(folder).run("config", "user.name", "X")
    Git(folder).run("config", "user.email", "x@example.org")
    (folder / "index.html").write_text("other")
    Git(folder).run("commit", "--quiet", "--all", "--message", "x")
    history.git("fetch", "--quiet", str(folder), "+HEAD:refs/tags/site/v1.0.0")


UNPUBLISHABLE = {
    "a frozen file changed": (change_a_frozen_file, "was released with"),
    "a frozen site missing": (lambda h: h.git("tag", "--delete", "site/v1.0.0"), "git fetch --tags"),
    "its tag missing": (lambda h: h.git("tag", "--delete", "v1.0.0"), "git has no tag v1.0.0"),
    "what is no release": (lambda h: h.commit("Work"), "only a release is published"),
}


@pytest.mark.parametrize(("harm", "said"), UNPUBLISHABLE.values(), ids=UNPUBLISHABLE)
def test_a_site_with_another_history_is_not_published(history: History, harm, said: str):
    history.git("checkout", "--quiet", "v1.0.0")
    harm(history)
    assert said in refused(history, "publish", status=2)
    assert not (history.root / "site").exists()


WRONG_NAMES = {
    "what was never published": ("index.md#nothing", "index.md#p1", "was never published"),
    "a page to an anchor": ("chairmanship.md", "index.md#p1", "can only be renamed to a page"),
    "to nowhere": ("index.md#note-d", "index.md#note-z", "index.md#note-z is nowhere in the edition"),
    "an anchor that stands": ("index.md#note-d", "index.md#note-c", "is in the edition still"),
    "a page that the code names": ("references.md", "sources.md", "is one of the pages that the code names"),
    "to a page that is there": ("chairmanship.md", "about.md", "is there already"),
    "to no name of a page": ("chairmanship.md", "The chairmanship.md", "is no name for a page"),
}


@pytest.mark.parametrize(("old", "new", "said"), WRONG_NAMES.values(), ids=WRONG_NAMES)
def test_a_renaming_that_can_not_be_leaves_all_as_it_was(history: History, old: str, new: str, said: str):
    assert said in refused(history, "rename", old, new, status=2)


def test_a_renamed_page_takes_its_links_its_waivers_and_what_led_to_it_along(history: History):
    history.done("rename", "chairmanship.md", "year-2010.md")
    texts = {path.name: path.read_text(encoding="utf-8") for path in (history.root / "docs").glob("*.md")}
    assert "chairmanship.md" not in "".join(texts.values()) and "(year-2010.md#p4)" in texts["astana-summit.md"]
    assert "The chairmanship: year-2010.md\n" in (history.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert '"docs/year-2010.md"' in (history.root / "scripts/waivers.toml").read_text(encoding="utf-8")
    history.done("publish-anchors")
    moves = rename(history.root, "year-2010.md#four-ts", "year-2010.md#watchwords")
    assert ("chairmanship.md#four-ts", "year-2010.md#watchwords") in moves
    assert "{ #watchwords .editorial }" in (history.root / "docs/year-2010.md").read_text(encoding="utf-8")
    assert history.build("check").returncode == 0
    published = Registry.load(history.root).published
    assert {known.moved.values[0] for known in published.values() if known.moved and known.address.endswith("four-ts")} == {
        "year-2010.md#watchwords", "article.md#watchwords",
    }


@pytest.mark.parametrize("number", ["1.1.0", "1.0.9"])
def test_a_version_must_be_newer(history: History, number: str):
    assert f"version {number} is not newer than 1.1.0" in refused(history, "version", number, status=2)


def test_a_version_is_written_everywhere(history: History):
    history.done("version", "2.0.0")
    for name in ("pyproject.toml", "CITATION.cff"):
        assert "2.0.0" in (history.root / name).read_text(encoding="utf-8")
    assert history.build("check").returncode == 0


def test_git_says_what_is_wrong_in_its_own_words(tmp_path: Path):
    with pytest.raises(EditionError, match="git log: .*not a git repository"):
        Git(tmp_path).run("log")
    assert not Git(tmp_path).is_there


def test_nothing_is_compared_where_there_is_no_git(pristine: Path, tmp_path: Path):
    copy = tmp_path / "edition"
    shutil.copytree(pristine, copy)
    assert running.run(copy, "check").returncode == 0
