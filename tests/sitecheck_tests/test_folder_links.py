"""Links that are resolved by the folder lead where each would lead if it were resolved alone."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from upa_url import URL

from sitecheck.folder_links import NOWHERE, FolderLinks
from sitecheck.goals import Goals
from sitecheck.web import Web

PIECES = st.sampled_from([
    *"a b.html .. ../ ./ / // dir/ . # ? x-1 _ é %41 %2e : ; = & :~:text=a #:~: \\ http:".split(),
    "https://example.org/n/", "mailto:a@b.c",
    " ", "\t", "\n",
])
ADDRESSES = st.lists(st.lists(PIECES, max_size=6).map("".join), min_size=1, max_size=8)
WEB = Web("https://example.org/n/")


@settings(max_examples=600, deadline=None, derandomize=True)
@given(ADDRESSES, st.sampled_from(["a.html", "dir/index.html", "dir/deep/b.html"]))
def test_each_leads_where_it_would_alone(addresses: list[str], page: str) -> None:
    base, goals = URL(WEB.document(page)), Goals()
    links = FolderLinks(WEB, goals, base)
    numbers = links.resolve(addresses, base) | links.numbers
    for address in addresses:
        expected = WEB.goal(address, base) if address.strip() else NOWHERE
        assert goals.goal(numbers[address]) == expected
