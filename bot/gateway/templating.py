"""Pages from templates: escaped by themselves, loud about what is missing, te reo Māori marked."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.gateway.words import lifelines
from bot.render.reo import runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.law.model import Law

TEMPLATES = Path(__file__).resolve().parent / "templates"
_REO = Markup('<span lang="mi">{}</span>')
_NUMBER = re.compile(r"[^0-9+]")


def environment(law: Law) -> Environment:
    """Jinja2 as every page of ours uses it.

    Templates find the law's words as ``wording``, whom to ring as ``emergency`` and ``report``;
    filters ``te_reo``, ``day``, ``paragraphs`` and ``tel``; and the test ``https``.

    Args:
        law: gives words and numbers.
    """
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    emergency, report = lifelines(law)
    made.globals.update(wording=law.wording, emergency=emergency, report=report)
    made.filters.update(te_reo=marker(law), day=day, paragraphs=paragraphs, tel=tel)
    made.tests.update(https=is_https)
    return made


def marker(law: Law) -> Callable[[str], Markup]:
    """What escapes text, with words of te reo Māori in spans that say so; the words stay."""

    def marked(text: str) -> Markup:
        pieces = runs(str(text), law.te_reo)
        return Markup("").join(
            _REO.format(piece) if is_reo else escape(piece) for piece, is_reo in pieces
        )

    return marked


def day(iso: str) -> str:
    """An ISO day in words, "22 November 2026"; anything else as it is."""
    try:
        found = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{found.day} {found:%B} {found.year}"


def paragraphs(text: str) -> list[str]:
    """The lines of a text that are not empty."""
    return [line for line in text.split("\n") if line.strip()]


def tel(phone: str) -> str:
    """A number as it goes into a tel: address: digits, and a plus."""
    return _NUMBER.sub("", phone)


def is_https(address: object) -> bool:
    """Whether something may be the address of a link to elsewhere."""
    return isinstance(address, str) and address.startswith("https://")
