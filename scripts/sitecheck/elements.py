"""Which attributes of HTML and SVG hold addresses or ids of other elements: the HTML Standard's index, SVG 2, WAI-ARIA 1.2.

`KINDS` is asked with an element's name and an attribute's: its answer says how the value is read.
"""

from __future__ import annotations

from turbohtml import Element

# How an attribute's value is read.
LINK = "link"              # an address that a reader follows; may be empty by the standard
ADDRESS = "address"        # an address that must not be empty
ADDRESSES = "addresses"    # addresses with blanks between them
SRCSET = "srcset"
STYLE = "style"
SRCDOC = "srcdoc"
ID = "id"                  # the id of an element of the same page
IDS = "ids"                # ids with blanks between them
MAP = "map"                # a hash and the name of a map
PAINT = "paint"            # a value of CSS that may name an element: url(#id)

_EVERYWHERE = {
    "style": STYLE,
    "itemref": IDS,
    "popovertarget": ID,
    "commandfor": ID,
    "aria-activedescendant": ID,
    "aria-controls": IDS,
    "aria-describedby": IDS,
    "aria-details": IDS,
    "aria-errormessage": IDS,
    "aria-flowto": IDS,
    "aria-labelledby": IDS,
    "aria-owns": IDS,
}
_FORM_OWNED = dict.fromkeys(("button", "fieldset", "input", "object", "output", "select", "textarea"), ID)
_OF_ELEMENTS: dict[str, dict[str, str]] = {
    "href": {"a": LINK, "area": LINK, "link": ADDRESS, "base": ADDRESS},
    "src": dict.fromkeys(
        ("audio", "embed", "iframe", "frame", "img", "input", "script", "source", "track", "video", "bgsound"), ADDRESS,
    ),
    "srcset": {"img": SRCSET, "source": SRCSET},
    "imagesrcset": {"link": SRCSET},
    "poster": {"video": ADDRESS},
    "data": {"object": ADDRESS},
    "action": {"form": ADDRESS},
    "formaction": {"button": ADDRESS, "input": ADDRESS},
    "cite": dict.fromkeys(("blockquote", "q", "ins", "del"), ADDRESS),
    "longdesc": dict.fromkeys(("img", "iframe", "frame"), ADDRESS),
    "ping": {"a": ADDRESSES, "area": ADDRESSES},
    "background": dict.fromkeys(("body", "table", "tr", "td", "th", "thead", "tbody", "tfoot"), ADDRESS),
    "manifest": {"html": ADDRESS},
    "srcdoc": {"iframe": SRCDOC},
    "usemap": {"img": MAP, "object": MAP, "input": MAP},
    "for": {"label": ID, "output": IDS},
    "form": _FORM_OWNED,
    "list": {"input": ID},
    "headers": {"td": IDS, "th": IDS},
}
_PAINTED = (
    "fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-mid", "marker-end", "marker", "cursor",
)
# Elements of SVG that name another by href or xlink:href.
_SVG_REFERENCES = (
    "use", "image", "feImage", "linearGradient", "radialGradient", "pattern", "textPath", "mpath", "animate", "animateMotion",
    "animateTransform", "set", "script", "filter", "clipPath", "mask", "marker",
)

KINDS: dict[tuple[str, str], str] = {
    **{(element, name): kind for name, elements in _OF_ELEMENTS.items() for element, kind in elements.items()},
    **{(element, name): ADDRESS for element in _SVG_REFERENCES for name in ("href", "xlink:href")},
    ("a", "xlink:href"): LINK,
}

# Every attribute that may be one of them.
NAMES = frozenset({*_OF_ELEMENTS, *_EVERYWHERE, *_PAINTED, "xlink:href"})
# `<link rel=…>` whose address is a name and never fetched.
NAMING_RELATIONS = ("profile", "schema.", "dcterms", "pgpkey", "openid")
# Of the addresses of these only the host is used.
OF_HOSTS = frozenset({"preconnect", "dns-prefetch"})
# <meta name=…> or property=…, whose content is an address: Open Graph and its relatives.
META_ADDRESSES = frozenset({
    "og:url", "og:image", "og:image:url", "og:image:secure_url", "og:audio", "og:audio:url", "og:audio:secure_url", "og:video",
    "og:video:url", "og:video:secure_url", "twitter:image", "twitter:image:src", "twitter:player", "twitter:url",
    "msapplication-config", "msapplication-square150x150logo", "msapplication-square310x310logo",
    "msapplication-square70x70logo", "msapplication-wide310x150logo", "msapplication-tileimage",
    "citation_pdf_url", "citation_abstract_html_url", "citation_fulltext_html_url", "article:author:url", "thumbnail",
})
_META_SELECTOR = ",".join((
    "[property]", "[itemprop]", "[http-equiv]", *(f'[name="{name}" i]' for name in sorted(META_ADDRESSES)),
))
# Attributes that stand on no element but those that are selected by another.
_OF_SELECTED = ("href", "src", "manifest", "imagesrcset", "longdesc", "usemap")
# Every element that may have one of them, and what is read in other ways: one selector, so that a page is walked once.
SELECTOR = ":is({})".format(",".join((
    "base", "link", "[src]", "[style]", "svg", "style", "template", "map", "a[name]",
    'script:is([type*="json" i], [type="importmap" i], [type="speculationrules" i])', f"meta:is({_META_SELECTOR})",
    *(f"[{name}]" for name in _OF_ELEMENTS if name not in _OF_SELECTED), "html[manifest]",
    *(f"[{name}]" for name in _EVERYWHERE if name != "style"),
)))


def is_idle(node: Element, element: str, attribute: str) -> bool:
    """Whether an attribute does nothing, because of what the element has beside it or is in."""
    if attribute == "xlink:href":
        # SVG 2, 16.1.2: href goes before it.
        return node.attr("href") is not None
    if attribute == "src" and element == "input":
        return (node.attr("type") or "").lower() != "image"
    if attribute == "src" and element == "source":
        return isinstance(node.parent, Element) and node.parent.tag == "picture"
    # A <base> that gets here is one of a drawing, where it means nothing.
    return element == "base"


def kind_of(element: str, attribute: str) -> str:
    """How an attribute's value is read; empty if it is nothing of ours."""
    found = KINDS.get((element, attribute)) or _EVERYWHERE.get(attribute, "")
    return found or (PAINT if attribute in _PAINTED else "")
