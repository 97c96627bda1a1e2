"""`PYTHONPATH=scripts python -m sitecheck FOLDER --url https://example.org/name/`"""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress

from sitecheck.command import FOUND, INTERRUPTED, MISUSED, main

if __name__ == "__main__":
    # Nearly everything that is made is needed to the end: collecting garbage would only take time.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        # File names may have characters that the terminal lacks; a closed stream is no TextIOWrapper.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = main()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BrokenPipeError:
        # The reader has closed the output; there may be more findings than it has seen.
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
