"""Renders the pages with MkDocs, strictly, and catches what it warns of."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from pathlib import Path

from edition.edition import CONFIGURATION
from edition.errors import EditionError


class RenderingFailed(Exception):
    """MkDocs warned, which in its strict mode is a failure. `warnings` are its messages."""

    def __init__(self, warnings: list[str]) -> None:
        super().__init__("; ".join(warnings))
        self.warnings = warnings


def render(root: Path, folder: Path, url: str | None = None, **extra: bool) -> str:
    """Render the edition below `root` into `folder` for the address `url`, by default mkdocs.yml's, which is returned.

    `extra` is set beside the `extra` of mkdocs.yml: `frozen`, for the site of a release as it is kept for ever, and
    `downloads`, whether to make the formats that take long. Raises RenderingFailed if MkDocs warns, with everything
    written that could be, and EditionError if its configuration is broken.
    """
    # Loading MkDocs takes most of the time of a check, which needs none of it.
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException

    with _captured_log() as warnings:
        try:
            config = load_config(str(root / CONFIGURATION), site_dir=str(folder), site_url=url, strict=True)
            config.extra.update(extra)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except ConfigurationError as error:
            raise EditionError(f"{CONFIGURATION}: {_one_line(str(error))}") from None
        except (Abort, MkDocsException, SystemExit) as error:
            if not warnings:
                raise EditionError(f"MkDocs stopped: {_one_line(str(error))}") from None
            if "configuration error" in str(error):
                raise EditionError(f"{CONFIGURATION}: {_one_line(warnings[0])}") from None
        if warnings:
            raise RenderingFailed(warnings)
    return config.site_url


def site_address(root: Path) -> str:
    """The address that mkdocs.yml, or SITE_URL, gives the site. Raises EditionError if the configuration is broken."""
    from mkdocs.config import load_config
    from mkdocs.exceptions import ConfigurationError

    try:
        return load_config(str(root / CONFIGURATION)).site_url
    except ConfigurationError as error:
        raise EditionError(f"{CONFIGURATION}: {_one_line(str(error))}") from None


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _captured_log():
    logger, collector = logging.getLogger("mkdocs"), _Collector()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def _one_line(text: str) -> str:
    return " ".join(text.split())
