"""The files of a rendered site, and what can be read of each."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from pathlib import Path
from typing import NamedTuple

import turbohtml

from sitecheck.faults import Fault

# Read whole into memory; a page of more is no page for a reader.
ENORMOUS = 64 * 1024 * 1024
_PAGES = (".html", ".htm", ".xhtml")
# CSS Syntax 3, "determine the fallback encoding": these bytes and no others.
_CHARSET = re.compile(rb'@charset "([!-~]{1,40})";')


def is_page(path: str) -> bool:
    """Whether a file is a page of HTML, by its name."""
    return path.lower().endswith(_PAGES)


class Listing(NamedTuple):
    """The files below a folder, by their paths there, with size and time of change; and the links that lead nowhere."""

    sizes: dict[str, int]
    dangling: list[str]
    times: dict[str, int]


def listed(folder: Path) -> Listing:
    """Every file below `folder`; links are followed, each folder once, so that a loop of links ends."""
    sizes: dict[str, int] = {}
    dangling: list[str] = []
    found = Listing(sizes, dangling, {})
    _walk(str(folder), "", found, frozenset())
    return Listing(dict(sorted(sizes.items())), sorted(dangling), found.times)


def _walk(folder: str, below: str, listing: Listing, above: frozenset[tuple[int, int]]) -> None:
    dangling = listing.dangling
    try:
        found = os.stat(folder)
        entries = list(os.scandir(folder))
    except OSError:
        dangling.append(below.rstrip("/"))
        return
    identity = found.st_dev, found.st_ino
    if identity in above:
        dangling.append(below.rstrip("/"))
        return
    for entry in entries:
        name = below + entry.name
        try:
            if entry.is_dir():
                _walk(entry.path, f"{name}/", listing, above | {identity})
            elif entry.is_file():
                known = entry.stat()
                listing.sizes[name], listing.times[name] = known.st_size, known.st_mtime_ns
            elif entry.is_symlink():
                dangling.append(name)
        except OSError:
            dangling.append(name)


def text_of(folder: Path | str, path: str) -> tuple[str, list[Fault]]:
    """The text of a file, and what is wrong with it as a file; the text is empty if nothing can be read."""
    content = content_of(folder, path)
    return content if isinstance(content, tuple) else decoded(content, path)


def content_of(folder: Path | str, path: str) -> bytes | tuple[str, list[Fault]]:
    """The bytes of a file; or, if it can't be read or is too large, no text and the reason."""
    try:
        with open(f"{folder}/{path}", "rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > ENORMOUS:
                return "", [Fault("S021", "", "", f"the file has more than {ENORMOUS // 1024 // 1024} MB, and was not read")]
            return file.read()
    except OSError as error:
        return "", [Fault("S021", "", "", f"the file can't be read: {error.strerror}")]


def decoded(content: bytes, path: str) -> tuple[str, list[Fault]]:
    """The text of a file whose content is known, and what is wrong with it.

    It is UTF-8, or in HTML what the page itself declares (https://html.spec.whatwg.org/#determining-the-character-encoding).
    """
    if not content or content.isspace():
        return "", [Fault("S021", "", "", "the file is empty")]
    try:
        return str(content.removeprefix(BOM_UTF8), "utf-8"), []
    except UnicodeDecodeError as error:
        wrong = Fault(
            "S021", "", "",
            f"byte 0x{content[error.start]:02X} at offset {error.start} is not UTF-8, and no other encoding is declared",
        )
    if is_page(path):
        document = turbohtml.parse(content[:2048])
        if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return content.decode("utf-16", errors="replace"), []
        if b"charset" in content[:1024].lower() and document.encoding and document.encoding.lower() != "utf-8":
            try:
                return content.decode(document.encoding), []
            except (LookupError, UnicodeDecodeError):
                pass
    elif path.lower().endswith(".css") and (said := _CHARSET.match(content)):
        try:
            return content.decode(said[1].decode("ascii")), []
        except (LookupError, UnicodeDecodeError):
            pass
    return content.decode("utf-8", errors="replace"), [wrong]
