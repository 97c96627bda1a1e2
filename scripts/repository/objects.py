"""The objects that git stores: files, trees, commits and tags. They change nothing until a reference names them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from repository.git import Git

REGULAR_FILE = "100644"
_LINK = "120000"


def store_file(git: Git, content: bytes) -> str:
    """A blob with this content, to the byte."""
    return git.text("hash-object", "-w", "--no-filters", "--stdin", stdin=content)


def store_tree(git: Git, files: Mapping[str, str], base: str = "", *, scratch: Path) -> str:
    """The tree `base`, by default an empty one, with `files` (path to blob) in it. `scratch` is a file to be used."""
    index = str(scratch)
    try:
        if base:
            git.run("read-tree", base, GIT_INDEX_FILE=index)
        entries = "".join(f"{REGULAR_FILE} {blob}\t{path}\0" for path, blob in files.items())
        git.run("update-index", "-z", "--index-info", stdin=entries.encode(), GIT_INDEX_FILE=index)
        return git.text("write-tree", GIT_INDEX_FILE=index)
    finally:
        scratch.unlink(missing_ok=True)


def store_folder(git: Git, folder: Path, *, scratch: Path) -> str:
    """The tree of the files in a folder, as they are."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = "".join(f"{path}\n" for path in paths).encode("utf-8", "surrogateescape")
    blobs = git.text("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=names).split()
    files = {path.relative_to(folder).as_posix(): blob for path, blob in zip(paths, blobs, strict=True)}
    return store_tree(git, files, scratch=scratch)


def store_commit(git: Git, tree: str, message: str, *parents: str, **variables: str) -> str:
    """A commit of a tree; `variables` are added to git's environment, and may say who made it and when."""
    options = [part for parent in parents for part in ("-p", parent)]
    return git.text("commit-tree", tree, *options, stdin=message.encode(), **variables)


def store_tag(git: Git, name: str, commit: str, message: str) -> str:
    """An annotated tag, which no reference names yet."""
    who = git.text("var", "GIT_COMMITTER_IDENT")
    content = f"object {commit}\ntype commit\ntag {name}\ntagger {who}\n\n{message}\n"
    return git.text("mktag", stdin=content.encode())


def unpack(git: Git, tree: str, folder: Path) -> None:
    """Put the files of a tree into a folder, to the byte, whatever attributes say of archives and line ends."""
    listed = git.run("ls-tree", "-r", "-z", "--full-tree", tree).decode("utf-8", "surrogateescape")
    entries = [entry.partition("\t") for entry in listed.split("\0") if entry]
    files = [(*facts.split(), path) for facts, _, path in entries]
    blobs = [(mode, name, path) for mode, kind, name, path in files if kind == "blob"]
    for (mode, _, path), content in zip(blobs, _contents(git, [name for _, name, _ in blobs]), strict=True):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            target.symlink_to(os.fsdecode(content))
        else:
            target.write_bytes(content)


def _contents(git: Git, names: list[str]) -> Iterator[bytes]:
    found = git.run("cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode())
    position = 0
    for _ in names:
        end = found.index(b"\n", position)
        size = int(found[position:end].split()[2])
        yield found[end + 1:end + 1 + size]
        position = end + size + 2
