"""Settings: each that MkDocs, Material or a page's front matter can have has its effect, or is refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from edition.configuration import CONFIGURATION
from edition.edition import Edition
from edition.settings import Setting, settings
from edition.structure import Structure
from lint.rule import Problem, rule
from theme import settings as known
from theme.installed import OVERRIDES, OWN_PLUGINS, has_icon, icons, plugins
from theme.refused import NEEDED, REFUSED, REFUSED_IN_PAGES, Refused

_PLUGINS = "plugins"
# Where a name of an icon stands.
_ICONS = ("theme.icon.", "theme.palette.toggle.icon", "extra.social.icon")
_NO_ICONS = frozenset({"theme.icon.admonition", "theme.icon.tag"})
# A name of an owner's own is let pass unless it is this like one that has an effect.
_ALIKE, _NEARLY_THE_SAME = 0.6, 0.85


@rule("X010", "structure", waivable=False)
def settings_have_an_effect(structure: Structure) -> Iterator[Problem]:
    """A setting in mkdocs.yml has no effect in this edition, or an effect that is not allowed.

    Most of Material's settings work; `scripts/theme/refused.py` lists those that don't, each with its reason.

    Bad:
        features:
          - search.highlight
    Good:
        features:
          - toc.follow
    Fix: do what the finding says; if it suggests a setting, write that one.
    """
    configuration = structure.configuration
    theme = configuration.values.get("theme")
    if isinstance(theme, dict):
        for name, needed in NEEDED.items():
            # A font that is set to nothing is refused where it stands.
            if name not in theme or (theme[name] is None and name != "font"):
                yield Problem(*configuration.place("theme"), f"theme.{name} is not set: {needed.reason}", fix=needed.instead)
    for setting in _asked_for(configuration.node, configuration.values, REFUSED):
        message, fix = (
            _refusal(setting, REFUSED)
            or _fault_of_plugin(setting)
            or _fault_of_address(setting)
            or (_fault_of_icon(setting.value, structure.root) if _names_icon(setting.name) else None)
            or _fault_of_name(setting, known.CLOSED, known.OPEN)
            or ("", "")
        )
        if message:
            yield Problem(CONFIGURATION, setting.line, setting.column, message, fix=fix)


@rule("X011", "edition", waivable=False)
def front_matter_has_an_effect(edition: Edition) -> Iterator[Problem]:
    """A line of a page's front matter has no effect in this edition, or an effect that is not allowed.

    Material's `hide`, `icon`, `status`, `subtitle`, `tags`, `template` and `search: {exclude: true}` work.

    Bad:
        ---
        title: The Astana Summit
        hide: [contents]
        ---
    Good:
        ---
        title: The Astana Summit
        hide: [toc]
        ---
    Fix: do what the finding says; if it suggests a setting, write that one.
    """
    for page in edition.pages:
        node = yaml.compose(page.front_matter, Loader=yaml.SafeLoader) if page.meta else None
        if node is None:
            continue
        for setting in _asked_for(node, page.meta, REFUSED_IN_PAGES):
            message, fix = (
                _refusal(setting, REFUSED_IN_PAGES)
                or (_fault_of_icon(setting.value, edition.root) if setting.name == "icon" else None)
                or (_fault_of_template(setting.value, edition.root) if setting.name == "template" else None)
                or _fault_of_name(setting, known.CLOSED_IN_PAGES, known.OPEN_IN_PAGES)
                or ("", "")
            )
            if message:
                yield Problem(page.file, setting.line, setting.column, message, fix=fix)


def _asked_for(node: yaml.Node, values: object, refused: Mapping[str, Refused]) -> Iterator[Setting]:
    """The settings, without those below one that is refused, or below a plugin that is switched off."""
    above = "\n"
    for setting in settings(node, values):
        setting = setting._replace(parent=_as_one_names_it(setting.parent), key=setting.key.removeprefix(OWN_PLUGINS))
        if f"{setting.parent}.".startswith(above):
            continue
        options = setting.value if setting.parent == _PLUGINS else None
        is_off = isinstance(options, dict) and options.get("enabled") is False and setting.key != "search"
        if is_off or _refusal(setting, refused):
            above = f"{setting.name}."
        if not is_off:
            yield setting


def _as_one_names_it(parent: str) -> str:
    """Plugins stand in groups as well as by themselves, with the theme's name or without."""
    parent = parent.replace(f"{_PLUGINS}.{OWN_PLUGINS}", f"{_PLUGINS}.")
    while parent.startswith(group := f"{_PLUGINS}.group.{_PLUGINS}"):
        parent = _PLUGINS + parent.removeprefix(group)
    return parent


def _refusal(setting: Setting, refused: Mapping[str, Refused]) -> tuple[str, str] | None:
    name = setting.name
    while name and name not in refused:
        name = name.rpartition(".")[0]
    if not name or (name == setting.name and setting.value in refused[name].unless):
        return None
    return f"{setting.name}: {refused[name].reason}", refused[name].instead


def _fault_of_plugin(setting: Setting) -> tuple[str, str] | None:
    if setting.parent != _PLUGINS or setting.key in (names := plugins()):
        return None
    near = _did_you_mean(setting.key, names, _ALIKE)
    return f"no plugin {setting.key} is installed", near or "take it out, or see “Add a plugin” in CONTRIBUTING.md"


def _fault_of_address(setting: Setting) -> tuple[str, str] | None:
    if not any(f"{setting.name}.".startswith(f"{name}.") for name in known.LOADED):
        return None
    for address in (setting.key, setting.value):
        if isinstance(address, str) and (host := _host(address)):
            fix = "put the file into docs/assets/, and name it from there: `assets/…`"
            return f"{setting.parent} would ask another host, {host}, and no page may", fix
    return None


def _fault_of_icon(value: object, root: Path) -> tuple[str, str] | None:
    if not isinstance(value, str) or has_icon(value, root):
        return None
    fix = "look for one in Material's documentation, “Icons, Emojis”, or put it into overrides/.icons/"
    return f"there is no icon {value}", _did_you_mean(value, icons(root), _ALIKE) or fix


def _fault_of_template(value: object, root: Path) -> tuple[str, str] | None:
    if not isinstance(value, str) or (root / OVERRIDES / value).is_file() or value == "main.html":
        return None
    fix = "write it, beginning with `{% extends \"main.html\" %}`, or take the line out"
    return f"there is no template {OVERRIDES}/{value}", fix


def _fault_of_name(
    setting: Setting, closed: Mapping[str, frozenset[str]], open_: Mapping[str, frozenset[str]],
) -> tuple[str, str] | None:
    parent, key = setting.parent, setting.key
    if not parent and isinstance(setting.value, list) and key.startswith("nav"):
        # X008 says that there is no nav.
        return None
    if parent in closed and key not in closed[parent]:
        near = _did_you_mean(key, closed[parent], _ALIKE)
        fix = near or "take it out; settings of your own go under `extra`"
        return f"{parent + ' has' if parent else 'there is'} no {key}", fix
    if parent in open_ and key not in open_[parent] and (near := _did_you_mean(key, open_[parent], _NEARLY_THE_SAME)):
        return f"{key} has no effect", near
    return None


def _did_you_mean(name: str, names: Iterable[str], alike: float) -> str:
    near = get_close_matches(name, sorted(names), 1, alike)
    return f"did you mean `{near[0]}`?" if near else ""


def _names_icon(name: str) -> bool:
    return name.startswith(_ICONS) and name not in _NO_ICONS


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
