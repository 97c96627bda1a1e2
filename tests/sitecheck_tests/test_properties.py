"""Whatever stands in a page: addresses lead where another implementation of the URL Standard says, and no reader fails."""

from __future__ import annotations

import pywhatwgurl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from upa_url import URL

from sitecheck import textfragments
from sitecheck.page import PageReader
from sitecheck.parsing import css_addresses, refresh, srcset
from sitecheck.web import Web, decoded, is_absolute

BASE = "https://example.org/n/dir/page.html?q#f"
PIECES = st.sampled_from([
    *"a é / \\ . .. ? # : @ ; = & | ^ < > \" ' ` { } ~ _ - + , [ ] %".split(), " ", "\t", "\n", "\u00ad", "e\u0301",
    *"%41 %2e %2F %zz // ./ ../ http: https: HTTPS:// mailto: file: C: example.org EXAMPLE.org bücher".split(),
    *"[::1] 127.0.0.1 0x7f :443 :80 :99999 user".split(),
])
ADDRESSES = st.lists(PIECES, max_size=9).map("".join)
MARKUP = st.lists(st.sampled_from([
    "<a href=", "<img srcset=", "<p id=", "<base href=", "<meta http-equiv=refresh content=", "<iframe srcdoc=",
    "<script type=application/ld+json>", " ", "\0", "\ufeff",
    *"<style> </style> <svg> <math> <template> </template> </script> <!-- --> <![CDATA[ <plaintext> <select> <table>".split(),
    *"' \" > < / = # url( ) @import /* */ \\ &amp; &#0; &#xD800; a é { } [ ] 1x , % -, #:~:text=".split(),
    *"<noscript> style= usemap= aria-labelledby= for=".split(),
]), max_size=60).map("".join)
QUICK = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(ADDRESSES)
def test_addresses_lead_where_another_implementation_says(address: str) -> None:
    found = URL.parse(address, BASE)
    try:
        expected = pywhatwgurl.URL(address, BASE).href
    except ValueError:
        expected = None
    assert (found.href if found else None) == expected


@QUICK
@given(ADDRESSES)
def test_an_address_on_the_site_has_the_path_that_its_url_has(address: str) -> None:
    goal = Web("https://example.org/n/").goal(address, URL(BASE))
    url = URL.parse(address, BASE)
    if goal.path is not None:
        assert url is not None and url.host == "example.org" and goal.path == decoded(url.pathname)
        assert url.hash[1:].partition(":~:")[0] == goal.fragment
    elif not goal.code and not is_absolute(address):
        assert url is not None and url.origin != "https://example.org"


@QUICK
@given(MARKUP)
def test_no_markup_makes_a_reader_fail(markup: str) -> None:
    read_everything(markup)


def read_everything(text: str) -> None:
    PageReader(Web("https://example.org/n/")).read("a/b.html", text)
    css_addresses(text)
    srcset(text)
    refresh(text)
    textfragments.fault(text, textfragments.blocks(text))
