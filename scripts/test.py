#!/usr/bin/env python3
"""Run every test. Arguments are pytest's own: `python3 scripts/test.py -k collation`."""

import os
import sys

import environment
import tools

if __name__ == "__main__":
    environment.enter("requirements-test.txt")
    tools.provide()
    os.chdir(environment.ROOT)
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[1:]])
