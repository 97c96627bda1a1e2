#!/usr/bin/env python3
"""Take the pictures of README.md anew, in .github/pictures/, and docs/assets/share.png, which a shared link shows."""

import os
import sys

import environment
import tools

if __name__ == "__main__":
    environment.enter("requirements-test.txt")
    tools.provide()
    sys.path[:0] = [os.path.join(environment.ROOT, "tests")]
    from browser.pictures import take

    take(environment.ROOT)
