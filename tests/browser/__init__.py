"""The finished site as a reader's browser gets it: served like GitHub Pages, opened in Chromium."""
