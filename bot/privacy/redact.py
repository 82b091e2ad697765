"""What could tell who somebody is, left out of a text. Pure; keeps nothing of what it reads."""

from __future__ import annotations

from bot.privacy.kinds import PersonalKind, Redacted, Stretch
from bot.privacy.lexicon import lexicon
from bot.privacy.names import names_in
from bot.privacy.patterns import spans_in
from bot.privacy.placeholders import put_in, stand_ins
from bot.privacy.tokens import tokenise

__all__ = ["PersonalKind", "Redacted", "Stretch", "left_out", "redact", "spans_of"]

_HIDDEN = "0"
"""Stands for what was found already: a word of no letters, at which no sentence ends."""


def redact(text: str) -> Redacted:
    """Leave out names, numbers, addresses, full dates and links.

    Doing it twice changes nothing: it is done again until nothing is found, since a word may be
    seen to be a name once its neighbour is known for one.

    Args:
        text: as typed, in NFC.

    Returns:
        The text with placeholders, at most six times as long and some more, and the kinds that were
        left out of it now.
    """
    found: dict[PersonalKind, None] = {}
    while spans := spans_of(text):
        found.update(dict.fromkeys(span.kind for span in spans))
        text = put_in(text, spans)
    return Redacted(text, tuple(found))


def spans_of(text: str) -> list[Stretch]:
    """What one look finds, in order."""
    if lexicon().is_talk(text):
        return []
    spans = spans_in(text)
    shadow = text
    for span in spans:
        hidden = _HIDDEN * (span.end - span.start)
        shadow = f"{shadow[: span.start]}{hidden}{shadow[span.end :]}"
    tokens = tokenise(shadow)
    for first, after in names_in(tokens, lexicon()):
        end = tokens[after - 1].end
        if tokens[after - 1].owns:
            end = tokens[first].start + _without_owner(text[tokens[first].start : end])
        spans.append(Stretch(PersonalKind.NAME, tokens[first].start, end))
    return sorted(spans, key=lambda span: span.start)


def left_out(text: str) -> list[bool]:
    """For each character of a text whether it is left out: where the redacted text differs."""
    hidden = [False] * len(text)
    places = list(range(len(text)))
    while spans := spans_of(text):
        moved: list[int] = []
        last = 0
        for span, placeholder in zip(spans, stand_ins(text, spans), strict=True):
            for place in places[span.start : span.end]:
                if place >= 0:
                    hidden[place] = True
            moved += places[last : span.start]
            last = span.end
            moved += [-1] * len(placeholder)
        places = moved + places[last:]
        text = put_in(text, spans)
    return hidden


def _without_owner(name: str) -> int:
    """How long a name is without its ``'s``."""
    return len(name) - (2 if name[-1] in "sS" else 1)
