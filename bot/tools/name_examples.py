"""Sentences from which it is learnt where a name stands: our own, with names put into them.

Our openings are about "he", "my student" and "the boy". Where such a word stands a name could, so
one is put there; and as many words that could be names are put where other words stand.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import yaml

from bot.law.load import DATA_LAW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.privacy.lexicon import Lexicon

NAME, WORD = "\x01", "\x02"
"""Before a word that was put in as a name, and before one that was put in as a word."""

_PEOPLE = "boy|girl|kid|child|baby|student|mum|dad|mother|father|toddler|teen|teenager|lad|son|daughter|nephew|niece|brother|sister|partner|cousin"
_AFTER = "is|was|has|had|said|says|told|tells|came|comes|keeps|hits|hit|wont|won't|lives|gets|got|goes|went|wants|doesn't|doesnt"
_SWAPS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), into)
    for pattern, into in (
        (r"\b(?:he|she)(?='s\b| (?!and\b))", "{}"),
        (r"\b(?:hes|shes)\b", "{} is"),
        (r"\bhim\b", "{}"),
        (r"\bher\b(?= (?:that|to|about|and|because|if|when|in|on|at|with|for)\b|[.,?!]|\Z)", "{}"),
        (rf"\b(?:his|her)(?= (?:{_PEOPLE}|nan|nana|koro|aunty|uncle|teacher|school|file|notes|parents|whanau|whānau|family|house|doctor|gp)\b)", "{}'s"),
        (rf"\b(?:the|a|my|this|our) (?:wee |little |young )?(?:{_PEOPLE})(?= (?:{_AFTER})\b)", "{}"),
        (rf"\b((?:my|his|her|the) (?:{_PEOPLE}))(?= (?:{_AFTER})\b|[,.])", "\\g<1> {}"),
        (r"\b(?:the|a|my|this|our) (?:family|whānau|whanau|parents)\b", "the {} family"),
    )
)  # fmt: skip
_ALONE = """ring {0}|rang {0}|rang {0} again|call {0} back|text from {0}|from {0}|thanks, {0}|cheers {0}|regards, {0}|its {0} here
im {0}|i'm {0}, teacher aide|this is {0} from the school|hi, {0} here|{0} here|my name is {0}|her name is {0}|his name's {0}|kids name is {0}
called {0}|a girl called {0}|we call her {0}|goes by {0}|{0}|{0}?|{0} again|{0} said so|it was {0}|not {0}, the other one|tell {0}|ask for {0}
told {0}. told {1}|{0} and {1}|{0}, {1} and {2}|{0} 3 {1} 5 {2} 7|{0} (9) and {1} (6)|{0} & {1}|{0}, 5, burns to feet|saw {0} with {1} at the mall
spoke to {0}|spoke to {0} and {1} about it|mum is {0}, dad is {1}|mum = {0}, nan = {1}|her partner {0}|his brother {0}|uncle {0} minds them
aunty {0} rang|nana {0}|whaea {0} said no|mr {0} rang|mrs {0} next door|the {0} kids|the {0} whanau|{0} family, 4 kids|old mrs {0}|dr {0}
mum of {0}|dad of {0} rang|worried about {0}|im worried about {0}, 9|re {0}|about {0}: who can i tell|{0} in room 5|{0} in year 8 disclosed today
{0} aged 4 has a bruise|little {0} was hit|baby {0} is losing weight|{0}'s got nits|{0} has gone|{0} wags every day|{0} told {1} and {1} told me
{0} lives with {1}|{0}, who is 5, hit {1}|so {0} turns up with a black eye|{0} turned up at my door|not {0}|if {0} asks|notes on {0}|file on {0}
{0} rocks up to kindy with no lunch|{0} punched {1}|{0} hit {1} and {1} fell|foster carers of {0}|{0} came to school with no shoes|told the nurse, {0}"""
_OPEN = (*_ALONE.replace("\n", "|").split("|"),)
_CONTENT = re.compile(r"(?<![\w'\u2019])[a-z]{4,}(?![\w'\u2019])")


def sentences() -> list[str]:
    """What we ourselves have invented: nobody's words."""
    found: list[str] = []
    for folder in ("openings", "crises", "nlu"):
        for path in sorted((DATA_LAW.parent / folder).glob("*.yml")):
            found += _texts(yaml.safe_load(path.read_text(encoding="utf-8")))
    return found


def _texts(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, each in node.items():
            if key in {"says", "examples"} and isinstance(each, str):
                yield from (line.lstrip("- ").strip() for line in each.splitlines())
            else:
                yield from _texts(each)
    elif isinstance(node, list):
        for each in node:
            yield from [each] if isinstance(each, str) else _texts(each)


def with_names(texts: Sequence[str], lexicon: Lexicon, seed: int) -> Iterator[str]:
    """Each sentence with names and words put in, marked; then those that are about a name alone."""
    chance = random.Random(seed)  # noqa: S311 - which example it is keeps no secret
    draw = _drawer(lexicon, chance)
    for text in texts:
        if chance.random() < 0.4:
            yield _words_in(text, draw, lexicon, chance)
            continue
        yield _any_case(_names_in(text, draw, chance), chance)
    for _ in range(len(texts) // 6):
        shape = chance.choice(_OPEN)
        yield _any_case(shape.format(*(NAME + draw(NAME) for _ in range(3))), chance)


def _drawer(lexicon: Lexicon, chance: random.Random) -> Callable[[str], str]:
    given = sorted(lexicon.given)
    family = sorted(lexicon.names.family)
    strange = sorted(lexicon.slips.near | lexicon.names.always)
    rare = sorted(
        word
        for word in lexicon.english - lexicon.slips.common
        if word.isalpha() and word[3:] and not word.endswith(("ed", "ly", "ing"))
    )

    def draw(why: str) -> str:
        lot = chance.random()
        if why == NAME and lot < 0.25:
            return chance.choice(strange)
        if lot < 0.7:
            return chance.choice(given)
        return chance.choice(rare if lot < 0.9 else family)

    return draw


def _names_in(text: str, draw: Callable[[str], str], chance: random.Random) -> str:
    for pattern, into in chance.sample(_SWAPS, len(_SWAPS)):
        if pattern.search(text) and chance.random() < 0.6:
            name = NAME + draw(NAME)
            if chance.random() < 0.12:
                name = f"{name} and {NAME}{draw(NAME)}"
            elif chance.random() < 0.08:
                name = f"{name}, {chance.randint(1, 17)},"
            text = pattern.sub(into.replace("{}", name.replace("\\", "")), text, count=1)
    return text


def _words_in(
    text: str, draw: Callable[[str], str], lexicon: Lexicon, chance: random.Random
) -> str:
    names = lexicon.names
    people = names.people | names.roles | names.before | names.never_after | names.does

    def swap(found: re.Match[str]) -> str:
        word = found.group()
        if word in people or chance.random() > 0.25:
            return word
        return WORD + draw(WORD)

    return _CONTENT.sub(swap, text)


def _any_case(text: str, chance: random.Random) -> str:
    """As people type: names with a capital in half of them, all small in most others."""
    lot = chance.random()
    if lot < 0.45:
        text = re.sub(f"{NAME}(.)", lambda m: NAME + m.group(1).upper(), text)
        first = next((i for i, letter in enumerate(text) if letter.isalpha()), 0)
        return text[:first] + text[first : first + 1].upper() + text[first + 1 :]
    return text.lower() if lot < 0.85 else text
