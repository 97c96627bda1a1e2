"""The preview: shows the edition as it is being worked on, with all that is wrong, and follows every change."""

from __future__ import annotations

import fcntl
import os
import sys
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from building.drafting import Draft, draft
from building.leftovers import PREVIEWS, unwritable
from building.lock import locked
from building.preview_page import finish, page_instead_of, page_of_waiting, told
from building.preview_server import PreviewServer, Shown, serving
from building.swap import make_readable, remove
from building.watching import state_of, wait_for_change
from lint.report import as_text

HOST = "127.0.0.1"
# What the checks and the rendering read each time; a hook or a plugin is loaded once.
WATCHED = (
    "docs", "overrides", "mkdocs.yml", "scripts/waivers.toml", "CHANGELOG.md", "CITATION.cff", "pyproject.toml",
)


def serve(root: Path, port: int, host: str = HOST, open_browser: bool = False) -> int:
    """Serve the edition at `host` and `port` until interrupted, and return the exit status.

    With `open_browser` the browser shows it as soon as there is something to see. Where the variable SITE_URL gives a
    path, the edition is served below it. Raises EditionError if the port is taken, or the workshop can't be written.
    """
    # A terminal may stand in a folder that is gone, such as the last site, and MkDocs asks where it is.
    os.chdir(root)
    base = f"/{urlsplit(os.environ.get('SITE_URL') or '').path.strip('/')}/".replace("//", "/")
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}{base}"
    try:
        with serving(host, port, base) as server, _folder_of_its_own(root) as folder:
            server.shown = Shown(page=page_of_waiting())
            for number in count():
                before = state_of(root, WATCHED)
                _show(server, root, folder / str(number), url)
                # An answer may still be reading from the folder that was shown last.
                remove(folder / str(number - 2))
                if number == 0:
                    _say(f"Preview: {url}   (Ctrl+C ends it)")
                    if open_browser:
                        webbrowser.open(url)
                wait_for_change(root, WATCHED, before)
    except KeyboardInterrupt:
        pass
    return 0


def _show(server: PreviewServer, root: Path, folder: Path, url: str) -> None:
    """Render the edition into `folder` and show it, or else a page that says why it can't be shown."""
    made = _rendered(root, folder, url)
    server.shown = Shown(folder) if made.rendered else Shown(page=page_instead_of(made))
    for error in made.errors:
        _say(f"error: {error}")
    if made.findings:
        _say(as_text(made.findings))
    shown = "the preview shows the draft all the same" if made.rendered else "nothing is shown until that is fixed"
    _say(f"{told(made)}; {shown}." if told(made) else "Built without findings.")


def _rendered(root: Path, folder: Path, url: str) -> Draft:
    try:
        folder.mkdir()
        made = draft(root, folder, url)
        if made.rendered:
            finish(folder, made)
            make_readable(folder)
    except OSError as error:
        return Draft(errors=[str(unwritable(error))])
    return made


@contextmanager
def _folder_of_its_own(root: Path) -> Iterator[Path]:
    """A folder in the workshop that no other command touches while this one lives, gone afterwards."""
    with locked(root, _say) as shop:
        folder = Path(tempfile.mkdtemp(prefix=PREVIEWS, dir=shop))
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        remove(folder)
        os.close(held)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
