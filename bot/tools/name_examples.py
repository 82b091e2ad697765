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
from bot.privacy.lexicon import DATA, read_words

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
called {0}|a girl called {0}|we call her {0}|goes by {0}|{0} again|{0} said so|it was {0}|not {0}, the other one|tell {0}|ask for {0}
told {0}. told {1}|{0} and {1}|{0}, {1} and {2}|{0} 3 {1} 5 {2} 7|{0} (9) and {1} (6)|{0} & {1}|{0}, 5, burns to feet|saw {0} with {1} at the mall
spoke to {0}|spoke to {0} and {1} about it|mum is {0}, dad is {1}|mum = {0}, nan = {1}|her partner {0}|his brother {0}|uncle {0} minds them
aunty {0} rang|nana {0}|whaea {0} said no|mr {0} rang|mrs {0} next door|the {0} kids|the {0} whanau|{0} family, 4 kids|old mrs {0}|dr {0}
mum of {0}|dad of {0} rang|worried about {0}|im worried about {0}, 9|re {0}|about {0}: who can i tell|{0} in room 5|{0} in year 8 disclosed today
{0} aged 4 has a bruise|little {0} was hit|baby {0} is losing weight|{0}'s got nits|{0} has gone|{0} wags every day|{0} told {1} and {1} told me
{0} lives with {1}|{0}, who is 5, hit {1}|so {0} turns up with a black eye|{0} turned up at my door|not {0}|if {0} asks|notes on {0}|file on {0}
{0} rocks up to kindy with no lunch|{0} punched {1}|{0} hit {1} and {1} fell|foster carers of {0}|{0} came to school with no shoes|told the nurse, {0}
im with {0} now, she is shaking|i am sitting with {0}|worried for {0}|scared for {0}, he wont talk|i feel for {0}|i asked {0} why he was limping
asked {0} about it|can {0} get a phone without mum knowing|can {0} come to my office|does {0} need a lawyer|did {0} tell you|has {0} been seen
is {0} safe|is {0} old enough to say no|should {0} go home|where is {0}|who is {0} living with|{0} is happy at nans but not at home|{0} is fine
{0} and {1} wag every day|{0} and {1} are both on meth|{0} got stood down for hitting a teacher|{0} has a history of violence|dad of {0} is ex army
pt {0}, 6, fractured arm|pt is {0}|client {0} disclosed|i think {0} knows|i know {0} lied|we miss {0}|she hates {0}|mum loves {0} more|he bashed {0}
{0} will not go home after school|{0} may be pregnant|{0} cant sleep|{0} wouldnt say|{0} never eats|{0} just told me|{0} always smells of smoke
when {0} was 3|before {0} was born|because {0} ran away|if {0} goes back|so {0} and i talked|then {0} cried|but {0} says no|and {0} saw it
{0}'s at it again|{0}'s dad is ex army|{0}s dad is back|{0}s mum drinks|{0}s got a bruise|its about {0}|it is {0} again|this is about {0} and {1}
{0} was picked up by {1}|{0} stays with {1} on weekends|i took {0} to the doctor|they took {0} off her|she left {0} with {1}|leave {0} alone
give {0} the phone|drop {0} off|kids are {0}, {1} and {2}|names: {0}, {1}|{0} (mum) and {1} (dad)|{0}, mum of {1}, rang|{0}: bruise on arm
have you seen {0}|do you know {0}|{0} wants to know|{0} keeps asking|without {0} there|instead of {0}|like {0}|between {0} and {1}|{0} vs {1}
{0} hit his brother {1}|our {0} is not well|poor {0}|old {0} next door|young {0} has lice|pc from {0}|t/c {0} re {1}|cb {0}|left msg for {0}|per {0}: no change|seen w {0}|{0} + {1}, twins|{0}/{1}
{0} (RN) rang|kid {0} brought in by nana {1}|caller {0}, neighbour|walk in: {0}|txt from {0}: all good|hv {0} family|fu {0}|d/w {0}|ref from {0}|{0} no show
{0} x 3 siblings|seen: {0}, {1}|{0}, mum's {1}|{0} not at school again|{0} absent|{0} collected by {1}|{0} late, no lunch|spoke w {0} re {1}|wee {0} was crying|the {0} boys fight|the {0}s next door
i teach {0} and {1}|i taught {0} last year|i coach {0}|mum picked up {0} late|nobody picks {0} up|he dropped {0} at nans|she brought {0} in|we fed {0}|found {0} asleep in class
have not seen {0} for days|no one has seen {0}|get {0} some help|get {0} out of there|keep {0} safe|let {0} stay|let {0} go home|gave {0} a ride|bought {0} lunch|helping {0}
looking after {0} while mum works|caring for {0}|minding {0} tonight|i babysit {0}|they took {0} away|police took {0}|he hurt {0}|dad hit {0} again|mum yells at {0}|he touched {0}
apparently {0} ran away|maybe {0} knows|today {0} was crying|yesterday {0} came in limping|last week {0} fell asleep|now {0} wont eat|also {0} has nits|well {0} told me|ok so {0} is 9
her mother, {0}, is back|his dad, {0}, drinks|my student, {0}, disclosed|a boy, {0}, told me|the mum, {0}, left|we have {0} here for the weekend|we got {0} back|i met {0}|i met with {0} and {1}
i saw {0} hiding|watching {0} closely|waiting for {0}|i drove {0} home|we moved {0} out|placed {0} with {1}|i visit {0} on fridays|the gp examined {0}|i examined {0}|admitted {0} overnight
who is {0}|how old is {0}|how is {0}|what about {0}|what happened to {0}|what do i tell {0}|why did {0} leave|when did {0} say that|whats going on with {0}|it was {0} who hit {1}"""
_PLAIN = """call in the morning and hope for the best|a duty of care and grace only goes so far|kind, honest and brave|she was bright and sunny
it is going to rain tonight|they may come in may|we will see|i hope so|hope that helps|there is no justice in it|she has no faith in police|in good faith
he was found in the river|by the river|near the bay|out on the lake|under a bridge|on the grass and in the sun|a summer holiday|all winter
last autumn|in spring|this summer has been hard|the storm hit us|snow on the road|love and trust matter|with love|they love her|trust me|i trust him
no trust left|she lost trust in us|some peace and quiet|the peace of mind|a glass of wine|an angel on her bag|a star chart|a silver car|gold chain
a pearl earring|rose bushes|a bunch of roses|an ivy on the wall|a daisy chain|a ruby ring|the jade pendant|the clay pots|holly at christmas
mark it down|a red mark|marks on his arm|the bill came|pay the bill|rich people|a poor family|the frank truth|to be frank|be frank with her
a chance to talk|no chance|any chance of that|her chances|give him a chance|the price is high|art class|the art of it|drew a picture|he drew it
a dean or a principal|the dean rang|ask the dean|will you tell|will he know|will they|does it matter|i can tell|can i tell|may i share|may we ask
the harmony in the house|we live in harmony|the joy in her face|no joy|such joy|a young mum|young people|the brook behind school|over the cliff
cash in hand|paid in cash|some cash and a phone|a grand total|the king of the house|prince of a guy|the main thing|a hunter by trade|on the hunt
hunt for her|pig hunters|a hard knight|a ray of light|the light was on|he wades in|a wild storm|the field by the hall|the school hall
in the hall|hall way|the park|at the park|a park bench|near the woods|in the wood|a wood fire|the fox|a bird in the hand|black and white|brown hair
white powder|green bruise|grey skin|long hair|short and sharp|big and strong|dear me|good and bad|the banks closed|cook dinner|cook the books|the cook
a cook at the marae|butcher shop|baker and butcher|the carpenter next door|the driver saw it|a farmer rang|the miller|the singer|the priest told me
the minister|a bishop told us|the judge said|major harm|a minor and a major|junior school|senior dean|dawn raid|at dawn|since dawn|april holidays
summer is here|summer heat|a long summer|his faith matters|faith keeps them going|winter came early|one two three|bread for lunch|a grey coat and boots
the office will ring|the boss will go|the bill is overdue|pay the bill|a grant from winz|the grant came through|list is long|the list is full
in june|since august|by march|next april|flora and fauna|an olive branch|ginger beer|the basil plant|a sage old man|sandy beach|rocky road|rusty nail
money is tight|price is too high|power is off|rent is due|day care|night shift|water is cold|hail and wind|food in the house|help is needed
speed is a factor|best is to wait|power to act|law is clear|case is closed|ice and meth|pot and booze|crystal meth|a speed addict|on crack
the nurse on ward about it|a midwife from ward|social worker on ward|back on ward|ward says they cant hold her|donor funded charity|the charity worker
true|too true|promise|i promise|all safe, promise|nobody hurt anybody, promise|mum is lovely|they are lovely, works two jobs|cheers legend|thanks legend|from dawn till dark|
from dark till dawn|peace and quiet is all she wants|peace at last|art was meant to be fun|art is her best subject|joy is what she needs|honesty matters|skip|skip it|skip that|sure|fine|ok then|cool|nice|arvo|this arvo|yesterday arvo|clueless|yess|not relevant, skip
the truth is they are not|truth is|the bell went|bell goes in two minutes|the whole mat|on the mat|the x ray showed|xray|the roofing crew|the crew
young mum, 19|young dad, 20|a piece of kit|half of summer|since summer|all winter long|he is moody|mark across his back|a mark on his leg
may i ask|may be|may|june|april|in april|jury summons|on a jury|scared of thunder|mauri|tika|tino pai|te toa"""
_OPEN = (*_ALONE.replace("\n", "|").split("|"),)
PLAIN = (*_PLAIN.replace("\n", "|").split("|"),)
"""Where words that some are called are words."""

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
    for _ in range(len(texts) // 3):
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
    reo = sorted(word for word in read_words(DATA / "reo.txt") - lexicon.slips.common if word[4:])

    def draw(why: str) -> str:
        lot = chance.random()
        if why == NAME and lot < 0.25:
            return chance.choice(strange)
        if why == NAME and lot < 0.3:
            return chance.choice(reo)
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
