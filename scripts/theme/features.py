"""Which of Material's features are done by its script; the others by its templates and styles, or by docs/assets/js/."""

from __future__ import annotations

NEED_SCRIPT = frozenset({
    "content.code.annotate",
    "content.code.copy",
    "content.code.select",
    "content.footnote.tooltips",
    "content.tabs.link",
    "content.tooltips",
})
