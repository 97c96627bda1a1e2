"""`PYTHONPATH=scripts python -m sitecheck FOLDER --url https://example.org/name/`"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress

from sitecheck.command import FOUND, INTERRUPTED, MISUSED, main

if __name__ == "__main__":
    # What this makes it needs to its end: to look for what could be given back, or to give it back bit by bit, only takes time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # Names of files have signs that not every terminal has; one that was closed has none.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = main()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        # Who reads the output has read enough; what was found is not known to be nothing.
        status = FOUND
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:
        with suppress(OSError, AttributeError):
            sys.stderr.write(f"sitecheck: {error}\n")
        status = MISUSED
    with suppress(OSError, AttributeError):
        sys.stderr.flush()
    os._exit(status)
