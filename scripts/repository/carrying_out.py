"""Plans are carried out whole or not at all, even if the process is killed in their midst.

A plan is first written to the journal; from then on it counts, and `recover` carries it out if this process can't.
Carrying out a plan twice does no more than once, and a file that somebody has changed meanwhile is left alone.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition.errors import EditionError
from repository.files import content_of, write_whole
from repository.git import Git, Ref
from repository.plan import Change, Plan, as_json, from_json

JOURNAL = ".build/unfinished.json"
# How long a git that outlives its killed caller may take, in seconds.
PATIENCE = 3.0


def carry_out(root: Path, plan: Plan) -> None:
    """Do all that a plan says, or leave everything as it was. The caller holds the lock of the project.

    Raises EditionError, or OSError, with everything as it was, if that is not possible.
    """
    for change in plan.changes:
        if content_of(root / change.path) != change.before:
            raise EditionError(f"{change.path} changed while {plan.command} was at work; run it again")
    journal = root / JOURNAL
    with _without_interruptions():
        journal.parent.mkdir(exist_ok=True)
        write_whole(root, journal, as_json(plan).encode())
        try:
            _do(root, plan)
        except BaseException:
            _undo(root, plan)
            journal.unlink()
            raise
        journal.unlink()


def recover(root: Path) -> str:
    """Finish what a killed command has planned, or undo it if that can't be; the caller holds the lock.

    Returns one line that says what was done, empty if nothing was to be done. Raises EditionError if neither can be.
    """
    journal = root / JOURNAL
    try:
        plan = from_json(journal.read_bytes())
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError, TypeError):
        raise EditionError(f"{JOURNAL}: can't be read; see what git status says, and delete it") from None
    with _without_interruptions():
        _clear_locks(root, plan)
        try:
            left = _do(root, plan)
            said = f"finished {plan.command}, which had been killed"
        except (EditionError, OSError):
            left = _undo(root, plan)
            said = f"undid {plan.command}, which had been killed"
        journal.unlink()
    return said + "".join(f"; {path} has changed since, and was left alone" for path in left)


def _do(root: Path, plan: Plan) -> list[str]:
    """Carry out a plan, as far as it is not carried out yet. Returns the files that are neither as before nor as after."""
    if plan.refs:
        Git(root).update(list(plan.refs))
    left = []
    # What is deleted goes last: its rights are those of the file that it becomes.
    for change in sorted(plan.changes, key=lambda change: change.after is None):
        path, now = root / change.path, content_of(root / change.path)
        if now not in (change.before, change.after):
            left.append(change.path)
        elif change.after is None:
            path.unlink(missing_ok=True)
        elif now != change.after:
            write_whole(root, path, change.after, mode_of=_like(root, plan, change))
    if plan.staged:
        git = Git(root)
        git.stage({
            path: after for path, (before, after) in plan.staged.items() if before != after and git.staged(path) == before
        })
    return left


def _undo(root: Path, plan: Plan) -> list[str]:
    """Take back what was done of a plan. A reference that names something else than the plan's is left alone."""
    if plan.refs:
        git = Git(root)
        done = [ref for ref in plan.refs if git.value_of(ref.name) == ref.after]
        git.update([Ref(ref.name, ref.after, ref.before) for ref in done])
    files = Plan(
        plan.command,
        tuple(Change(change.path, change.after, change.before) for change in plan.changes),
        staged={path: (after, before) for path, (before, after) in plan.staged.items()},
    )
    return _do(root, files)


def _like(root: Path, plan: Plan, change: Change) -> Path | None:
    """The file whose rights a written one gets: its own, or that of the file which it was."""
    candidates = (change, *(other for other in plan.changes if other.after is None))
    return next((root / other.path for other in candidates if (root / other.path).exists()), None)


def _clear_locks(root: Path, plan: Plan) -> None:
    """Remove the lock files that a git killed with us left on what the plan changes."""
    if not (plan.refs or plan.staged):
        return
    git = Git(root)
    names = [*(ref.name for ref in plan.refs), "HEAD", "index", "packed-refs"]
    locks = [Path(root, git.text("rev-parse", "--git-path", f"{name}.lock")) for name in names]
    until = time.monotonic() + PATIENCE
    while any(lock.exists() for lock in locks) and time.monotonic() < until:
        time.sleep(0.05)
    for lock in locks:
        lock.unlink(missing_ok=True)


@contextmanager
def _without_interruptions() -> Iterator[None]:
    """Put off Ctrl+C and SIGTERM until the few files are written."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
