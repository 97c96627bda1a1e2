"""The swap is one step where it can be, is taken back where it can't, and touches only a site of this edition."""

from __future__ import annotations

import errno
import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from building import swap
from edition.errors import EditionError

# A file system of its own, on Linux.
ELSEWHERE = Path("/dev/shm")


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    new, target, attic = (tmp_path / name for name in ("new", "site", "attic"))
    make_site(new)
    make_site(target)
    return new, target, attic


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system than that of the tests."""
    if not ELSEWHERE.is_dir() or ELSEWHERE.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("needs two file systems")
    with tempfile.TemporaryDirectory(dir=ELSEWHERE) as folder:
        yield Path(folder)


def make_site(folder: Path) -> None:
    (folder / "about").mkdir(parents=True)
    for name in ("index.html", "anchors.json", "about/index.html"):
        (folder / name).write_text(folder.name)


def shows(folder: Path) -> str:
    return (folder / "about/index.html").read_text()


def test_this_file_system_exchanges_in_one_step(folders):
    new, target, _ = folders
    assert swap._exchange(new, target)
    assert (shows(target), shows(new)) == ("new", "site")


@pytest.mark.parametrize("exchanges", [True, False])
def test_the_new_folder_takes_the_place_of_the_old(folders, exchanges, monkeypatch):
    new, target, attic = folders
    if not exchanges:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    swap.swap_in(new, target, attic)
    assert shows(target) == "new"
    assert os.listdir(target.parent) == ["site"]


def test_the_first_folder_is_put_where_none_was_or_an_empty_one(folders):
    new, target, attic = folders
    swap.swap_in(new, target.with_name("first"), attic)
    assert shows(target.with_name("first")) == "new"
    target.with_name("empty").mkdir()
    swap.swap_in(target.with_name("first"), target.with_name("empty"), attic)
    assert shows(target.with_name("empty")) == "new"


def test_a_site_that_is_read_only_is_exchanged_and_deleted(folders):
    new, target, attic = folders
    (target / "about").chmod(0o555)
    swap.swap_in(new, target, attic)
    assert shows(target) == "new" and not new.exists()


@pytest.mark.parametrize("mode", [0o700, 0o777])
def test_whoever_serves_it_can_read_it(folders, mode):
    new, target, attic = folders
    for path in (new, *new.rglob("*")):
        path.chmod(mode)
    swap.swap_in(new, target, attic)
    modes = {path.relative_to(target).as_posix(): path.stat().st_mode & 0o777 for path in (target, *target.rglob("*"))}
    assert modes == {
        ".": 0o755, "about": 0o755, "index.html": 0o644, "anchors.json": 0o644, "about/index.html": 0o644,
    }


@pytest.mark.parametrize("exchanges", [True, False])
def test_behind_a_link_the_folder_is_exchanged_and_the_link_stays(folders, exchanges, monkeypatch):
    new, target, attic = folders
    if not exchanges:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    target.rename(target.with_name("behind"))
    target.symlink_to("behind")
    swap.swap_in(new, target, attic)
    assert target.is_symlink() and shows(target.with_name("behind")) == "new"
    assert sorted(os.listdir(target.parent)) == ["behind", "site"]


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_on_another_file_system_is_exchanged_there(folders, elsewhere, exchanges, monkeypatch):
    new, target, attic = folders
    if not exchanges:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    make_site(elsewhere / "behind")
    target.rename(target.with_name("gone"))
    target.symlink_to(elsewhere / "behind")
    swap.swap_in(new, target, attic)
    assert target.is_symlink() and shows(elsewhere / "behind") == "new"
    assert os.listdir(elsewhere) == ["behind"]


def test_what_a_killed_swap_left_on_another_file_system_is_recovered(folders, elsewhere):
    _, target, attic = folders
    make_site(elsewhere / ".behind-previous")
    make_site(elsewhere / ".behind-new-x")
    target.rename(target.with_name("gone"))
    target.symlink_to(elsewhere / "behind")
    swap.recover(target, attic)
    assert shows(target) == ".behind-previous" and os.listdir(elsewhere) == ["behind"]


def a_file(site: Path) -> None:
    site.write_text("mine")


def a_dangling_link(site: Path) -> None:
    site.symlink_to("nowhere")


def a_link_to_a_file(site: Path) -> None:
    site.with_name("file").write_text("mine")
    site.symlink_to("file")


def a_link_to_the_folder_that_it_is_in(site: Path) -> None:
    site.symlink_to(".")


def photographs(site: Path) -> None:
    site.mkdir()
    (site / "1.jpg").write_text("mine")


def a_site_of_something_else(site: Path) -> None:
    site.mkdir()
    (site / "index.html").write_text("mine")


def a_repository(site: Path) -> None:
    make_site(site)
    (site / ".git").mkdir()


def a_work_tree_of_git(site: Path) -> None:
    make_site(site)
    (site / ".git").write_text("gitdir: elsewhere")


def a_hidden_file_of_the_owner(site: Path) -> None:
    make_site(site)
    (site / "about/.htaccess").write_text("mine")


REFUSED = {
    a_file: "site is a file",
    a_dangling_link: "site is a link to nowhere, where no folder is; make it, or delete the link",
    a_link_to_a_file: "site is a link to file, where no folder is",
    a_link_to_the_folder_that_it_is_in: "site holds new and is not a site of this edition",
    photographs: "site holds 1.jpg and is not a site of this edition; move it away",
    a_site_of_something_else: "site holds index.html and is not a site",
    a_repository: "site/.git was put there by somebody else; move it away",
    a_work_tree_of_git: "site/.git was put there",
    a_hidden_file_of_the_owner: "site/about/.htaccess was put there",
}


@pytest.mark.parametrize(("make", "said"), REFUSED.items(), ids=[make.__name__ for make in REFUSED])
def test_what_is_no_site_of_this_edition_is_left_alone(tmp_path: Path, make, said):
    make_site(tmp_path / "new")
    make(tmp_path / "site")
    before = everything_in(tmp_path)
    with pytest.raises(EditionError) as refused:
        swap.swap_in(tmp_path / "new", tmp_path / "site", tmp_path / "attic")
    assert str(refused.value).startswith(said)
    assert everything_in(tmp_path) == before


def test_hidden_files_of_the_site_and_of_the_system_are_no_obstacle(folders):
    new, target, attic = folders
    for folder in folders[:2]:
        (folder / ".well-known").mkdir()
    (target / ".DS_Store").write_text("")
    swap.swap_in(new, target, attic)
    assert shows(target) == "new"


@pytest.mark.parametrize(("number", "said"), [
    (errno.EBUSY, "a mount point stays where it is"), (errno.EACCES, "writable for you"), (errno.ENOSPC, "make room"),
])
def test_what_the_system_refuses_is_one_clear_line_and_changes_nothing(folders, monkeypatch, number, said):
    new, target, attic = folders
    before = everything_in(target.parent)
    rename = Path.rename

    def refused(self: Path, other: Path) -> Path:
        """The old folder moves aside, and the new one can't take its place."""
        if self == new:
            raise OSError(number, os.strerror(number))
        return rename(self, other)

    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(EditionError, match=rf"^site can't be exchanged \({os.strerror(number)}\); .*{said}"):
        swap.swap_in(new, target, attic)
    assert everything_in(target.parent) == before


def test_a_swap_in_two_steps_that_died_between_them_is_taken_back(folders, monkeypatch):
    _, target, attic = folders
    target.rename(attic)
    swap.recover(target, attic)
    assert shows(target) == "site" and not attic.exists()


def test_recovery_leaves_a_good_folder_alone_and_deletes_the_old_one(folders):
    _, target, attic = folders
    make_site(attic)
    swap.recover(target, attic)
    assert shows(target) == "site" and not attic.exists()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_during_the_swap_comes_too_late(folders, monkeypatch, number):
    new, target, attic = folders
    exchange, before = swap._exchange, signal.getsignal(number)
    monkeypatch.setattr(swap, "_exchange", lambda *both: (exchange(*both), os.kill(os.getpid(), number))[0])
    swap.swap_in(new, target, attic)
    assert shows(target) == "new" and not new.exists()
    assert signal.getsignal(number) is before


def everything_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix():
            os.readlink(path) if path.is_symlink() else path.read_text() if path.is_file() else "a folder"
        for path in folder.rglob("*")
    }
