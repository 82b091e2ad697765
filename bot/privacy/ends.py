"""What may stand right before and after something that was found, and belongs to it: for ``grow.py``."""

from __future__ import annotations

import re

from bot.privacy.kinds import PersonalKind
from bot.privacy.numbers import JOINING, NOUNS, SMALL

_FOLD = re.IGNORECASE
_CAPITAL = "[A-Z\u0100\u0112\u012a\u014c\u016a]"
_COUNT = (
    "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|oh)"
)
_COUNTED = rf"(?:{_COUNT}(?:[ ][a-d]\b)?(?:[ \-]|,[ ]|\Z))"
_PART = r"(?:flat|unit|apt|apartment|level|lvl|room|block|lot|site|suite|cabin|bach|villa|studio|house|shop|number|no|rapid)\b"
_ONE = rf"(?:[ .#]{{0,2}}(?:\d{{1,5}}[a-z]?|[a-z]|{_COUNT})\b)"
LABEL = re.compile(rf"{_PART}[ ]?\Z", re.IGNORECASE)
BETWEEN = re.compile(
    rf"[ ,(]*(?:(?:cnr|corner)[ ])?(?:(?:at|in|on|of|the)[ ])?(?:{_PART})?[ ,]*\Z", re.IGNORECASE
)
"""What may stand between two halves of one address: "the Vista Motel, unit 9, Fenton St"."""

VERSION = re.compile(r"[ ,(]*(?:version|vers?|v|card)\b(?:[ ](?:no|number))?[ .:]*\Z", _FOLD)
"""What may stand between a licence and its version."""

FILES = "FAM CRI CIV MSC PRN CRN ROC FV BB QID ICP TEN CYF FGC SWN FP FH POL OTC".split()
"""How numbers of files begin, though some are words too."""

LETTERS = re.compile(
    rf"\b{NOUNS}\b{JOINING}(?P<it>{SMALL}(?!(?:no|num|is|it|are|was|code|like|in|with|ends|says|read|it|a|i|s|from|over|or|{NOUNS})\b)[a-z]{{1,4}}[ \-./]{{1,2}})\Z", _FOLD
)  # fmt: skip
"""Letters before a number that is said to be one: "passport no ra 118 2204"."""

BEFORE: dict[PersonalKind, re.Pattern[str]] = {
    PersonalKind.ADDRESS: re.compile(
        rf"\b{_PART}[ .#]{{0,2}}\Z|#\d{{1,4}}[a-z]?[ ,/]+\Z|\bthe[ ](?:[a-z]+[ ])?(?:house|schoolhouse|flats|villa|cottage|units|hall|vicarage|farm|bach|lodge|motel|marae|church),[ ]\Z|\bc/[ ]?[o\-]?[ ]?\Z|\b{_PART}{_ONE}(?:,?[ ]+(?:at|on|in|of)[ ]|[ ,/\-]+)\Z|(?<![\w.])\d{{1,5}}[a-z]?[ ]?[/\-][ ]?\Z|\b{_COUNTED}+\Z"
        rf"|\b{_PART}{_ONE},?[ ]+(?:the[ ])?(?-i:{_CAPITAL}[\w'\u2019]+)(?:[ ](?-i:{_CAPITAL}[\w'\u2019]+)){{0,2}},[ ]+\Z"
        rf"|\b(?-i:The(?:[ ]{_CAPITAL}\w+){{1,3}}),[ ]+\Z"
        rf"|\b(?-i:{_CAPITAL}\w+[ ])+(?-i:Hill|Heights|Bay|Point|Park|Valley|Beach|Apartments|Towers|Flats),[ ]+\Z"
        r"|\b(?-i:(?!(?:At|In|On|The|From|To|Near|Mum|Dad|He|She|They|We|My|Of|And|Is|By|Down|Up|His|Her|Our)\b)[A-Z\u0100\u0112\u012a\u014c\u016a][^\W\d_]+[ ])\Z", _FOLD),
    PersonalKind.NUMBER: re.compile(
        rf"\b(?:{'|'.join(FILES)})[ ]\Z"
        r"|\b(?-i:[A-Z]{2,5})#\Z"
        r"|\b[A-Za-z]{1,12}/\Z|\b(?-i:[A-Z]{2,5})[ ]\Z|\b(?-i:[A-Z]{1,5})(?:\.|[ ]?/[ ]?|[ ]-[ ])\Z|(?<![\w.])(?:19|20)\d\d[ ]?[/\-\u2013][ ]?\Z|\b(?!ACC|IR|BD)(?-i:[A-Z]{1,3})\d{1,4}[ ]\Z"
        r"|(?<=acc[ ]|aim[ ]|ber[ ]|no\.[ ])A[ ]\Z|(?<![\w'\u2019])[B-HJ-Z][ \-]\Z|(?<![\w\-])[\w\-]{1,20}\Z"),
    PersonalKind.PHONE: re.compile(r"(?<=ort[ ]|nce[ ]|ber[ ]|no\.[ ]|[ ]no[ ]|[ ]is[ ]|ref[ ]|ile[ ]|ase[ ]|aim[ ])[A-Z]{2}[ ]\Z|(?<![\w'\u2019])(?:[B-HJ-Z][ \-]|o?\d{1,4}[ \-])\Z|\b(?:FAM|FP|CRI|CIV)[ ]\Z|\b(?!(?:PH|MOB|TEL|CELL|FAX|WK|HM)\b)[A-Z]{2,5}[\-/]\Z"),
    PersonalKind.LINK: re.compile(r"[\w.@\-]{1,40}\Z|\b(?:live|user|u):\Z"),
    PersonalKind.EMAIL: re.compile(r"[\w.+\-]{1,40}\Z|(?<![\w'\u2019])[\w+\-]{1,30}[ ]\.[ ]\Z"),
}  # fmt: skip
_SUBURB = (
    r"(?:(?:mt|mount|glen|grey|port|pt|lower|upper)[ ](?!(?:of|for|to|in|is|was|and|the)\b)[^\W\d_]{3,}|st[ ](?:heliers|kilda|albans|johns|lukes|marys|clair)"
    r"|new[ ](?:lynn|brighton|plymouth|windsor|market)|(?!(?:the|a|by|at|in|on|to|near|this|his|her|my|our|car|skate|dog|off|up|down|over)\b)[^\W\d_]{4,}[ ](?:bay|heights|valley|creek|beach))"
)
"""Suburbs of two words that are words, in small letters: "22 rata st mt eden"."""

AFTER: dict[PersonalKind, re.Pattern[str]] = {
    PersonalKind.ADDRESS: re.compile(
        rf",?[ ]+(?:at[ ])?{_PART}{_ONE}|,?[ ]+(?:top|back|front|rear|bottom|basement)[ ](?:flat|unit|house)\b|,?[ ]+(?:rd|r\.d\.)[ ]?\d{{1,2}}\b|,?[ ]+\d{{4}}\b(?![/\-])|,?[ ]+{_SUBURB}\b|,?[ ]+te[ ](?:puke|kauwhata|atat[u\u016b]|awamutu|kuiti|anau|kaha|puna|rapa|horo|araroa)\b(?:[ ](?:south|north|peninsula))?|[ ]in[ ](?!(?:Year|Room|Term|Ja|Fe|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec))(?-i:{_CAPITAL}[^\W\d_]+)\b"
        r"|[ ]\d{1,4}[a-z]?(?=[.,;)?!\n]|\Z|[\"*]|[ ](?:behind|near|next|by|opposite|beside|and|on|ta|thanks|thx|pls|-)(?!\w))", _FOLD),
    PersonalKind.NUMBER: re.compile(
        r"[\w\-]{1,20}|(?<=\d{4})[ ](?!(?:a|i|n|u)\b)[a-z](?=[.,;)?!\n]|\Z)"
        r"|[ ]?(?:[/&,]|or\b|and\b)[ ]*(?!(?:and|was|for|has|the|are|act|is|in|at|on|to|of|s|ss|sec|by|no|my|he|it|mum|dad)\b)[a-z]{2,3}[ ]?(?!(?:19|20)\d\d\b)\d{3,4}\b"
        r"|[ ]?(?:/|or\b|and\b)[ ]*(?!(?:19|20)\d\d\b)\d{4,}\b(?![ ]?(?:kids|children|people|dollars)\b)"
        r"|,?[ ]+\(?v(?:er(?:s(?:ion)?)?)?\.?[ ]?(?:no\.?[ ])?\d{1,3}\b|,?[ ]+(?:part|vol|volume)[ ]?\d{1,2}\b|,?[ ]+(?:exp\.?[ ])?[01]\d/[23]\d\b|\.(?=[a-z\d])[\w\-]{1,12}\b|,?[ ]?\(\d{3}\)|,?[ ]+card(?:[ ]no\.?|[ ]number)?[ ]\d{3}\b"
        r"|[ ](?-i:[B-HJ-Z])\b(?!['\u2019.])|(?-i:[/\-][A-Z]{1,5})\b|[ ]\d{2,4}(?-i:[A-Z])\b|(?<=[a-z]{3}\d\d)[ ](?:\d\d|(?-i:[A-Z]{2}))\b|(?<=\d)[ ]A(?=[.,;)?!\n]|\Z)|(?:[ ]\d){2,6}(?!\w)|[ ]?[/\-][ ]?(?=[a-z\-]{0,6}\d)[\w\-]{1,12}\b", _FOLD),
    PersonalKind.PHONE: re.compile(r"[ ]?(?:[/&,]|or\b|and\b|then\b)[ ]?(?:also[ ]|on[ ]|maybe[ ]|her[ ]|his[ ])?(?!(?:19|20)\d\d(?!\d))\d(?:[ .\-]?\d){2,11}\b(?![ ]?(?:kids|children|people|yrs|years|am|pm)\b)|[ ,(]*(?:ext|extn|extension|x)\b[.:]?[ ]?(?:is[ ]|no\.?[ ])?\d{1,5}\b|[ ,(]*x\d{1,5}\b", _FOLD),
    PersonalKind.LINK: re.compile(r"[\w@/?&=%#~+\-]{1,60}|\.(?=\w)|[ ]slash[ ][\w.\-]+"),
    PersonalKind.EMAIL: re.compile(r"[\w@/?&=%#~+\-]{1,60}|\.(?=\w)|,(?=(?:com|co|net|org|nz)\b)"),
}  # fmt: skip
