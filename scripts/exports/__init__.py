"""The edition in other formats, each made from its model: plain text, Markdown, TEI, EPUB, PDF, and a folder to take along."""
