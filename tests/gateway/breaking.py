"""Run in a copy of the product, alone: breaks files that a start reads; prints what is said."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from bot.data_files import DATA
from bot.gateway.app import Knowledge
from bot.gateway.usage.names import UsageWordsError
from bot.law.errors import LawError
from bot.privacy import guess, lexicon, signs

opened: set[str] = set()


def note(event: str, arguments: tuple[Any, ...]) -> None:
    """Remember what is opened under ``data/``."""
    if event == "open" and str(arguments[0]).startswith(f"{DATA}/"):
        opened.add(Path(arguments[0]).relative_to(DATA).as_posix())


def said() -> str:
    """What a start says that reads everything anew; empty when it says nothing."""
    for kept in (lexicon.lexicon, guess.guess, signs.parts):
        kept.cache_clear()
    try:
        Knowledge.load()
    except (LawError, UsageWordsError) as error:
        return str(error)
    except Exception as error:  # noqa: BLE001  (a raw one is what is looked for)
        return f"raw {type(error).__name__}: {error}"
    return ""


def said_of(name: str) -> dict[str, str]:
    """What is said of a file in another encoding, and of one that is not there.

    That of the law has tests of its own.
    """
    path = DATA / name
    whole = path.read_bytes()
    first, _, rest = whole.partition(b"\n")
    path.write_bytes(first + b"\n\xe9" + rest)
    latin = said()
    path.unlink()
    gone = "" if name.startswith("law/") else said()
    path.write_bytes(whole)
    return {"latin": latin, "gone": gone}


if __name__ == "__main__":
    sys.addaudithook(note)
    Knowledge.load()
    read = sorted(opened)
    said_of_each = {name: said_of(name) for name in sys.argv[1:]}
    print(json.dumps({"read": read, "said": said_of_each}))  # noqa: T201  (to the test)
