"""The widget's modules joined into one classic script, so that a page needs one tag.

``bot/widget/*.js`` are ES modules for whoever reads and edits them. Joining takes their imports and
the word ``export`` away and wraps the rest in one strict function, in an order in which everything
is there before it is used; a minifier then takes out what is for the reader. It is no bundler: what
it cannot join, it refuses at start.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from string import ascii_letters
from typing import TYPE_CHECKING, Any

import minify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCRIPT = "application/javascript"
GIVEN = "served.js"
"""The module whose values the server puts in."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_TOP = re.compile(
    r"^(export )?(?:async )?(?:const|let|var|class|function\*?) +([A-Za-z_$][\w$]*)", re.MULTILINE
)
_OWN = re.compile(r"--(?!sts-)[a-z][\w-]*")
_UNKNOWN, _LIKE = "@container", "@supports"
"""The minifier leaves the one as it stands, and shortens the other."""
_PLAIN_NAMES = re.compile(r"\s*[A-Za-z_$][\w$]*(?:\s*,\s*[A-Za-z_$][\w$]*)*\s*,?\s*")
_REFUSED = (
    (re.compile(r"\bimport\s*\("), "a dynamic import"),
    (re.compile(r"\bimport\.meta\b"), "import.meta"),
    (re.compile(r"^export default\b", re.MULTILINE), "a default export"),
    (re.compile(r"^export (?!const |async function|function|class )", re.MULTILINE), "this export"),
    (re.compile(r"^import\b", re.MULTILINE), 'an import other than {names} from "./file.js"'),
    (re.compile(r"^(?:const|let|var) *[\[{]", re.MULTILINE), "names taken apart at top level"),
    (re.compile(r"^await\b|^(?:const|let) .*= await\b", re.MULTILINE), "await at top level"),
)


class JoinError(Exception):
    """The modules cannot be joined; the message names the file and the line."""


@dataclass
class _Module:
    """One file: its text, whose names it needs, and the names of its own (True when exported)."""

    name: str
    text: str
    needs: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, bool] = field(default_factory=dict)

    def error(self, at: int, what: str) -> JoinError:
        line = self.text.count("\n", 0, at) + 1
        return JoinError(f"{self.name}:{line}: {what} cannot be joined into one script.")


def joined(folder: Path, entry: str, given: Mapping[str, Any]) -> str:
    """Join a module and all that it imports.

    Args:
        folder: where the modules lie.
        entry: the module to begin with.
        given: for each name that ``served.js`` exports, the value to put in.

    Raises:
        JoinError: a module is missing, or holds what this cannot join.
    """
    modules: dict[str, _Module] = {}
    order: list[_Module] = []
    _add(folder, entry, (), modules, order)
    _check_names({each.name: each for each in order})
    bodies = [_given(each, given) if each.name == GIVEN else _body(each) for each in order]
    whole = '(() => {\n"use strict";\n' + "".join(bodies) + "})();\n"
    return _shortened(SCRIPT, whole, entry)


def style(path: Path) -> str:
    """A stylesheet as it goes over the wire.

    Raises:
        JoinError: it is no stylesheet, or has an @supports.
    """
    text = path.read_text(encoding="utf-8")
    if _LIKE in text:
        raise JoinError(f"{path.name}: {_LIKE} stands in for {_UNKNOWN} while it is shortened.")
    short = _shortened("text/css", text.replace(_UNKNOWN, _LIKE), path.name)
    own = {name: f"--{letter}" for name, letter in zip(_own(short), ascii_letters, strict=False)}
    return _OWN.sub(lambda found: own.get(found[0], found[0]), short).replace(_LIKE, _UNKNOWN)


def _own(text: str) -> dict[str, None]:
    """Custom properties that nobody outside sets, as they first appear."""
    return dict.fromkeys(_OWN.findall(text))


def _shortened(kind: str, text: str, name: str) -> str:
    """The same without comments and blanks, and with short names where nobody outside sees them."""
    try:
        short: str = minify.string(kind, text)
    except minify.MinifyError as error:
        raise JoinError(f"{name} and what it imports: {error}") from None
    return short


def _add(
    folder: Path,
    name: str,
    path: tuple[str, ...],
    modules: dict[str, _Module],
    order: list[_Module],
) -> None:
    """Read a module, after those that it needs."""
    if name in path:
        raise JoinError(f"{path[-1]}: {' and '.join(sorted({name, path[-1]}))} import each other.")
    if name in modules:
        return
    modules[name] = module = _read(folder, name, path)
    for needed in module.needs:
        _add(folder, needed, (*path, name), modules, order)
    order.append(module)


def _read(folder: Path, name: str, path: tuple[str, ...]) -> _Module:
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise JoinError(f"{path[-1] if path else folder}: there is no {name}.") from None
    module = _Module(name, text)
    for found in _IMPORT.finditer(text):
        if not _PLAIN_NAMES.fullmatch(found[1]):
            raise module.error(found.start(), "an import under another name")
        names = [each.strip() for each in found[1].split(",") if each.strip()]
        module.needs.setdefault(found[2], []).extend(names)
    # The same length, so that a line's number stays what it is.
    bare = _IMPORT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), _without_comments(text))
    for pattern, what in _REFUSED:
        if refused := pattern.search(bare):
            raise module.error(refused.start(), what)
    for defined in _TOP.finditer(bare):
        module.names[defined[2]] = bool(defined[1])
    return module


def _check_names(modules: dict[str, _Module]) -> None:
    """Each name has one home, and each import finds it.

    Raises:
        JoinError: a name is defined in two modules, or is imported and not exported.
    """
    homes: dict[str, _Module] = {}
    for module in modules.values():
        for name in module.names:
            if name in homes:
                other = homes[name].name
                raise module.error(_line_of(module, name), f"{name}, which {other} defines too,")
            homes[name] = module
    for module in modules.values():
        for needed, names in module.needs.items():
            for name in names:
                if not modules[needed].names.get(name):
                    at = module.text.index(name)
                    raise module.error(at, f"{name}, which {needed} does not export,")


def _line_of(module: _Module, name: str) -> int:
    found = next(found for found in _TOP.finditer(module.text) if found[2] == name)
    return found.start()


def _body(module: _Module) -> str:
    """What is left of a module: no imports and no ``export``."""
    return re.sub(r"^export ", "", _IMPORT.sub("", module.text), flags=re.MULTILINE)


def _without_comments(text: str) -> str:
    """Lines that only comment made empty; a comment after code, or in a string, stays."""
    kept = []
    is_inside = False
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        begins = bare.startswith("/*")
        is_comment = is_inside or begins or bare.startswith("//")
        is_inside = (is_inside or begins) and not bare.endswith("*/")
        kept.append("\n" if is_comment else line)
    return "".join(kept)


def _given(module: _Module, given: Mapping[str, Any]) -> str:
    if missing := module.names.keys() ^ given.keys():
        raise JoinError(f"{module.name}: {', '.join(sorted(missing))} is given or asked for alone.")
    return "".join(
        f"const {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, value in given.items()
    )
