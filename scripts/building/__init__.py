"""The build: checks, rendering by MkDocs, checks of the finished pages, and the swap into site/."""
