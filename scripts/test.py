#!/usr/bin/env python3
"""Run every test. Arguments are pytest's own: `python3 scripts/test.py -k collation`."""

import os
import sys

import environment

if __name__ == "__main__":
    environment.enter("requirements-test.txt")
    os.chdir(environment.ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[1:]])
