"""One command at a time writes; the next one clears up what a killed one left behind."""

from __future__ import annotations

import errno
import multiprocessing
import os
from pathlib import Path

import pytest

from building.build import workshop
from building.lock import locked
from edition.errors import EditionError


def test_who_holds_the_lock_is_not_kept_waiting_by_itself(tmp_path: Path):
    with locked(tmp_path), locked(tmp_path, pytest.fail), workshop(tmp_path, pytest.fail) as folder:
        assert folder.is_dir()


def test_the_lock_is_held_until_the_outermost_block_ends(tmp_path: Path):
    with locked(tmp_path):
        with locked(tmp_path):
            pass
        assert told_by_another_command(tmp_path) == "Waiting for another command"
    assert told_by_another_command(tmp_path) == "it has the lock"


def test_a_nested_block_keeps_what_is_being_made(tmp_path: Path):
    with workshop(tmp_path) as folder, locked(tmp_path):
        assert folder.is_dir()
    assert [path.name for path in (tmp_path / ".build").iterdir()] == ["lock"]


def test_leftovers_are_cleared_by_whoever_comes_next(tmp_path: Path):
    (tmp_path / ".build/new-x").mkdir(parents=True)
    (tmp_path / ".build/previous-site").mkdir()
    with locked(tmp_path):
        assert not (tmp_path / ".build/new-x").exists() and (tmp_path / "site").is_dir()


def test_a_workshop_that_cannot_be_made_is_one_clear_line(tmp_path: Path):
    (tmp_path / ".build").write_text("")
    with pytest.raises(EditionError, match=r"\.build/ can't be written \(File exists\)"), locked(tmp_path):
        pass


def test_a_full_disk_is_one_clear_line(tmp_path: Path):
    with pytest.raises(EditionError, match=r"\.build/ can't be written \(No space left on device\).*: make room"):
        with workshop(tmp_path):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert [path.name for path in (tmp_path / ".build").iterdir()] == ["lock"]


def told_by_another_command(root: Path) -> str:
    """What another process is told when it asks for the lock."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=_ask, args=(root, queue))
    process.start()
    told = queue.get(timeout=30)
    process.kill()
    process.join()
    return told


def _ask(root: Path, queue: multiprocessing.Queue) -> None:
    with locked(root, queue.put):
        queue.put("it has the lock")
