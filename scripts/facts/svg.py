"""Pieces of pictures, SVG 2 within HTML. Colours are the text's own, so that a picture follows light, dark and forced colours.

Lengths are CSS pixels at the width of a phone, where the writing is as large as `SIZE`; on wider screens all of it grows.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree

from markdown.util import AtomicString

NAMESPACE = "http://www.w3.org/2000/svg"
# What a phone 360 pixels wide leaves for the text.
WIDTH = 328
SIZE = 12.5


def picture(parent: etree.Element, name: str, height: float, title: str, description: str) -> etree.Element:
    """A picture in an element, `WIDTH` wide, described by its title and description to those who can't see it."""
    drawn = etree.SubElement(parent, "svg", {
        "xmlns": NAMESPACE, "class": f"picture picture-{name}", "viewBox": f"0 0 {WIDTH} {number(height)}", "role": "img",
        "aria-labelledby": f"picture-{name}-title picture-{name}-description",
        "font-size": number(SIZE), "fill": "currentColor",
    })
    etree.SubElement(drawn, "title", {"id": f"picture-{name}-title"}).text = AtomicString(title)
    etree.SubElement(drawn, "desc", {"id": f"picture-{name}-description"}).text = AtomicString(description)
    return drawn


def line(parent: etree.Element, d: str, css_class: str, opacity: float = 1) -> None:
    """A path without a fill; `d` is its data as SVG has it."""
    look = {"stroke-opacity": number(opacity, 2)} if opacity < 1 else {}
    etree.SubElement(parent, "path", {"class": css_class, "d": d, "fill": "none", "stroke": "currentColor", **look})


def straight(x1: float, y1: float, x2: float, y2: float) -> str:
    """The data of a path from one point to another."""
    return f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}"


def mark(parent: etree.Element, x: float, y: float, is_filled: bool, radius: float = 4) -> None:
    """A dot for what the article says, a ring for what the editor adds."""
    look = {"class": "mark"} if is_filled else {"class": "mark ring", "fill": "none", "stroke": "currentColor"}
    etree.SubElement(parent, "circle", {"cx": number(x), "cy": number(y), "r": number(radius), **look})


def words(parent: etree.Element, x: float, y: float, text: str, anchor: str = "start") -> None:
    """A line of writing; `y` is its middle."""
    place = {"x": number(x), "y": number(y + SIZE * 0.35)}
    if anchor != "start":
        place["text-anchor"] = anchor
    etree.SubElement(parent, "text", place).text = AtomicString(text)


def number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".rstrip("0").removesuffix(".")
