"""The codes of what is found at other hosts, each with its explanation. It needs nothing but Python."""

from __future__ import annotations

from dataclasses import dataclass

from sitecheck.external.outcome import Kind


@dataclass(frozen=True)
class Code:
    """`summary` says what is wrong, `reason` why it matters or what it does not say, `fix` what to do."""

    code: str
    kinds: frozenset[Kind]
    summary: str
    reason: str
    fix: str

    @property
    def name(self) -> str:
        return "-".join(self.summary.lower().rstrip(".").split())


CODES = tuple(
    Code(code, frozenset(kinds), summary, reason, fix) for code, kinds, summary, reason, fix in (
        (
            "E001", (Kind.GONE,), "The page is gone.",
            "Its host answers 404 or 410 to GET.",
            "link to where it is now, or to an archived copy; in a reference, say when it was seen",
        ),
        (
            "E002", (Kind.NO_HOST,), "The host is gone.",
            "Its name is not in the domain name system. A new owner of the name may show anything there.",
            "link to an archived copy, or remove the link",
        ),
        (
            "E003", (Kind.MOVED,), "The page has moved for good.",
            "Its host redirects by 301 or 308, which say that the new address should be used from now on; it will not do so for"
            " ever. Redirects by 302, 303 and 307 are temporary, and are not findings.",
            "write the new address",
        ),
        (
            "E004", (Kind.NO_FRAGMENT,), "The page lacks the place that is linked to.",
            "No element of the page as it is served has that id, nor a link that name. A script may still add it.",
            "link to an id that the page has, or to the page",
        ),
        (
            "E005", (Kind.SOFT_404,), "The page only pretends to be there.",
            "Its host answers 200, but in the same way as for an address that can't exist.",
            "link to where it is now, or to an archived copy",
        ),
        (
            "E006", (Kind.TLS_EXPIRED, Kind.TLS_NAME, Kind.TLS_ISSUER, Kind.TLS_OTHER), "The connection is not secure.",
            "A browser warns of it instead of showing the page. One that completes a chain of certificates may still show it.",
            "tell the host’s owner, or link to another copy",
        ),
        (
            "E007", (Kind.REDIRECTS,), "The redirects lead nowhere.",
            "They go round in a circle, are too many, or lead to an address that is neither http nor https.",
            "link to the page itself",
        ),
        (
            "E008", (Kind.NOT_PUBLIC,), "The address is not public.",
            "The host, or one that it redirects to, has an address within a private network. It was not asked.",
            "link to an address that readers can reach",
        ),
        (
            "E009", (Kind.MALFORMED,), "The address is invalid.",
            "No browser could follow it.",
            "correct it",
        ),
        (
            "E010", (Kind.FAILING,), "The host does not answer properly.",
            "It can't be reached, does not answer in time or answers with an error of its own, and has done so for days.",
            "check again by hand; if nothing changes, link to another copy",
        ),
    )
)


def code_for(kind: Kind) -> Code | None:
    """The code of an outcome; None if it is no fault."""
    return next((code for code in CODES if kind in code.kinds), None)


def code_named(text: str) -> Code | None:
    """The code that is named by itself or in words, in either case."""
    asked = text.strip().lower()
    return next((code for code in CODES if asked in (code.code.lower(), code.name)), None)


def explained(code: Code) -> str:
    """Its page of explanation, as text."""
    return f"{code.code} {code.name}\n\n{code.summary}\n\n{code.reason}\n\nFix: {code.fix}"
