"""Write what follows from ``data/law``: parts of ``domain.yml``, and ``docs/open-points.md``.

``python -m bot generate`` writes them; ``python -m bot generate --check`` says whether they are
current, for the tests.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from bot import open_points
from bot.law.load import load_law

if TYPE_CHECKING:
    from bot.law.model import Law

DOMAIN = Path(__file__).resolve().parents[1] / "domain.yml"
_PART = re.compile(
    r"(?P<begin>^ *# generated: (?P<name>\w+)\n)(?P<body>.*?)(?P<end>^ *# end\n)",
    re.MULTILINE | re.DOTALL,
)


def generated(law: Law) -> dict[str, str]:
    """The generated parts of the domain by name, each as lines of YAML."""
    slots = (
        f"  {fact}:\n    type: text\n    influence_conversation: false\n"
        "    mappings:\n      - type: custom\n"
        for fact in law.facts
    )
    return {
        "entities": "".join(f"  - {fact}\n" for fact in law.facts),
        "slots": "".join(slots),
        "questions": "".join(f"  - action_ask_concern_form_{fact}\n" for fact in law.facts),
        "required_slots": "".join(f"      - {fact}\n" for fact in law.facts),
    }


def rewritten(domain: str, law: Law) -> str:
    """The text of the domain with its generated parts made anew.

    Raises:
        ValueError: a part has no place in the domain, or a place has no part.
    """
    parts = generated(law)
    places = {found["name"] for found in _PART.finditer(domain)}
    if places != set(parts):
        wrong = ", ".join(sorted(places ^ set(parts)))
        msg = f"domain.yml and the generator differ on these parts: {wrong}."
        raise ValueError(msg)
    return _PART.sub(lambda m: m["begin"] + parts[m["name"]] + m["end"], domain)


def main(*, check: bool, domain: Path = DOMAIN, points: Path = open_points.PAGE) -> int:
    """Write them, or with ``check`` only compare them. 0 when current or written, 1 not."""
    law = load_law()
    wanted = {
        domain: rewritten(domain.read_text(encoding="utf-8"), law),
        points: open_points.page(law),
    }
    old = [
        path
        for path, text in wanted.items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    if check:
        return 1 if old else 0
    for path in old:
        path.write_text(wanted[path], encoding="utf-8")
    return 0
