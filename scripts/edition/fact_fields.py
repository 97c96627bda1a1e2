"""What each kind of table in docs/facts.toml may hold, and which block of a page lists it."""

from __future__ import annotations

TEXT, TEXTS, NUMBER = "a text in quotation marks", "a list of texts", "a number"
# What each kind of table may hold, and of which form; what ends in ! must be there.
FIELDS: dict[str, dict[str, str]] = {
    "source": {"id!": TEXT, "name!": TEXT, "address!": TEXT, "seen!": TEXT},
    "event": {
        "id!": TEXT, "date!": TEXT, "what!": TEXT, "short!": TEXT, "in-article": TEXT, "words": TEXT, "paragraphs": TEXTS,
        "remark": TEXT, "sources": TEXTS, "status": TEXT, "evidence": TEXT,
    },
    "place": {
        "id!": TEXT, "name!": TEXT, "latitude!": NUMBER, "longitude!": NUMBER, "what!": TEXT, "forms": TEXTS,
        "stands-for": TEXT, "label": TEXT, "sources": TEXTS, "status": TEXT, "evidence": TEXT,
    },
    "term": {
        "id!": TEXT, "group!": TEXT, "name!": TEXT, "expansion": TEXT, "what!": TEXT, "forms!": TEXTS, "also": TEXTS,
        "sources": TEXTS, "status": TEXT, "evidence": TEXT,
    },
    "dimension": {
        "id!": TEXT, "name!": TEXT, "official": TEXT, "paragraph!": TEXT, "items!": TEXTS, "institutions": TEXT,
        "sources": TEXTS, "status": TEXT, "evidence": TEXT,
    },
}
# The kind of fact that has its anchors in each of these blocks, on whatever page.
FACTS_OF = {"timeline": "event", "places": "place", "glossary": "term", "dimensions": "dimension"}
