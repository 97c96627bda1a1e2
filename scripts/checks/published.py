"""Published files: all that lies below docs/ is there for a reader, or for a program that looks for it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from checks.targets import internal_target
from edition.files import below
from edition.published import DOCS
from edition.structure import Structure
from lint.rule import Problem, rule
from rendering.reading import Readings

# What programs and systems leave beside a file that is worked on.
_LEFTOVERS = (
    "*~", "~$*", "#*#", "*.bak", "*.lock", "*.old", "*.orig", "*.rej", "*.save", "*.sw[a-p]", "*.tmp", "Thumbs.db",
    "desktop.ini",
)
# What is there for programs: the edition's data, and what hosts and search engines ask for by name.
_KNOWN = (
    "anchors.tsv", "anchors.schema.json", "archived.json", "article.json", "article.formatted.json", "references.json",
    "references.formatted.json", "releases.json", "facts.toml", "facts.map.json", "source/*", "assets/*",
    "CNAME", "favicon.ico", "apple-touch-icon*.png", "robots.txt", "humans.txt", "llms.txt", "security.txt",
    "manifest.webmanifest", "google*.html", "BingSiteAuth.xml", "yandex_*.html", "_headers", "_redirects", "LICENSE*",
)
_USERS = frozenset({".css", ".js", ".html", ".xml"})


@rule("X009", "reading")
def published_files_are_used(readings: Readings) -> Iterator[Problem]:
    """A file below docs/ would be published although nothing links to it.

    MkDocs copies whatever is there: a draft, a backup or the remains of a merge would be on the site for everyone to read.
    Files in docs/assets/ may be unused, but what programs leave behind is refused there too.

    Bad:
        docs/about.md~ and docs/draft.docx
    Good:
        docs/assets/astana.jpg, and docs/letter.pdf with a link to it on a page
    Fix: delete it, move it out of docs/, link to it, or name it under `exclude_docs` in mkdocs.yml.
    """
    edition = readings.edition
    structure = Structure(edition.root, edition.configuration)
    used = {
        target.path for page in edition.pages for link in readings.of(page).links
        if (target := internal_target(edition, page, link))
    }
    mentioned = _texts_that_use(edition.root) if structure.others else ""
    stray: dict[str, list[str]] = {}
    for name in structure.others:
        base = posixpath.basename(name)
        if any(fnmatch(base, pattern) for pattern in _LEFTOVERS):
            yield Problem(f"{DOCS}/{name}", 1, 1, "a program left this file behind, and it would be published")
        elif name not in used and not any(fnmatch(name, known) for known in _KNOWN) and not _names(base, mentioned):
            stray.setdefault(posixpath.dirname(name), []).append(name)
    for folder, names in stray.items():
        together = [names] if folder and len(names) > 1 else [[name] for name in names]
        for first, *others in together:
            more = f", nor to {len(others)} more of its folder" if others else ""
            yield Problem(f"{DOCS}/{first}", 1, 1, f"the file would be published, but nothing links to it{more}")


def _names(base: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w.-]){re.escape(base)}(?![\w-])", text))


def _texts_that_use(root: Path) -> str:
    """All in which a file may be named that is neither linked to nor in nav: settings, templates, styles, scripts."""
    names = [name for folder in (DOCS, "overrides") for name in below(root, folder) if Path(name).suffix in _USERS]
    return "\n".join((root / name).read_text(encoding="utf-8") for name in ["mkdocs.yml", *names])
