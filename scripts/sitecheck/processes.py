"""Does one kind of work many times, in as many processes as there are cores, and gives the results in order.

Tasks and results are passed without threads: results are large, and a thread that receives them would keep the
processes that send them waiting.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import TypeVar

_Task = TypeVar("_Task")
_Result = TypeVar("_Result")
# Of glibc, <malloc.h>: below how many bytes free memory is kept, and taken from what was kept.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_KEPT = 32 * 1024 * 1024
# A process that has done one task finds the next already there.
_AHEAD = 2


class ProcessError(Exception):
    """A process ended before its work was done."""


def in_processes(work: Callable[[_Task], _Result], tasks: Sequence[_Task], workers: int) -> Iterator[_Result]:
    """The results of `work` for each of the tasks, in their order, done by so many processes.

    Raises ProcessError if one of them fails or is killed.
    """
    # A forked copy of a process with threads may wait for a lock for ever.
    can_fork = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork") if can_fork else multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        given: dict[Connection, list[int]] = {}
        for _ in range(workers):
            own, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(work, tasks, theirs), daemon=True)
            process.start()
            stack.callback(process.join)
            stack.callback(process.terminate)
            theirs.close()
            given[own] = []
        yield from _in_order(given, len(tasks))


def _in_order(given: dict[Connection, list[int]], count: int) -> Iterator[_Result]:
    """Hand out the tasks by their numbers, and give the results in their order; `given` are those that each process has."""
    left = iter(range(count))
    for _ in range(_AHEAD):
        for process in given:
            _give(process, left, given)
    results: dict[int, _Result] = {}
    for number in range(count):
        while number not in results:
            ready = wait([process for process, tasks in given.items() if tasks])
            for process in given.keys() & ready:
                with _ended_early():
                    results[given[process].pop(0)] = process.recv()
                _give(process, left, given)
        yield results.pop(number)


def _give(process: Connection, left: Iterator[int], given: dict[Connection, list[int]]) -> None:
    number = next(left, None)
    if number is not None:
        with _ended_early():
            process.send(number)
        given[process].append(number)


@contextmanager
def _ended_early() -> Iterator[None]:
    """Say what a broken connection to a process means: else it would be taken for a closed output."""
    try:
        yield
    except (EOFError, OSError):
        raise ProcessError("a process that reads files has ended before its work was done") from None


def _serve(work: Callable[[_Task], _Result], tasks: Sequence[_Task], asking: Connection) -> None:
    """Do the tasks whose numbers are sent, until the connection is closed."""
    # A worker makes no cycles that would have to be collected.
    gc.disable()
    _keep_memory()
    with suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        while True:
            asking.send(work(tasks[asking.recv()]))


def _keep_memory() -> None:
    """Have the memory of one page kept for the next: to give it back each time costs a tenth of the work."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_TRIM_THRESHOLD, _KEPT)
            mallopt(_M_MMAP_THRESHOLD, _KEPT)
