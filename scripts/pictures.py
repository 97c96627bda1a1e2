#!/usr/bin/env python3
"""Take the pictures of README.md anew, in .github/pictures/, and docs/assets/share.png, which stands for the edition."""

import os
import sys

# Python leaves this folder out with -P, -I and PYTHONSAFEPATH.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import environment

if __name__ == "__main__":
    environment.enter(environment.TEST)
    import tools

    tools.provide()
    sys.path[:0] = [os.path.join(environment.ROOT, "tests")]
    from browser.pictures import take

    take(environment.ROOT)
