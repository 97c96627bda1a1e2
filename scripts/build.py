#!/usr/bin/env python3
"""Check the edition, build its site, preview it. `python3 scripts/build.py --help` lists what there is."""

import sys

import environment

if __name__ == "__main__":
    environment.enter("requirements-test.txt" if sys.argv[1:2] in (["format"], ["fonts"]) else "requirements.txt")
    from building.command import main

    sys.exit(main(sys.argv[1:]))
