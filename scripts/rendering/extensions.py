"""The extensions of Markdown that mkdocs.yml lists, as MkDocs would load them."""

from __future__ import annotations

from importlib import import_module

from edition.configuration import Configuration, PythonName

# Which MkDocs adds by itself.
_ALWAYS = ("toc", "tables", "fenced_code")


def markdown_extensions(
    configuration: Configuration, left_out: frozenset[str] = frozenset(),
) -> tuple[list[str], dict[str, dict[str, object]]]:
    """The names of the extensions, and the options of each, as `markdown.Markdown` takes them, but for those `left_out`."""
    names = list(_ALWAYS)
    options: dict[str, dict[str, object]] = {}
    setting = configuration.values.get("markdown_extensions")
    listed = [item if isinstance(item, dict) else {item: None} for item in setting] if isinstance(setting, list) else [setting]
    for item in listed:
        for name, chosen in item.items() if isinstance(item, dict) else ():
            if name in left_out:
                continue
            names.append(str(name))
            if isinstance(chosen, dict):
                options[str(name)] = {key: _resolved(value) for key, value in chosen.items()}
    return list(dict.fromkeys(names)), options


def _resolved(value: object) -> object:
    """A setting with each `!!python/name:` in it as the object that it names."""
    if isinstance(value, PythonName):
        module, _, name = value.rpartition(".")
        return getattr(import_module(module), name)
    if isinstance(value, dict):
        return {key: _resolved(item) for key, item in value.items()}
    return [_resolved(item) for item in value] if isinstance(value, list) else value
