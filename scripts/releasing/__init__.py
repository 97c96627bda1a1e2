"""Releases: what git keeps of them, how one is made, and how the site with all of them is put together."""
