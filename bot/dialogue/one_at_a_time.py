"""Another worry, told before the first has its answer: one at a time, and the person says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from bot.dialogue.understanding import Understood

ANOTHER = "another"
"""Entity: the message calls a child or a family another one than before."""

THIS_FIRST, THE_NEW_ONE = WHICH_NOW = ("this_first", "the_new_one")
"""What there is to choose from, in the place of meanings."""

THE_SAME = "the_same"
"""Neither: it is no other child or family."""

TELLS_OF_A_WORRY = frozenset({"concern", "subject", "age"})


def is_told_too_soon(
    entities: Iterable[tuple[str, str]], asked: str | None, known: Iterable[str]
) -> bool:
    """Whether a message tells of another worry while a question about the first one is open."""
    named = {name for name, _ in entities}
    is_worry = not named.isdisjoint(TELLS_OF_A_WORRY)
    return bool(asked) and ANOTHER in named and is_worry and "concern" in set(known)


def is_named_another(facts: Mapping[str, str], turn: Understood) -> bool:
    """Whether it is said to be another, and there is one that it is other than."""
    is_said = any(entity == ANOTHER for entity, _ in turn.entities)
    return is_said and not TELLS_OF_A_WORRY.isdisjoint(facts)


def told(choice: str, pending: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the message stated, as it was chosen to be read: of another, or of the same."""
    is_same = choice == THE_SAME
    return [one for one in pending if not (is_same and one[0] == ANOTHER)]


def is_choice(perhaps: Container[str]) -> bool:
    """Whether it is asked which worry comes now, and not what was meant."""
    return THIS_FIRST in perhaps
