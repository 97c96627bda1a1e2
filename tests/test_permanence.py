"""Releases, renaming, withdrawing: what would lose an address is refused, all else is possible, and nothing is half done."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import running
from building import mkdocs
from edition.edition import Edition
from edition.errors import EditionError
from edition.releases import RELEASES
from history import ADDRESS, History
from permanence.registry import HEAD, REGISTRY, Registry
from releasing.frozen import digest_of, without_what_is_at_the_root
from repository.git import Git
from repository.objects import unpack

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def begun(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which nothing is released yet, never changed."""
    return History.begin(pristine, tmp_path_factory.mktemp("begun") / "edition").root


@pytest.fixture(scope="module")
def released(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the release 1.0.0, never changed."""
    history = History(shutil.copytree(begun, tmp_path_factory.mktemp("released") / "edition"))
    history.release()
    return history.root


@pytest.fixture
def draft(begun: Path, tmp_path: Path) -> History:
    """A copy of the first, to work on."""
    return History(shutil.copytree(begun, tmp_path / "edition"))


@pytest.fixture
def history(released: Path, tmp_path: Path) -> History:
    """A copy of the second, whose editors prepare version 1.1.0."""
    copy = History(shutil.copytree(released, tmp_path / "edition"))
    copy.prepare("1.1.0")
    copy.commit("Version 1.1.0 in preparation")
    return copy


def refused(history: History, *arguments: str, status: int = 1) -> str:
    """What a command says that must fail; it must leave everything as it was, and say it without a traceback."""
    before = history.state()
    done = history.build(*arguments)
    assert done.returncode == status, done.stdout + done.stderr
    assert history.state() == before
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def drop_a_paragraph(history: History) -> None:
    history.cut("docs/astana-summit.md", r"OSCE summit in Astana have shown.*?\{ #p9 \}\n\n")


def change_a_heading(history: History) -> None:
    history.edit("docs/astana-summit.md", "#declaration ", "#adopted ")


def change_a_reading(history: History) -> None:
    history.edit("docs/three-dimensions.md", "in problem in the", "in problem {~~in~>of~~}{>>E91 conjecture: why<<} the")


def change_the_print(history: History) -> None:
    history.edit("docs/three-dimensions.md", "An important priority", "An important aim")


def hide_a_loss(history: History) -> None:
    change_a_heading(history)
    history.edit(REGISTRY, r"1\.0\.0\tpublished\tastana-summit\.md#declaration\t-\t\w+\n", "")


def hide_the_release_too(history: History) -> None:
    hide_a_loss(history)
    (history.root / RELEASES).write_text("[]\n")


def lose_a_note(history: History) -> None:
    history.withdraw_note("docs/index.md", "d")


HARMFUL = {
    "a paragraph dropped": (drop_a_paragraph, "C002", "p9", "put the block back"),
    "an anchor renamed by hand": (change_a_heading, "P002", "astana-summit.md#declaration", "rename OLD NEW"),
    "a note lost": (lose_a_note, "P002", "index.md#note-d", "withdraw OLD"),
    "a reading changed silently": (change_a_reading, "P005", "three-dimensions.md#p12", "name the anchor"),
    "printed words changed": (change_the_print, "C003", "p12 differs from the article", "restore the printed letters"),
    "the registry edited to hide a loss": (hide_a_loss, "P006", "astana-summit.md#declaration", "restore the lines"),
    "and the list of releases too": (hide_the_release_too, "P006", "version 1.0.0 is not listed", "git checkout"),
}


@pytest.mark.parametrize(("harm", "code", "name", "fix"), HARMFUL.values(), ids=HARMFUL)
def test_harm_to_what_is_released_is_refused_with_the_anchors_name_and_what_to_do(history: History, harm, code, name, fix):
    harm(history)
    history.log("Something else.")
    history.commit("Harm")
    for command in ("check", "publish-anchors", "release"):
        said = refused(history, command)
        assert f" {code} " in said and name in said and fix in said
    assert history.git("tag", "--list").split() == ["site/v1.0.0", "v1.0.0"]


HARMLESS_BEFORE = {
    "a heading's id": change_a_heading,
    "a reading": change_a_reading,
    "a note taken out": lose_a_note,
    "a page renamed": lambda history: history.done("rename", "chairmanship.md", "year-2010.md"),
    "anchors promised": lambda history: history.done("publish-anchors"),
}


@pytest.mark.parametrize("change", HARMLESS_BEFORE.values(), ids=HARMLESS_BEFORE)
def test_before_the_first_release_nothing_is_promised_and_all_may_change(draft: History, change):
    change(draft)
    assert draft.build("check").returncode == 0
    assert (draft.root / REGISTRY).read_text(encoding="utf-8") == HEAD


def test_between_releases_what_is_new_may_change_and_what_is_released_may_not(history: History):
    history.edit("docs/three-dimensions.md", r"(?=## Human )", "## A new heading { #new-one .editorial }\n\n")
    assert history.build("check").returncode == 0
    history.edit("docs/three-dimensions.md", "#new-one", "#newer-one")
    assert history.build("check").returncode == 0
    history.done("publish-anchors")
    history.edit("docs/three-dimensions.md", "#newer-one", "#newest-one")
    assert "three-dimensions.md#newer-one, promised for the next release" in history.build("check").stdout


def test_what_is_permanent_is_listed_at_the_release_and_nothing_else_is(released: Path):
    addresses = [event.address for event in Registry.load(released).events]
    ids = [address.partition("#")[2] for address in addresses]
    assert {"title", "p1", "p13", "p5-4", "printed-1", "record-year", "note-a", "ref-4", "E21", "declaration"} <= set(ids)
    assert not [address for address in addresses if address.startswith(("article.md", "checks.md", "about.md", "cite.md"))]
    assert not [identifier for identifier in ids if identifier.startswith(("at-", "cite-", "in-"))]
    assert len(set(addresses)) == len(addresses)


MISUSE = {
    "nothing new": ((), "CHANGELOG.md: there is nothing under “## Unreleased”"),
    "what is not committed": (("uncommitted",), "commit them first"),
    "a placeholder for an address": (("placeholder",), "a placeholder; a release keeps its address for ever"),
    "an older version": (("older",), "version 0.9.0 is older than 1.0.0"),
    "a tag left over": (("tag",), "the tag site/v1.1.0 is there, and v1.1.0 is not; delete it"),
    "the same version": (("same",), "version 1.0.0 is released; give the next one its number: build.py version 1.1.0"),
    "on no branch": (("detached",), "HEAD is not on a branch"),
    "in a merge": (("merge",), "a merge is under way"),
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
    if "detached" in what:
        history.git("checkout", "--quiet", "--detach")
    if "merge" in what:
        (history.root / ".git/MERGE_HEAD").write_text(history.git("rev-parse", "HEAD"))
    assert said in refused(history, "release", status=2)


def test_a_release_dates_and_lists_itself_and_adds_only_what_is_new(history: History):
    before = (history.root / REGISTRY).read_text(encoding="utf-8")
    history.edit("docs/three-dimensions.md", r"(?=## Human )", "## Thanks { #thanks .editorial }\n\nTo all.\n\n")
    history.log("Thanks.")
    history.release()
    after = (history.root / REGISTRY).read_text(encoding="utf-8")
    assert after.startswith(before)
    assert [line.split("\t")[:3] for line in after.removeprefix(before).splitlines()] == [
        ["1.1.0", "published", "three-dimensions.md#thanks"]
    ]
    first, second = json.loads((history.root / RELEASES).read_text())
    assert (first["version"], second["version"], second["address"]) == ("1.0.0", "1.1.0", ADDRESS)
    changelog = (history.root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## Unreleased\n\n## 1.1.0 – {second['date']}\n\n- Thanks.\n" in changelog
    assert f"date-released: {second['date']}" in (history.root / "CITATION.cff").read_text()
    assert history.git("status", "--porcelain") == ""
    assert history.git("rev-parse", "HEAD") == history.git("rev-parse", "v1.1.0^{commit}")
    assert history.git("cat-file", "-t", "v1.1.0").strip() == "tag"


def test_a_release_can_be_made_anew_from_its_tag_to_the_byte(history: History, tmp_path: Path):
    source, folder = tmp_path / "source", tmp_path / "site"
    unpack(Git(history.root), "v1.0.0", source)
    mkdocs.render(source, folder, frozen=True)
    without_what_is_at_the_root(folder)
    (release,) = json.loads((history.root / RELEASES).read_text())
    assert digest_of(folder) == release["sha256"]


def test_a_draft_says_so_and_a_citation_gives_the_roots_address_alone(draft: History):
    draft.done("publish")
    cite = (draft.root / "site/cite/index.html").read_text(encoding="utf-8")
    assert "A draft: no " in (draft.root / "site/index.html").read_text(encoding="utf-8")
    assert f'<a href="{ADDRESS}chairmanship/#p4">' in cite and "This edition is a draft" in cite and "/v/" not in cite
    assert "draft of version 1.0.0" in (draft.root / "site/download/activity-of-kazakhstan-within-osce.txt").read_text()


def test_after_a_release_a_citation_has_the_address_at_which_the_words_are_kept(history: History):
    change_a_reading(history)
    history.log("`#p12`: “of”.")
    history.done("rename", "chairmanship.md", "year-2010.md")
    history.commit("A reading and a name")
    history.done("publish")
    cite = (history.root / "site/cite/index.html").read_text(encoding="utf-8")
    kept = f"{ADDRESS}v/1.0.0/"
    assert f'Kept as it is in version 1.0.0: <a href="{kept}chairmanship/#p4">' in cite
    assert f"{ADDRESS}year-2010/?cited=1.0.0#p4" in cite
    assert (
        f'The words have changed since version 1.0.0, which keeps them as they were: <a href="{kept}three-dimensions/#p12">'
        in cite
    )
    assert f"{ADDRESS}three-dimensions/?cited=1.0.0#p12" not in cite
    assert 'id="p4"' in (history.root / "site/v/1.0.0/chairmanship/index.html").read_text(encoding="utf-8")
    # The version tells a reference manager where it is kept, and the changed text that it is none.
    assert f"ET  - 1.0.0\r\nUR  - {kept}\r\n" in (history.root / "site/v/1.0.0/cite/p4.ris").read_bytes().decode()
    assert f"LA  - en\r\nUR  - {ADDRESS}\r\n" in (history.root / "site/cite/p4.ris").read_bytes().decode()


STANDING = {
    "a draft": (lambda history: None, "draft of version 1.1.0"),
    "a release": (lambda history: history.git("checkout", "--quiet", "v1.0.0"), "version 1.0.0"),
    "what came after it": (
        lambda history: (history.git("checkout", "--quiet", "v1.0.0"), change_a_reading(history)),
        "version 1.0.0 with later changes",
    ),
}


@pytest.mark.parametrize(("change", "name"), STANDING.values(), ids=STANDING)
def test_the_edition_calls_itself_what_it_is(history: History, change, name: str):
    from edition.permanent import name_of

    change(history)
    assert name_of(Edition.load(history.root)) == name


def test_publishing_keeps_every_release_to_the_byte_and_the_newest_at_the_root(history: History):
    history.log("Nothing but this.")
    history.release()
    history.edit("docs/about.md", "# About this edition", "# About this edition, as it is now")
    history.commit("Work after the release")
    history.edit("docs/about.md", "as it is now", "as nobody has it")
    assert "uncommitted changes are not in it" in history.build("publish").stderr
    site = history.root / "site"
    for release in json.loads((history.root / RELEASES).read_text()):
        assert digest_of(site / "v" / release["version"]) == release["sha256"]
        assert not (site / "v" / release["version"] / "404.html").exists()
    assert "as it is now" in (site / "about/index.html").read_text(encoding="utf-8")
    assert 'class="frozen"' in (site / "v/1.0.0/index.html").read_text(encoding="utf-8")
    assert 'class="frozen"' not in (site / "index.html").read_text(encoding="utf-8")


def test_publishing_at_another_address_exchanges_it(history: History):
    done = running.run(history.root, "publish", SITE_URL="https://a.example/")
    assert done.returncode == 0, done.stderr
    page = (history.root / "site/v/1.0.0/chairmanship/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://a.example/chairmanship/">' in page and ADDRESS not in page


def change_a_frozen_file(history: History) -> None:
    folder = history.root.parent / "tampered"
    subprocess.run(["git", "clone", "--quiet", str(history.root), str(folder), "--branch", "site/v1.0.0"],
                   check=True, capture_output=True)
    (folder / "index.html").write_text("other")
    for command in (["config", "user.name", "X"], ["config", "user.email", "x@example.org"], ["commit", "-qam", "x"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True)
    history.git("fetch", "--quiet", str(folder), "+HEAD:refs/tags/site/v1.0.0")


def lose_a_frozen_site(history: History) -> None:
    """Its tag is gone, and the tools of today make something else of its commit."""
    history.git("tag", "--delete", "site/v1.0.0")
    history.edit(RELEASES, r'"sha256": "\w+"', f'"sha256": "{"0" * 64}"')
    history.git("tag", "--delete", "v1.0.0")
    history.commit("Work")


UNPUBLISHABLE = {
    "a frozen file changed": (change_a_frozen_file, "was released with"),
    "a frozen site lost": (lose_a_frozen_site, "git has no tag site/v1.0.0"),
}


@pytest.mark.parametrize(("harm", "said"), UNPUBLISHABLE.values(), ids=UNPUBLISHABLE)
def test_a_site_that_would_lose_a_release_is_not_published(history: History, harm, said: str):
    harm(history)
    assert said in refused(history, "publish", status=2)
    assert not (history.root / "site").exists()


WRONG_NAMES = {
    "what is nowhere": ("index.md#nothing", "index.md#nowhere", "index.md#nowhere is nowhere in the edition"),
    "a page to an anchor": ("chairmanship.md", "index.md#p1", "a page is renamed to a page"),
    "to itself": ("chairmanship.md", "chairmanship.md", "already has this name"),
    "a page that is nowhere": ("years.md", "decades.md", "docs/years.md: not found"),
    "an anchor that stands": ("index.md#note-d", "index.md#note-c", "is still in the edition"),
    "a page that the code names": ("references.md", "sources.md", "is one of the pages that the code names"),
    "to a page that is there": ("chairmanship.md", "about.md", "already exists"),
    "to no name of a page": ("chairmanship.md", "The chairmanship.md", "is not a name for a page"),
}


@pytest.mark.parametrize(("old", "new", "said"), WRONG_NAMES.values(), ids=WRONG_NAMES)
def test_a_renaming_that_can_not_be_leaves_all_as_it_was(history: History, old: str, new: str, said: str):
    assert said in refused(history, "rename", old, new, status=2)


MENTIONS = """
See [it](chairmanship.md "The title"), [a paragraph](<chairmanship.md#p4>), [another][there] and
<a href="../chairmanship/#p4">one in HTML</a>; `chairmanship.md` in code stays.

[there]: chairmanship.md#p3
"""


def after_a_move_by_hand(history: History) -> None:
    (history.root / "docs/chairmanship.md").rename(history.root / "docs/year-2010.md")


def after_a_move_by_git(history: History) -> None:
    history.git("mv", "docs/chairmanship.md", "docs/year-2010.md")


BY_HAND = {"by the command": lambda history: None, "moved by hand": after_a_move_by_hand, "moved by git": after_a_move_by_git}


@pytest.mark.parametrize("by_hand", BY_HAND.values(), ids=BY_HAND)
def test_a_renamed_page_takes_along_every_link_nav_and_what_git_knows(history: History, by_hand):
    history.edit("docs/about.md", r"(?=## Rights)", MENTIONS + "\n")
    history.edit(
        "mkdocs.yml",
        "      - The chairmanship: chairmanship.md\n",
        "      - A section:\n          - 'chairmanship.md'  # a comment\n",
    )
    (history.root / "README.md").write_text("The pages are `docs/chairmanship.md` and others.\n")
    history.commit("Work")
    by_hand(history)
    history.done("rename", "chairmanship.md", "year-2010.md")
    about = (history.root / "docs/about.md").read_text(encoding="utf-8")
    assert '(year-2010.md "The title")' in about and "(<year-2010.md#p4>)" in about and "[there]: year-2010.md#p3" in about
    assert "`chairmanship.md` in code stays" in about and 'href="../year-2010/#p4"' in about
    assert "    - 'year-2010.md'  # a comment\n" in (history.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "`docs/year-2010.md`" in (history.root / "README.md").read_text()
    assert '"docs/year-2010.md"' in (history.root / "scripts/waivers.toml").read_text(encoding="utf-8")
    assert "R  docs/chairmanship.md -> docs/year-2010.md" in history.git("status", "--porcelain")
    assert ("chairmanship.md#p4", "year-2010.md#p4") in moved(history)


def test_a_page_may_go_into_a_folder_with_its_links(history: History):
    history.edit(
        "docs/three-dimensions.md",
        r"(?=## Human )",
        "See [there](astana-summit.md#p7) and [the sheet](assets/edition.css).\n\n",
    )
    history.done("rename", "three-dimensions.md", "parts/three-dimensions.md")
    page = (history.root / "docs/parts/three-dimensions.md").read_text(encoding="utf-8")
    assert "(../astana-summit.md#p7)" in page and "(../assets/edition.css)" in page
    assert "(parts/three-dimensions.md)" in (history.root / "docs/index.md").read_text(encoding="utf-8")


def test_a_heading_is_renamed_with_its_links_and_what_led_to_it_follows(history: History):
    history.edit("docs/about.md", r"(?=## Rights)", "[Four words](chairmanship.md#four-ts).\n\n")
    history.done("rename", "chairmanship.md", "year-2010.md")
    history.done("rename", "year-2010.md#four-ts", "year-2010.md#watchwords")
    assert "{ #watchwords .editorial }" in (history.root / "docs/year-2010.md").read_text(encoding="utf-8")
    assert "(year-2010.md#watchwords)" in (history.root / "docs/about.md").read_text(encoding="utf-8")
    assert ("chairmanship.md#four-ts", "year-2010.md#watchwords") in moved(history)
    assert history.build("check").returncode == 0


def test_a_renaming_that_nobody_has_seen_can_be_taken_back(history: History):
    before = history.state()["files"]
    history.done("rename", "chairmanship.md", "year-2010.md")
    history.done("rename", "year-2010.md#four-ts", "year-2010.md#watchwords")
    history.done("rename", "year-2010.md#watchwords", "year-2010.md#four-ts")
    history.done("rename", "year-2010.md", "chairmanship.md")
    after = history.state()["files"]
    assert {name for name in before if before[name] != after.get(name)} <= {REGISTRY}
    assert moved(history) == [("year-2010.md", "chairmanship.md")]
    assert history.build("check").returncode == 0


def moved(history: History) -> list[tuple[str, str]]:
    published = Registry.load(history.root).published
    return [(known.address, known.moved_to) for known in published.values() if known.moved_to]


def test_a_withdrawn_note_and_correction_leave_their_anchors_with_when_and_why(history: History):
    lose_a_note(history)
    history.edit("docs/chairmanship.md", r"\{~~SCO,CCCMA~>SCO, CCCMA~~\}\{>>E53 No space after the comma\.<<\}", "SCO,CCCMA")
    history.done("withdraw", "index.md#note-d", "Said twice, <here> and\n in note c.")
    history.done("withdraw", "apparatus.md#E53", "The list is set as printed.")
    history.log("Note d is withdrawn, and E53, so that `#p5-3` stands as printed.")
    history.commit("A note withdrawn")
    history.done("publish")
    for page in ("index.html", "article/index.html"):
        html = (history.root / "site" / page).read_text(encoding="utf-8")
        assert 'id="note-d">Editor’s note d was withdrawn after version 1.0.0: Said twice, &lt;here&gt; and in note c.' in html
        assert f'href="{ADDRESS}v/1.0.0/#note-d"' in html
    apparatus = (history.root / "site/apparatus/index.html").read_text(encoding="utf-8")
    assert 'id="E53">Correction E53 was withdrawn after version 1.0.0: The list is set as printed.' in apparatus
    history.release()
    history.done("publish")
    day = json.loads((history.root / RELEASES).read_text())[-1]["date"]
    assert f"was withdrawn in version 1.1.0 of {day}: Said" in (history.root / "site/index.html").read_text(encoding="utf-8")
    assert "1.1.0\twithdrawn\tindex.md#note-d\tSaid twice," in (history.root / REGISTRY).read_text(encoding="utf-8")


NOT_WITHDRAWN = {
    "a paragraph": ("astana-summit.md#p9", "why", "is the article's own"),
    "a page": ("chairmanship.md", "why", "is the article's own"),
    "what stands": ("index.md#note-d", "why", "is still in the edition"),
    "what was never released": ("index.md#note-z", "why", "was never released"),
}


@pytest.mark.parametrize(("address", "why", "said"), NOT_WITHDRAWN.values(), ids=NOT_WITHDRAWN)
def test_what_can_not_be_withdrawn_is_refused(history: History, address: str, why: str, said: str):
    assert said in refused(history, "withdraw", address, why, status=2)


def test_a_withdrawal_needs_a_reason(history: History):
    lose_a_note(history)
    assert "needs its reason" in refused(history, "withdraw", "index.md#note-d", " ", status=2)


def test_a_version_must_be_newer_than_what_is_released(history: History):
    for number in ("1.0.0", "0.9.9"):
        assert f"version {number} is not newer than 1.0.0" in refused(history, "version", number, status=2)
    history.done("version", "1.0.1")


def test_a_version_is_written_everywhere(history: History):
    history.edit("CHANGELOG.md", "## Unreleased\n\n", "")
    history.done("version", "2.0.0")
    for name in ("pyproject.toml", "CITATION.cff"):
        assert "2.0.0" in (history.root / name).read_text(encoding="utf-8")
    assert "## Unreleased\n\n## 1.0.0" in (history.root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert history.build("check").returncode == 0


def test_git_says_what_is_wrong_in_its_own_words(tmp_path: Path):
    with pytest.raises(EditionError, match=r"git log: .*not a git repository"):
        Git(tmp_path).run("log")
    assert not Git(tmp_path).is_there


def test_nothing_is_compared_where_there_is_no_git(pristine: Path, tmp_path: Path):
    copy = tmp_path / "edition"
    shutil.copytree(pristine, copy)
    assert running.run(copy, "check").returncode == 0
