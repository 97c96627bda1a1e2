"""Problems that have one cause, though each is about another thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lint.rule import Problem

# What is written alike and wrong in so many ways has been written once, in a template.
_ALIKE = 4


def of_one_cause(problems: Sequence[tuple[str, Problem]]) -> Iterator[Problem]:
    """The problems, each given with the text that is wrong: where a template must have written it, they are about that."""
    about: dict[str, set[str]] = {}
    for text, problem in problems:
        about.setdefault(text, set()).add(problem.about)
    for text, problem in problems:
        yield replace(problem, about=text) if text and len(about[text]) >= _ALIKE else problem
