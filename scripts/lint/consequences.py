"""Findings that follow from others: what is not told, because it goes when its cause goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from lint.finding import Finding

Relation = Callable[[Finding, Finding], bool]


@dataclass(frozen=True)
class Follows:
    """Findings of the codes `consequences` follow from one of a code in `causes` to which they have the relation."""

    causes: str
    consequences: str
    relation: Relation

    def explains(self, cause: Finding, finding: Finding) -> bool:
        is_named = cause.code in self.causes.split() and finding.code in self.consequences.split()
        return is_named and cause != finding and self.relation(cause, finding)


def independent(findings: Iterable[Finding], table: Sequence[Follows]) -> list[Finding]:
    """The findings that follow from no other, those first from which others may follow; each by file, line and column.

    A finding that itself follows from another is no cause of a third: the third then follows from the first as well,
    or stands.
    """
    found = sorted(set(findings))
    causes = {code for follows in table for code in follows.causes.split()}
    told = [f for f in found if not any(row.explains(cause, f) for row in table for cause in found)]
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
