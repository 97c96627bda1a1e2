"""The workflow publishes what it should: its steps are run from its own file, in fresh clones of an edition."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml

from edition.releases import RELEASES
from history import LIGHT, History
from releasing.frozen import digest_of
from workflow import FOLDER, Run, run_job, steps_of

pytestmark = pytest.mark.slow

ADDRESS = "https://someone.github.io/an-edition"
PAGES = "steps.pages.outputs.base_url"


@pytest.fixture(scope="module")
def origin(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository without a release, as it is pushed."""
    return History.begin(pristine, tmp_path_factory.mktemp("origin") / "edition").root


@pytest.fixture(scope="module")
def released_origin(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with version 1.0.0 released, and work after it."""
    history = History(shutil.copytree(origin, tmp_path_factory.mktemp("released") / "edition"))
    history.done("release")
    history.edit("docs/about.md", r"(?=## Rights)", "After the release.\n\n")
    history.commit("Work after the release")
    return history.root


def pushed(origin: Path, folder: Path, *options: str, address: str = ADDRESS) -> tuple[Run, Path]:
    """What the workflow does with what was pushed."""
    clone = folder / "clone"
    History(origin).git("clone", "--quiet", *options, f"file://{origin}", str(clone))
    return run_job("publish.yml", "build", clone, {PAGES: address}, folder / "programs"), clone / "site"


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def kept(origin: Path) -> dict[str, str]:
    """The digest of each release's frozen site, by the version."""
    return {release["version"]: release["sha256"] for release in json.loads(text(origin / RELEASES))}


def test_before_the_first_release_the_branch_is_published_as_a_draft(origin: Path, tmp_path: Path):
    run, site = pushed(origin, tmp_path)
    assert run.status == 0, run.output
    assert run.used[-1] == "actions/upload-pages-artifact"
    assert run.notices == [f"site/ is built for {ADDRESS}/: the edition as it is committed, a draft"]
    assert f'<link rel="canonical" href="{ADDRESS}/chairmanship/">' in text(site / "chairmanship/index.html")
    assert "A draft: no " in text(site / "index.html") and not (site / "v").exists()


AFTER = {
    "with its tags": (),
    "with a late tag": ("--no-tags",),
}


@pytest.mark.parametrize("options", AFTER.values(), ids=AFTER)
def test_after_a_release_the_branch_is_at_the_root_and_the_release_below_it(released_origin: Path, tmp_path: Path, options):
    run, site = pushed(released_origin, tmp_path, *options)
    assert run.status == 0, run.output
    assert run.notices == [f"site/ is built for {ADDRESS}/: the edition as it is committed, and below v/: 1.0.0"]
    assert "After the release." in text(site / "about/index.html")
    frozen = site / "v/1.0.0"
    assert "After the release." not in text(frozen / "about/index.html")
    assert f'<link rel="canonical" href="{ADDRESS}/about/">' in text(frozen / "about/index.html")


def test_at_its_own_address_a_release_is_published_to_the_byte_with_its_tag_or_without(released_origin: Path, tmp_path: Path):
    address = re.search(r'"(https://[^"]*)/"', text(released_origin / "mkdocs.yml"))[1]
    for name, options in AFTER.items():
        (tmp_path / name).mkdir()
        run, site = pushed(released_origin, tmp_path / name, *options, address=address)
        assert run.status == 0, run.output
        assert digest_of(site / "v/1.0.0") == kept(released_origin)["1.0.0"]


def test_other_tags_on_a_release_change_nothing(released_origin: Path, tmp_path: Path):
    origin = History(shutil.copytree(released_origin, tmp_path / "origin"))
    for tag in ("v1", "v1.0.0-beta", "vanity", "latest"):
        origin.git("tag", tag, "v1.0.0")
    run, site = pushed(origin.root, tmp_path)
    assert run.status == 0, run.output
    assert [path.name for path in (site / "v").iterdir()] == ["1.0.0"]


def test_a_release_that_was_squashed_into_the_branch_is_published(released_origin: Path, origin: Path, tmp_path: Path):
    squashed = History(shutil.copytree(origin, tmp_path / "origin"))
    squashed.git("fetch", "--quiet", str(released_origin), "main:work", "--tags")
    squashed.git("merge", "--quiet", "--squash", "work")
    squashed.commit("A release, squashed")
    run, site = pushed(squashed.root, tmp_path)
    assert run.status == 0, run.output
    assert (site / "v/1.0.0/index.html").exists()


def test_a_fork_that_lacks_a_release_links_it_where_it_is(released_origin: Path, tmp_path: Path):
    fork = History(shutil.copytree(released_origin, tmp_path / "origin"))
    # As if the tools of today made other bytes of it.
    fork.edit(RELEASES, r'"sha256": "\w+"', f'"sha256": "{"0" * 64}"')
    fork.git("tag", "--delete", "v1.0.0", "site/v1.0.0")
    fork.commit("A fork")
    released_at = json.loads(text(fork.root / RELEASES))[0]["address"]
    run, site = pushed(fork.root, tmp_path)
    assert run.status == 0, run.output
    assert run.notices[-1] == f"version 1.0.0 is not below v/, for git does not have it here; it is linked at {released_at}"
    assert not (site / "v").exists()
    assert f'<a href="{released_at}v/1.0.0/chairmanship/#p4">' in text(site / "cite/index.html")


def test_without_pages_the_edition_is_checked_and_the_notice_says_what_to_do(origin: Path, tmp_path: Path):
    run, site = pushed(origin, tmp_path, address="")
    assert run.status == 0, run.output
    assert "actions/upload-pages-artifact" not in run.used and (site / "index.html").exists()
    assert len(run.notices) == 1 and "Settings → Pages → Source: GitHub Actions" in run.notices[0]


@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_a_finding_is_annotated_and_nothing_is_uploaded(origin: Path, tmp_path: Path, address: str):
    broken = History(shutil.copytree(origin, tmp_path / "origin"))
    broken.edit("docs/about.md", r"\(apparatus\.md\)", "(appendix.md)")
    broken.commit("A link that leads nowhere")
    run, _ = pushed(broken.root, tmp_path, address=address)
    assert run.status == 1 and "actions/upload-pages-artifact" not in run.used
    assert "::error file=docs/about.md,line=" in run.output


def test_a_tag_publishes_the_branch_again(tmp_path: Path):
    values = {"github.token": "a token", "github.event.repository.default_branch": "main"}
    run = run_job("publish.yml", "again", tmp_path, values, tmp_path / "programs")
    assert (run.status, run.output) == (0, "gh workflow run publish.yml --repo someone/edition --ref main\n")


def test_nothing_but_the_build_and_its_checks_is_waited_for():
    workflow = yaml.safe_load((FOLDER / "publish.yml").read_text(encoding="utf-8"))
    assert workflow["jobs"]["publish"]["needs"] == "build"
    assert "scripts/test.py" not in json.dumps(workflow)
    assert any("scripts/test.py" in step.get("run", "") for step in steps_of("check.yml", "check"))


def test_by_hand_the_same_is_built_for_any_host(released_origin: Path, tmp_path: Path):
    clone = History(shutil.copytree(released_origin, tmp_path / "clone"))
    clone.done("publish", preparation=LIGHT, SITE_URL="https://another.example.net/deep/path/")
    assert '"https://another.example.net/deep/path/' in text(clone.root / "site/index.html")


PLACEHOLDERS = {"unset": "", "a placeholder": "https://example.com/x/"}


@pytest.mark.parametrize("address", PLACEHOLDERS.values(), ids=PLACEHOLDERS)
def test_for_no_address_nothing_is_published(origin: Path, tmp_path: Path, address: str):
    clone = History(shutil.copytree(origin, tmp_path / "clone"))
    clone.edit("mkdocs.yml", r"site_url: [^\n]*", 'site_url: !ENV [SITE_URL, "https://example.org/"]')
    clone.commit("As it comes")
    done = clone.build("publish", SITE_URL=address)
    assert done.returncode == 2 and "a placeholder; set site_url in mkdocs.yml, or SITE_URL" in done.stderr
