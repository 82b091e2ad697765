"""How a redacted text is read: pronouns in the place of names, and nothing in that of the rest.

Whoever reads a message for its meaning has learnt from sentences without names, where people say
"he" or "my student". A placeholder between the words would break what they know:
docs/decisions/0016-redaction.md has the figures.
"""

from __future__ import annotations

import re

from bot.privacy.lexicon import lexicon
from bot.privacy.tokens import PLACEHOLDER, bare

_BEFORE = re.compile(r"([^\W_]+)[ ]*\Z")
_AFTER = re.compile(r"['\u2018\u2019]?([^\W_]+)")
_MINE = re.compile(
    r"(?:['\u2018\u2019]s\b|['\u2019](?!\w))"
    r"(?![ ](?:a|an|the|not|been|being|in|at|so|very|only|\d))"
)


def as_read(text: str) -> str:
    """A redacted text for reading: "told [name] that [name 2]'s mum" -> "told him that his mum".

    After who somebody is ("my student [name]") nothing stands. A text without placeholders is
    given back as it is.
    """
    if "[" not in text:
        return text
    pieces: list[str] = []
    last = 0
    for found in PLACEHOLDER.finditer(text):
        pieces.append(text[last : found.start()])
        last = found.end()
        if found.group().startswith("[name"):
            stand_in, last = _stand_in("".join(pieces), text, last)
            pieces.append(stand_in)
    return re.sub(r"[ ]{2,}", " ", "".join([*pieces, text[last:]])).strip()


def _stand_in(before: str, text: str, end: int) -> tuple[str, int]:
    """What stands for a name, and from where the text goes on."""
    names = lexicon().names
    previous = _BEFORE.search(before)
    word = bare(previous.group(1)) if previous else ""
    owner = _MINE.match(text, end)
    if word in names.people | names.titles | names.roles:
        return "", end
    if owner:
        return "his", owner.end()
    following = _AFTER.match(text[end:].lstrip(" "))
    if not word or before.rstrip()[-1:] in {".", "!", "?", "\n"}:
        return "he", end
    acts = following is not None and (
        bare(following.group(1)) in names.does or text[end : end + 1] in {"'", "\u2019"}
    )
    return ("he" if acts else "him"), end
