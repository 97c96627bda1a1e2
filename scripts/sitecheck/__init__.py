"""Checks of any rendered site: they know HTML and addresses, and nothing of what the site is about or made with."""
