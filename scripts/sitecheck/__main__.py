"""`PYTHONPATH=scripts python -m sitecheck FOLDER --url https://example.org/name/`"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from sitecheck.command import main

if __name__ == "__main__":
    # What this makes it needs to its end: to look for what could be given back, or to give it back bit by bit, only takes time.
    gc.disable()
    status = main()
    with suppress(BrokenPipeError):
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
