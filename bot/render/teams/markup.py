"""Words as Teams' Markdown: nothing in them is read as markup, and links are the ones we make."""

from __future__ import annotations

import re
import string
from datetime import date
from typing import TYPE_CHECKING

from bot.render.days import spoken

if TYPE_CHECKING:
    from collections.abc import Iterable

_GONE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What no sentence holds: control characters, and halves of characters that no JSON can carry."""
_INLINE = re.compile(r"([\\*`~\[\]<>]|(?<!\w)_|_(?!\w)|&(?=#?\w+;))")
_START = re.compile(r"^(\s*)([#>+|=-]|\d+(?=[.)]\s))", re.MULTILINE)
_CALLS_A_FUNCTION = re.compile(r"\{(?=\{)")
_ADDRESS = frozenset(string.ascii_letters + string.digits + "/:?#@!$&'*+,;=~%-._")
_HTTPS = re.compile(r"https://[\w-]+(\.[\w-]+)*(:\d+)?([/?#]|$)")
"""No user and password before the host: they make an address look like another one's."""
_LONGEST_ADDRESS = 2_000
_PHONE = re.compile(r"\+?[0-9]{2,15}", re.ASCII)
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+", re.ASCII)


def plain(words: str) -> str:
    """Words without what a screen or JSON cannot carry."""
    return _GONE.sub("", words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def escaped(words: str) -> str:
    """Words that Markdown shows as they are, and that call no function of a card."""
    shown = _INLINE.sub(r"\\\1", plain(words))
    shown = _START.sub(_not_a_list, shown)
    return _CALLS_A_FUNCTION.sub("{\u200b", shown)


def _not_a_list(found: re.Match[str]) -> str:
    """``-`` and ``#`` at the start of a line as signs; so too the dot after a number."""
    space, sign = found.groups()
    if sign.isdigit():
        return f"{space}{sign}\\"
    return f"{space}\\{sign}"


def lines(words: str) -> list[str]:
    """The lines that are not empty."""
    return [line.strip() for line in plain(words).split("\n") if line.strip()]


def one_line(words: str) -> str:
    """All of it on one line, escaped."""
    return escaped(" ".join(lines(words)))


def bold(words: str) -> str:
    """Said with weight; nothing where there are no words."""
    inner = one_line(words)
    return f"**{inner}**" if inner else ""


def bullets(items: Iterable[str]) -> str:
    """A list; each item is Markdown already, on one line."""
    return "\n".join(f"- {item}" for item in items)


def link(words: str, address: object) -> str:
    """A link to elsewhere; the words alone where the address is not https."""
    target = https(address)
    return f"[{one_line(words)}]({target})" if target else one_line(words)


def https(address: object) -> str:
    """An address that may be linked to, with what would end a Markdown link encoded; else empty."""
    if not isinstance(address, str) or not address.isprintable():
        return ""
    if len(address) > _LONGEST_ADDRESS or not _HTTPS.match(address):
        return ""
    return "".join(each if each in _ADDRESS else _encoded(each) for each in address)


def _encoded(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode())


def call(phone: str, words: str = "") -> str:
    """A number to press, under ``words`` or itself."""
    digits = re.sub(r"[^0-9+]", "", phone)
    shown = one_line(words or phone)
    return f"[{shown}](tel:{digits})" if _PHONE.fullmatch(digits) else shown


def write_to(email: str) -> str:
    """An e-mail address to press; the words alone where it is none."""
    if not _MAIL.fullmatch(email):
        return one_line(email)
    return f"[{one_line(email)}](mailto:{email})"


def day(iso: str) -> str:
    """An ISO day in words; anything else as it is."""
    try:
        return spoken(date.fromisoformat(iso))
    except ValueError:
        return iso
