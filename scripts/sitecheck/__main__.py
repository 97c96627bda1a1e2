"""`PYTHONPATH=scripts python -m sitecheck FOLDER --url https://example.org/name/`"""

from __future__ import annotations

from sitecheck.command import main

if __name__ == "__main__":
    raise SystemExit(main())
