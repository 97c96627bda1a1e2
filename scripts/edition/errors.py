"""The one error that the edition raises when it can't even be read."""


class EditionError(Exception):
    """A file of the edition is missing or can't be read as what it should be.

    The text is one line for the person who runs the build: the file, what was found, and how to mend it.
    """
