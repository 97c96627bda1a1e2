"""The document of the e-book that shows its cover."""

from __future__ import annotations

from html import escape

from exports.epub_package import COVER, STYLES

_COVER_PAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en" lang="en">
<head>
<meta charset="utf-8"/>
<title>Cover</title>
<link rel="stylesheet" type="text/css" href="{styles}"/>
</head>
<body>
<section epub:type="cover">
<img class="cover" src="{cover}" role="doc-cover" alt="{words}"/>
</section>
</body>
</html>
"""


def cover_page(words: str) -> str:
    """The document that shows the cover; `words` are what stands on it."""
    return _COVER_PAGE.format(styles=STYLES, cover=COVER, words=escape(words))
