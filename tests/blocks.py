"""The ids of the numbered blocks, written out, so that no test takes them from what it tests."""

NUMBERED = [f"p{n}" for n in range(1, 6)] + [f"p5-{n}" for n in range(1, 5)] + [f"p{n}" for n in range(6, 14)]
