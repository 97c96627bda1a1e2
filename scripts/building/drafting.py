"""Renders an edition that is being worked on: whatever can be shown of it, with all that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from building import checking, mkdocs
from building.leftovers import unwritable
from building.swap import FULL
from edition.edition import Edition
from edition.errors import EditionError
from exports.catalogue import PLAIN_TEXT
from lint.finding import Finding


@dataclass
class Draft:
    """What a rendering came to. `errors` are lines on what is no finding; if not `rendered`, nothing can be shown."""

    findings: list[Finding] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    rendered: bool = False


def draft(root: Path, folder: Path, url: str) -> Draft:
    """Render the edition below `root` into `folder` for the address `url`, however faulty it is.

    The findings are those of a build: where the source has any, the finished pages are not checked. Raises nothing.
    """
    made = Draft()
    edition: Edition | None = None
    with _noting(made, root):
        with _noting(made, root):
            try:
                edition = checking.load(root)
                made.findings = checking.check_edition(edition)
            except checking.FaultyFilesError as faulty:
                made.findings = faulty.findings
        try:
            mkdocs.render(root, folder, address=url, downloads=False)
        except mkdocs.RenderingFailed as failure:
            if edition is not None and not made.findings:
                made.findings = checking.check_warnings(edition, failure.warnings)
        except EditionError:
            # What is found says it better, and where.
            if not made.findings:
                raise
        # It is written last.
        made.rendered = (folder / PLAIN_TEXT.path).is_file()
        if edition is not None and made.rendered and not made.findings:
            made.findings = checking.check_site(edition, folder, url)
    return made


@contextmanager
def _noting(made: Draft, root: Path) -> Iterator[None]:
    """Note whatever is raised, also by a faulty template or plugin, for an editor is there to put it right."""
    try:
        yield
    except EditionError as error:
        made.errors.append(str(error))
    except OSError as error:
        file = _relative(Path(error.filename), root) if error.filename else "the system"
        made.errors.append(str(unwritable(error)) if error.errno in FULL else f"{file}: {error.strerror or error}")
    except Exception as error:
        made.errors.append(" ".join(f"{type(error).__name__}: {error}".split()))


def _relative(file: Path, root: Path) -> str:
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
