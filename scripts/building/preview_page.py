"""What the preview puts into the pages, a box with what was found, or shows instead of them."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from building.drafting import Draft
from edition.addresses import finished_path
from lint.finding import Finding
from lint.report import counted

_BODY = re.compile(r"<body\b[^>]*>")
# A finished page may run nothing that stands in it, and a page of the preview has to, in order to reload.
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
_STYLE = """
:host { all: initial; display: block; color-scheme: inherit; }
aside { box-sizing: border-box; max-height: 40vh; overflow: auto; padding: 12px max(16px, 50% - 448px);
  border-bottom: 3px solid light-dark(#b3261e, #f2b8b5); background: light-dark(#fff4f2, #2c1a19);
  color: light-dark(#1f1a19, #f3e6e4); font: 15px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
:host(.alone) aside { max-height: none; }
summary { cursor: pointer; font-weight: 600; }
ol { margin: 0; padding-left: 24px; }
li { margin-top: 10px; }
p { margin: 0; }
code { font-family: ui-monospace, monospace; font-size: 14px; }
.fix { color: light-dark(#5c4b49, #cbb5b2); }
@media print { aside { display: none; } }
"""
# What stands in a shadow tree has nothing of the page's styles, and the page's scripts do not come upon it.
_BOX = """<preview-box{attributes}><template shadowrootmode="open"><style>{style}</style>
<aside aria-label="Preview" tabindex="0"><details open><summary>{title}</summary><ol>{items}</ol></details></aside>
</template></preview-box>"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>:root {{ color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }} body {{ margin: 0; }}</style>
</head>
<body>{content}</body>
</html>
"""


def finish(folder: Path, draft: Draft) -> None:
    """Put the box with what was found into every page of a rendered draft, and let the pages reload."""
    sources = {finished_path(finding.file.removeprefix("docs/")): finding.file for finding in draft.findings}
    for page in folder.rglob("*.html"):
        html = _POLICY.sub("", page.read_text(encoding="utf-8"))
        if draft.findings or draft.errors:
            box = _box(draft, sources.get(page.relative_to(folder).as_posix(), ""))
            if body := _BODY.search(html):
                html = html[:body.end()] + box + html[body.end():]
        page.write_text(html, encoding="utf-8")


def page_instead_of(draft: Draft) -> str:
    """The page that is shown at every address when nothing of a draft can be."""
    box = _box(draft, "", "The preview has nothing to show until this is fixed")
    return _PAGE.format(title="Nothing to show", content=box)


def page_of_waiting() -> str:
    """The page that is shown until there is another."""
    return _PAGE.format(title="Preview", content='<p style="margin: 16px">The preview is being built …</p>')


def told(draft: Draft) -> str:
    """How many things are wrong with a draft: `1 error and 2 findings`; nothing if none is."""
    counts = ((len(draft.errors), "error"), (len(draft.findings), "finding"))
    return " and ".join(counted(count, name) for count, name in counts if count)


def _box(draft: Draft, source: str, heading: str = "") -> str:
    """All that is wrong, in a box: what is no finding, then the findings in the file `source`, then the others."""
    findings = sorted(draft.findings, key=lambda finding: finding.file != source)
    items = [*(f"<li>{escape(error)}</li>" for error in draft.errors), *map(_item, findings)]
    return _BOX.format(
        attributes=' class="alone"' if heading else "", style=_STYLE, items="\n".join(items),
        title=escape(": ".join(part for part in (heading, told(draft)) if part)),
    )


def _item(finding: Finding) -> str:
    fix = f'<p class="fix">Fix: {escape(finding.fix)}</p>' if finding.fix else ""
    return (
        f"<li><p><code>{escape(finding.place)}</code> <b>{escape(finding.code)}</b> "
        f"{escape(finding.message)}</p>{fix}</li>"
    )
