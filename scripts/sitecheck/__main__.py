"""`PYTHONPATH=scripts python -m sitecheck FOLDER --url https://example.org/name/`"""

from __future__ import annotations

import gc

from sitecheck.command import main

if __name__ == "__main__":
    # What this makes it needs to its end; looking for what could be given back would take a tenth of the time.
    gc.disable()
    raise SystemExit(main())
