"""Renders the pages with MkDocs, strictly, and catches what it warns of."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from edition.configuration import CONFIGURATION
from edition.errors import EditionError

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


class RenderingFailed(Exception):
    """MkDocs warned, which in its strict mode is a failure. `warnings` are its messages."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__("; ".join(warnings))
        self.warnings = warnings


class Extra(TypedDict, total=False):
    """What a build sets beside the `extra` of mkdocs.yml.

    `frozen`, for the site of a release as it is kept for ever; `downloads`, whether to make the formats that take long;
    `cut_styles`, whether to leave out styles of what no page has; `kept_elsewhere`, the addresses of frozen sites that are
    not below this one, by their versions.
    """

    frozen: bool
    downloads: bool
    cut_styles: bool
    kept_elsewhere: Mapping[str, str]


def render(root: Path, folder: Path, *, address: str = "", **extra: Unpack[Extra]) -> str:
    """Render the edition below `root` into `folder`, and return the address that the site is for.

    That is `address`, if one is given; else what SITE_URL says in the surroundings, and else mkdocs.yml.

    Raises RenderingFailed if MkDocs warns, with everything written that could be, and EditionError if its configuration is
    broken.
    """
    # Loading MkDocs takes most of the time of a check, which needs none of it.
    from mkdocs.commands.build import build
    from mkdocs.exceptions import Abort

    with _captured_log() as warnings:
        config = _configuration(root, warnings, address, folder)
        config.extra.update(extra)
        try:
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except EditionError:
            raise
        except (Abort, SystemExit) as error:
            # What MkDocs warned of in its strict mode, or a fault of the configuration that its plugins found.
            if not warnings:
                raise EditionError(f"MkDocs stopped: {_one_line(error)}") from None
            if "configuration error" in str(error):
                raise EditionError(f"{CONFIGURATION}: {_one_line(warnings[0])}") from None
        except Exception as error:
            raise EditionError(f"MkDocs stopped: {_told(error, root)}") from None
        if warnings:
            raise RenderingFailed(warnings)
    return config.site_url or ""


def site_address(root: Path) -> str:
    """The address that mkdocs.yml, or SITE_URL, gives the site. Raises EditionError if the configuration is broken."""
    with _captured_log() as warnings:
        return _configuration(root, warnings).site_url or ""


def _configuration(root: Path, warnings: list[str], address: str = "", folder: Path | None = None) -> MkDocsConfig:
    """The configuration: as it stands, or, if a `folder` is given, for rendering strictly into it."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort

    if os.environ.get("SITE_URL") == "":
        # MkDocs takes it for an address.
        del os.environ["SITE_URL"]
    try:
        # What is None stays as mkdocs.yml has it.
        return load_config(
            str(root / CONFIGURATION), site_url=_address(address), site_dir=str(folder) if folder else None,
            strict=True if folder else None,
        )
    except (Exception, SystemExit) as error:
        # MkDocs logs what is wrong, and then stops with the number of faults.
        message = warnings[0] if warnings and isinstance(error, (Abort, SystemExit)) else _told(error, root)
        raise EditionError(f"{CONFIGURATION}: {_one_line(message)}") from None


def _told(error: BaseException, root: Path) -> str:
    """An error in one line: MkDocs' own as they are, others with their kind and, if it is of the edition, their place."""
    from mkdocs.exceptions import MkDocsException

    if isinstance(error, MkDocsException):
        return _one_line(error)
    return f"{type(error).__name__}{_place(error, root)}: {_one_line(error)}"


def _place(error: BaseException, root: Path) -> str:
    """The line of a template or a hook in which an error arose, if it arose in one."""
    if hasattr(error, "lineno") and hasattr(error, "name"):
        return f" in {error.name or 'a template'}, line {error.lineno}"
    own = [root / "overrides", root / "docs", *root.glob("scripts/hook.py"), *root.glob("*.py")]
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if any(file.is_relative_to(place) for place in own):
            return f" in {file.relative_to(root).as_posix()}, line {frame.lineno}"
    return ""


def _address(given: str = "") -> str | None:
    """The address that outdoes the configuration's, if there is one."""
    return given or os.environ.get("SITE_URL") or None


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _captured_log() -> Iterator[list[str]]:
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
