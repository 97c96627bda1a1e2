"""The registry of published anchors: what it is, how it grows, and what is made from it."""
