"""Puts a finished folder in the place of another, whole or not at all."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition.errors import EditionError
from exports.catalogue import ANCHORS

# linux/fs.h and fcntl.h
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
# sys/stdio.h of macOS
_RENAME_SWAP = 2
# By these a folder is known as a site of this edition, no matter who rendered it.
_OF_A_SITE = ("index.html", ANCHORS.path)
# What an error says that comes of a full disk, or of a share of one that is used up.
FULL = (errno.ENOSPC, errno.EDQUOT)
# The Finder puts one into each folder that it shows.
_NOBODYS = frozenset({".DS_Store"})


def swap_in(new: Path, target: Path, attic: Path) -> None:
    """Make `target` what `new` is, in one step of the file system, and delete the site that stood there before.

    Where `target` is a link to a folder, that folder is exchanged and the link stays. Linux and macOS can exchange two
    folders at once. Where a file system can't, the old folder is moved to `attic` first; if the process dies between
    the two moves, `recover` brings it back. Raises EditionError, with everything as it was, if anything but a site
    stands there, or if it can't be exchanged.
    """
    make_readable(new)
    place = _place(target)
    _refuse_what_is_not_ours(target, place, new)
    try:
        with _on_file_system_of(place, new, attic) as (staged, aside), _undisturbed():
            _put(staged, place, aside)
    except OSError as error:
        raise EditionError(f"{target.name} can't be exchanged ({error.strerror}); {_advice(error)}") from None


def recover(target: Path, attic: Path) -> None:
    """Bring back the folder that an interrupted swap left aside, and delete what else it left."""
    place = Path(os.path.realpath(target))
    for aside in (attic, _beside(place, "previous")):
        if aside.exists() and not place.exists():
            aside.rename(place)
        remove(aside)
    for staged in place.parent.glob(_beside(place, "new-*").name):
        remove(staged)


def make_readable(folder: Path) -> None:
    """Let everybody read a folder, as a web server has to, whatever the umask was when its files were written."""
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def remove(folder: Path) -> None:
    """Delete a folder with all that is in it, if it is there, also what was made read-only; what can't be is left."""
    if folder.is_symlink():
        return
    for path, _, _ in os.walk(folder):
        try:
            os.chmod(path, 0o755)
        except OSError:
            continue
    shutil.rmtree(folder, ignore_errors=True)


def _place(target: Path) -> Path:
    """The folder that is to be exchanged, which need not be there yet."""
    if target.is_symlink():
        if not target.is_dir():
            raise EditionError(
                f"{target.name} is a link to {os.readlink(target)}, where no folder is; make it, or delete the link"
            )
        return Path(os.path.realpath(target))
    if target.exists() and not target.is_dir():
        raise EditionError(f"{target.name} is a file, and the finished site is a folder; move the file away")
    return target


def _refuse_what_is_not_ours(target: Path, place: Path, new: Path) -> None:
    """MkDocs writes no hidden file unless it is told to, and so one that is not in the new site is its owner's."""
    names = set(os.listdir(place)) - _NOBODYS if place.exists() else set()
    if names and not names.issuperset(_OF_A_SITE):
        raise EditionError(
            f"{target.name} holds {min(names)} and is not a site of this edition; move it away, or it would be lost"
        )
    for path in sorted(place.rglob(".*")):
        inside = path.relative_to(place)
        if path.name not in _NOBODYS and not (new / inside).exists():
            raise EditionError(
                f"{target.name}/{inside.as_posix()} was put there by somebody else; move it away, or it would be lost"
            )


@contextmanager
def _on_file_system_of(place: Path, new: Path, attic: Path) -> Iterator[tuple[Path, Path]]:
    """`new` and `attic`, or their like beside `place` if that is on another file system, to which nothing can move."""
    if place.parent.stat().st_dev == new.stat().st_dev:
        yield new, attic
        return
    staged = Path(tempfile.mkdtemp(prefix=_beside(place, "new-").name, dir=place.parent))
    try:
        shutil.copytree(new, staged, dirs_exist_ok=True)
        yield staged, _beside(place, "previous")
    finally:
        remove(staged)


def _beside(place: Path, what: str) -> Path:
    return place.with_name(f".{place.name}-{what}")


def _put(new: Path, place: Path, aside: Path) -> None:
    if not place.exists():
        new.rename(place)
    elif _exchange(new, place):
        remove(new)
    else:
        remove(aside)
        place.rename(aside)
        try:
            new.rename(place)
        except OSError:
            aside.rename(place)
            raise
        remove(aside)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """An interruption within comes too late: there is no telling afterwards that nothing was changed."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda *_: None)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _advice(error: OSError) -> str:
    if error.errno in (errno.EBUSY, errno.EXDEV):
        return "a mount point stays where it is: unmount it, and link the name to a folder on that disk instead"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "make it, and the folder that it is in, writable for you"
    if error.errno in FULL:
        return "make room on its disk"
    return "everything is unchanged"


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders atomically. False where the system or the file system can't."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(libc.renamex_np(first, second, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
    except AttributeError:
        return False
