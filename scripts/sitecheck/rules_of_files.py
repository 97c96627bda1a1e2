"""The rules of a rendered site, whatever it is made with: its ids, its data, its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lint.rule import Problem, rule

if TYPE_CHECKING:
    # Reading finished pages takes libraries that a check of the sources needn't wait for.
    from sitecheck.site import Site


@rule("S003", "site", waivable=False)
def ids_are_unique(site: Site) -> Iterator[Problem]:
    """Two elements of a finished page have the same id.

    Bad:
        <p id="p7"> and <li id="p7">
    Good:
        <p id="p7"> and <li id="p7-1">
    Fix: find where the second one comes from (a page, a template or the theme), and give it another id.
    """
    yield from site.problems("S003")


@rule("S017", "site", waivable=False)
def ids_can_be_named(site: Site) -> Iterator[Problem]:
    """An id is empty or contains a space, which the HTML Standard forbids.

    Bad:
        <p id="paragraph 7">
    Good:
        <p id="paragraph-7">
    Fix: write a hyphen instead of the space.
    """
    yield from site.problems("S017")


@rule("S018", "site", waivable=False)
def elements_name_what_is_there(site: Site) -> Iterator[Problem]:
    """An attribute names an element that the page does not have, or one of the wrong kind.

    This covers the labels of form controls, headers of table cells, image maps, and what aria-* tells screen readers.

    Bad:
        <label for="mail">, and no control with the id mail
    Good:
        <label for="mail"> and <input id="mail">
    Fix: use the id of an element that is there, or remove the attribute.
    """
    yield from site.problems("S018")


@rule("S019", "site", waivable=False)
def data_can_be_read(site: Site) -> Iterator[Problem]:
    """Data for programs (JSON in a page, a manifest, a site map or an index) is not in the correct format.

    Bad:
        <script type="application/ld+json">{"@type": Article}</script>
    Good:
        <script type="application/ld+json">{"@type": "Article"}</script>
    Fix: correct it in the template or the program that it comes from.
    """
    yield from site.problems("S019")


@rule("S021", "site", waivable=False)
def files_can_be_read(site: Site) -> Iterator[Problem]:
    """A file of the site can't be read as what it is: empty, not UTF-8, too large, or a link on the disk that leads nowhere.

    Bad:
        about/index.html in Windows-1252, without saying so
    Good:
        about/index.html in UTF-8
    Fix: save the file again, in UTF-8; remove or replace an empty or very large file, or a link on the disk that leads nowhere.
    """
    yield from site.problems("S021")
