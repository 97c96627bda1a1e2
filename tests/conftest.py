"""What many tests share: the edition that they work on and the configured one, and the site rendered from the first."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import surroundings
from building import mkdocs
from edition.edition import Edition
from factsedition import add_facts

if TYPE_CHECKING:
    from playedserver import Server

ROOT = Path(__file__).resolve().parents[1]
OWN = ROOT / "tests" / "edition"
# What the edition of the tests takes from the project, for it is not text: its look, its templates, its hook, the source.
SHARED = ("docs/assets", "docs/source", "docs/anchors.schema.json", "overrides", "scripts/hook.py")
# What the configured edition consists of.
FILES = (
    "docs", "overrides", "mkdocs.yml", "pyproject.toml", "CITATION.cff", "CHANGELOG.md", "README.md", "CONTRIBUTING.md",
    "scripts/waivers.toml", "scripts/hook.py",
)


# Of these files one process runs all tests: what they share takes long to make, or two at once would slow each other.
TOGETHER = ("tests/browser/test_ten_years.py", "tests/browser/test_lighthouse.py")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """With `--dist loadgroup`, tests go to whichever process is free, but for the files that stay together.

    pytest-xdist 3.8 loses its own groups with pytest 9.2: it looks for a test's id where that no longer stands.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file in TOGETHER else nodeid

    return ByFile(config, log) if config.getoption("dist") == "loadgroup" else None


class RenderedSite(NamedTuple):
    folder: Path
    url: str


@pytest.fixture(scope="session", autouse=True)
def own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing that surrounds a test changes what it finds: see surroundings.py."""
    with surroundings.neutral(tmp_path_factory.mktemp("surroundings")):
        yield


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the tests, never changed."""
    root = tmp_path_factory.mktemp("pristine")
    shutil.copytree(OWN, root, dirs_exist_ok=True)
    for name in SHARED:
        copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="session")
def configured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the real edition as it is now, with whatever its owner made of it; never changed."""
    root = tmp_path_factory.mktemp("configured")
    for name in FILES:
        if (ROOT / name).exists():
            copy(ROOT / name, root / name)
    return root


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder; the folders above `target` are made."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


@pytest.fixture(scope="session")
def edition(pristine: Path) -> Edition:
    return Edition.load(pristine)


@pytest.fixture(scope="session")
def configured_edition(configured: Path) -> Edition:
    return Edition.load(configured)


@pytest.fixture(scope="session")
def site(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> RenderedSite:
    folder = tmp_path_factory.mktemp("site")
    return RenderedSite(folder, mkdocs.render(pristine, folder))


@pytest.fixture(scope="session")
def with_facts(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition of the tests with the editor's facts, never changed."""
    return add_facts(pristine, tmp_path_factory.mktemp("with-facts"))


@pytest.fixture(scope="session")
def facts_site(with_facts: Path, tmp_path_factory: pytest.TempPathFactory) -> RenderedSite:
    folder = tmp_path_factory.mktemp("facts-site")
    return RenderedSite(folder, mkdocs.render(with_facts, folder))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """What hosts on the web do, well or badly, played on this machine."""
    import playedserver

    with playedserver.playing() as played:
        yield played
