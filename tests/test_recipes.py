"""CONTRIBUTING.md's recipes do what they promise, carried out as they are printed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import recipes
from history import History

pytestmark = pytest.mark.slow

# In an order in which an editor could take them; those after the release change what is released.
BEFORE = ("Correct a reading", "Add a note", "Add to a reference")
AFTER = ("Correct a reading", "Add a note", "Withdraw a note or a correction", "Anchors", "Release a version")


@pytest.fixture(scope="module")
def draft(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return History.begin(pristine, tmp_path_factory.mktemp("draft") / "edition").root


@pytest.fixture(scope="module")
def released(draft: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    history = History(shutil.copytree(draft, tmp_path_factory.mktemp("released") / "edition"))
    history.done("release")
    return history.root


@pytest.mark.parametrize("name", BEFORE)
def test_a_recipe_works_before_the_first_release(draft: Path, tmp_path: Path, name: str):
    history = History(shutil.copytree(draft, tmp_path / "edition"))
    recipes.carry_out(history, recipes.sections()[name])
    done = history.build("build", "--no-downloads")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_recipes_work_one_after_the_other_after_a_release(released: Path, tmp_path: Path):
    history = History(shutil.copytree(released, tmp_path / "edition"))
    for name in AFTER:
        recipes.carry_out(history, recipes.sections()[name])
        done = history.build("check")
        assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
    assert history.git("tag", "--list", "v*").split() == ["v1.0.0", "v1.1.0"]
    history.done("publish")


def test_a_recipe_that_does_not_fit_the_text_is_noticed(draft: Path, tmp_path: Path):
    history = History(shutil.copytree(draft, tmp_path / "edition"))
    section = recipes.sections()["Correct a reading"].replace("-in problem in the Aral Sea", "-in problem at the Aral Sea")
    with pytest.raises(AssertionError, match="stands 0 times"):
        recipes.carry_out(history, section)
