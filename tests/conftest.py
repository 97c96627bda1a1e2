"""What many tests share: one untouched copy of the edition, and the site rendered from it, both made once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from building import mkdocs
from edition.edition import Edition

ROOT = Path(__file__).resolve().parents[1]
# Beside docs/ and overrides/.
FILES = ("mkdocs.yml", "pyproject.toml", "CITATION.cff", "CHANGELOG.md", "scripts/waivers.toml", "scripts/hook.py")


class RenderedSite(NamedTuple):
    folder: Path
    url: str


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the edition's own files, never changed."""
    root = tmp_path_factory.mktemp("pristine")
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    (root / "scripts").mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture(scope="session")
def edition(pristine: Path) -> Edition:
    return Edition.load(pristine)


@pytest.fixture(scope="session")
def site(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> RenderedSite:
    folder = tmp_path_factory.mktemp("site")
    return RenderedSite(folder, mkdocs.render(pristine, folder))


@pytest.fixture(scope="session", autouse=True)
def address_of_the_configuration():
    """The site's address is mkdocs.yml's own, whatever the surroundings say."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SITE_URL", raising=False)
        yield
