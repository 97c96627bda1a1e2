"""What MkDocs' events pass on to each other while one site is rendered."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from edition.cited import State
from edition.edition import Edition
from exports.catalogue import Format
from permanence.registry import Registry
from theme.view import View

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

    class Config(MkDocsConfig):  # type: ignore[no-untyped-call]  # MkDocs gives __init_subclass__ no types
        """MkDocs' own, with what is passed on."""

        edition: Rendered


@dataclass
class Rendered:
    """The edition that is rendered for the address `site_url`. `nav` is known once MkDocs has read it."""

    edition: Edition
    site_url: str
    registry: Registry
    view: View
    formats: tuple[Format, ...]
    state: State
    nav: Navigation = field(init=False)
