"""What stands round a role in a message: from this it is learnt who tells whom.

"im from the school", "can I tell the school" and "the school asked me" name the same role, and it
is another part of the sentence each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.nlu.text import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.nlu.phrases import Span
    from bot.nlu.reader import Seen

Features = dict[str, float]
NEAR = 4
"""Words to each side whose places count."""

CLAUSE = 10
MARKS = frozenset(".?!;")
BEGIN, END = "^", "$"
CUE, CLAUSES, WHOLE = 1.5, 0.5, 0.15
"""How much a cue counts, the words of the clause, the words of the whole message."""


def mentions(seen: Seen, groups: Mapping[str, str]) -> Iterator[tuple[Span, Features]]:
    """Give each role named, in its order, with what stands round it.

    Args:
        seen: the message.
        groups: the sector of each role, by its id.
    """
    plan = seen.plan()
    words = [word for word, _ in plan]
    places = [at for at, (_, span) in enumerate(plan) if span and span.entity == "role"]
    for number, at in enumerate(places):
        span = plan[at][1]
        if span is None:
            continue
        features = _round(words[:at], words[at + 1 :])
        features |= {f"g={word}": WHOLE for word in words}
        features |= {
            f"role={span.value}": 1,
            f"group={groups.get(span.value, '')}": 1,
            f"number={min(number, 3)}": 1,
            f"from_last={min(len(places) - 1 - number, 3)}": 1,
            f"of={min(len(places), 4)}": 1,
            f"cue={seen.places.get(number, '')}": CUE,
            f"said={bool(seen.said)}": 1,
            f"placed={'sharer' in seen.places.values()}": 1,
            "begins": float(at <= 2),  # noqa: PLR2004 - "hi nurse here", "as a nurse"
            "possessive": float(any(t.possessive for t in seen.tokens[span.first : span.last + 1])),
        }
        yield span, features


def _round(before: Sequence[str], after: Sequence[str]) -> Features:
    """The words next to a role in their places, with and without articles; then its clause."""
    features: Features = {}
    sides = {
        "L": _padded(before[::-1], BEGIN),
        "l": _padded([word for word in before[::-1] if word not in ARTICLES], BEGIN),
        "R": _padded(after, END),
        "r": _padded([word for word in after if word not in ARTICLES], END),
    }
    for side, words in sides.items():
        for place in range(NEAR):
            features[f"{side}{place}={words[place]}"] = 1
            for longer in range(2, NEAR + 1 - (place > 0)):
                near = "_".join(words[place : place + longer])
                if place == 0 or longer == 2:  # noqa: PLR2004 - pairs anywhere, longer ones next to it
                    features[f"{side}{place}.{longer}={near}"] = 1
    for left, right in (("L", "R"), ("l", "r")):
        features[f"{left}{right}={sides[left][0]}_{sides[right][0]}"] = 1
    features |= {f"before={word}": CLAUSES for word in _clause(before[::-1])}
    features |= {f"after={word}": CLAUSES for word in _clause(after)}
    return features


def _padded(words: Sequence[str], end: str) -> list[str]:
    return [*words[: NEAR + 1], *[end] * (NEAR + 1)][: NEAR + 1]


def _clause(words: Sequence[str]) -> set[str]:
    found: list[str] = []
    for word in words[:CLAUSE]:
        if word in MARKS:
            break
        found.append(word)
    return set(found)
