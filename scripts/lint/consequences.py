"""Findings that follow from others: what is not told, because it goes when its cause goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from lint.finding import Finding

Relation = Callable[[Finding, Finding], bool]
_code = attrgetter("code")


@dataclass(frozen=True)
class Follows:
    """Findings of the codes `consequences` follow from one of a code in `causes` to which they have the relation."""

    causes: str
    consequences: str
    relation: Relation

    def explains(self, finding: Finding, by_code: Mapping[str, Sequence[Finding]]) -> bool:
        """Whether a finding follows from one of those in `by_code`."""
        return finding.code in self.consequences.split() and any(
            cause != finding and self.relation(cause, finding)
            for code in self.causes.split() for cause in by_code.get(code, ())
        )


def independent(findings: Iterable[Finding], table: Sequence[Follows]) -> list[Finding]:
    """The findings that follow from no other, those first from which others may follow; each by file, line and column.

    A finding that itself follows from another is no cause of a third: the third then follows from the first as well,
    or stands.
    """
    found = sorted(set(findings))
    causes = {code for follows in table for code in follows.causes.split()}
    by_code = {code: list(group) for code, group in groupby(sorted(found, key=_code), key=_code)}
    told = [finding for finding in found if not any(row.explains(finding, by_code) for row in table)]
    return sorted(told, key=lambda finding: (finding.code not in causes, finding))


def once(findings: Iterable[Finding], is_made: Callable[[Finding], bool]) -> list[Finding]:
    """The findings, but those in what is made (`is_made`), of one code and about one thing, as one that counts its files."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        key = finding.about if finding.about and is_made(finding) else finding.place
        groups.setdefault((finding.code, key), []).append(finding)
    found = []
    for first, *others in groups.values():
        files = {finding.file for finding in others} - {first.file}
        found.append(replace(first, message=with_count(first.message, len(files))))
    return found


def with_count(message: str, more: int) -> str:
    """What is told of a fault in one file, and in how many more files it is."""
    files = "one more file" if more == 1 else f"{more} more files"
    return f"{message} (and in {files})" if more else message
