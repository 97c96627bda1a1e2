#!/usr/bin/env python3
"""Check the edition, build its site, preview it. `python3 scripts/build.py --help` lists what there is."""

import os
import sys

# Python leaves this folder out with -P, -I and PYTHONSAFEPATH.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import environment
from terminal import describe_unforeseen, fail

if __name__ == "__main__":
    needed = {"format": environment.TOOLS, "fonts": environment.TOOLS, "links": environment.LINKS}
    environment.enter(needed.get("".join(sys.argv[1:2]), environment.SITE))
    try:
        from commands.command import main
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if "--traceback" in sys.argv:
            import traceback

            traceback.print_exc()
        fail(describe_unforeseen(error))
    sys.exit(main(sys.argv[1:]))
