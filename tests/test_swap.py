"""The swap is one step where the file system can exchange folders, and can be taken back where it can't."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import swap


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    new, target, attic = (tmp_path / name for name in ("new", "site", "attic"))
    for folder in (new, target):
        folder.mkdir()
        (folder / "page").write_text(folder.name)
    return new, target, attic


def test_this_file_system_exchanges_in_one_step(folders):
    new, target, _ = folders
    assert swap._exchange(new, target)
    assert (target / "page").read_text() == "new"
    assert (new / "page").read_text() == "site"


@pytest.mark.parametrize("exchanges", [True, False])
def test_the_new_folder_takes_the_place_of_the_old(folders, exchanges, monkeypatch):
    new, target, attic = folders
    if not exchanges:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    swap.swap_in(new, target, attic)
    assert (target / "page").read_text() == "new"
    assert not new.exists() and not attic.exists()


def test_the_first_folder_is_put_where_none_was(folders):
    new, target, attic = folders
    swap.swap_in(new, target.with_name("first"), attic)
    assert (target.with_name("first") / "page").read_text() == "new"


def test_an_interrupted_swap_in_two_steps_is_taken_back(folders, monkeypatch):
    new, target, attic = folders
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    monkeypatch.setattr(type(new), "rename", _rename_once())
    with pytest.raises(InterruptedError):
        swap.swap_in(new, target, attic)
    monkeypatch.undo()
    assert not target.exists()
    swap.recover(target, attic)
    assert (target / "page").read_text() == "site"


def test_recovery_leaves_a_good_folder_alone(folders):
    _, target, attic = folders
    attic.mkdir()
    swap.recover(target, attic)
    assert (target / "page").read_text() == "site"


def _rename_once():
    original, calls = Path.rename, []

    def rename(self, target):
        calls.append(self)
        if len(calls) == 2:
            raise InterruptedError
        return original(self, target)

    return rename
