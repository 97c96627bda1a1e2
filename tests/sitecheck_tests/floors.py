"""What reading a tree costs at least: parse each page, take out ids and links, and do nothing with them.

    python floors.py selectolax|lxml PROCESSES FOLDER
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path


def with_selectolax(files: list[str]) -> int:
    from selectolax.lexbor import LexborHTMLParser

    found = 0
    for file in files:
        tree = LexborHTMLParser(Path(file).read_bytes())
        for name in ("id", "href", "src"):
            found += len([node.attributes.get(name) for node in tree.css(f"[{name}]")])
    return found


def with_lxml(files: list[str]) -> int:
    from lxml import html

    found = 0
    for file in files:
        tree = html.document_fromstring(Path(file).read_bytes().strip() or b"<p>")
        found += sum(len(tree.xpath(f"//@{name}")) for name in ("id", "href", "src"))
    return found


FLOORS = {"selectolax": with_selectolax, "lxml": with_lxml}


def main(parser: str, processes: str, folder: str) -> None:
    files = sorted(map(str, Path(folder).rglob("*.html")))
    shares = [files[start::16] for start in range(16)]
    with ProcessPoolExecutor(int(processes)) as pool:
        print(sum(pool.map(FLOORS[parser], shares)))


if __name__ == "__main__":
    main(*sys.argv[1:])
