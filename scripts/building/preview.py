"""The preview: serves the last good build on this machine, and builds anew when a file changes."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from building.build import WORKSHOP, build
from edition.errors import EditionError
from lint.report import as_text

HOST = "127.0.0.1"
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
WATCHED = ("docs", "overrides", "mkdocs.yml", "scripts/waivers.toml")


def serve(root: Path, port: int) -> int:
    """Serve the edition until interrupted. Findings are printed; the last good site stays on show.

    Raises EditionError if the port is taken. Returns the exit status.
    """
    from mkdocs.livereload import LiveReloadServer

    address = urlsplit(os.environ.get("SITE_URL") or "").path or "/"
    url = f"http://{HOST}:{port}{address}"
    os.environ["SITE_URL"] = url
    shown = root / WORKSHOP / f"preview-{port}"
    shutil.rmtree(shown, ignore_errors=True)
    shown.mkdir(parents=True)
    logging.getLogger("mkdocs.livereload").setLevel(logging.ERROR)

    def rebuild() -> None:
        try:
            outcome = build(root, lambda phase: None, target=shown, downloads=False)
        except (EditionError, OSError) as error:
            _say(f"error: {error}")
            return
        if outcome.findings:
            _say(as_text(outcome.findings))
            _say("The preview shows the last good build.")
        else:
            _let_it_reload(shown)
            _say("Built without findings.")

    rebuild()
    server = LiveReloadServer(builder=rebuild, host=HOST, port=port, root=str(shown), mount_path=address)
    server.error_handler = lambda code: _error_page(shown, code)
    for path in WATCHED:
        if (root / path).exists():
            server.watch(str(root / path))
    try:
        _say(f"Preview: {url}   (Ctrl+C ends it)")
        server.serve()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        raise EditionError(f"port {port} can't be used ({error.strerror}); try: serve --port {port + 1}") from None
    finally:
        server.shutdown()
        shutil.rmtree(shown, ignore_errors=True)
    return 0


def _let_it_reload(folder: Path) -> None:
    """Take the policy out of the shown pages: it forbids the script by which a preview reloads them."""
    for page in folder.rglob("*.html"):
        page.write_text(_POLICY.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")


def _error_page(folder: Path, code: int) -> bytes | None:
    page = folder / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
