"""Full dates, and parts of one after "born", "dob" or "birthday"."""

from __future__ import annotations

import re

from bot.privacy.kinds import PersonalKind

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    "|kohit[a\u0101]tea|hui[ \\-]?tanguru|pout[u\u016b]terangi|paenga[ \\-]?wh[a\u0101]wh[a\u0101]|haratua|pipiri|h[o\u014d]ngongoi"
    "|here[\\- ]?turi[\\- ]?k[o\u014d]k[a\u0101]|mahuru|whiringa[\\- ]?[a\u0101][\\- ]?(?:nuku|rangi)|hakihea"
    "|h[a\u0101]nuere|p[e\u0113]puere|m[a\u0101]ehe|[a\u0101]perira|hune|h[u\u016b]rae|[a\u0101]kuhata|hepetema|oketopa|noema|t[i\u012b]hema)"
)
_ORDINAL = (
    "(?:(?:twenty|thirty)[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
    "|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_DAY = rf"(?:[0-3]?\d[ ]?(?:st|nd|rd|th)|[0-3]?\d|{_ORDINAL})"
_TO_DAY = rf"(?:{_DAY}[ ]?(?:[\-\u2013/&]|and|to)[ ]?)?"
_THE = r"(?:(?:the|te)[ ])?"
_SPOKEN_YEAR = (
    r"(?:twenty|two thousand(?: and)?)[ -](?:oh[ -])?(?:(?:twenty|thirty)[ -](?:one|two|three|four|five|six|seven|eight|nine)"
    "|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty|thirty)"
    r"|nineteen[ -](?:(?:thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|oh[ -]\w{3,5})"
    r"|oh[ -](?:one|two|three|four|five|six|seven|eight|nine)\b|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
)
_YEAR = rf"(?:(?:19|20)\d\d|['\u2018\u2019]?\d\d|{_SPOKEN_YEAR})"
_SEP = r"[ ]*[/.\-\u2013_\\|][ ]*"
_GAP = r"[ ,.]+"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?[ ]+(?:the[ ]+)?)?"
)
_NO_MORE = r"\b(?![ \-]?\d)"
_FOLD = re.IGNORECASE
_FEAST = r"(?:christmas|xmas|new years?|boxing|anzac|waitangi|easter|valentine'?s?)(?:[ ](?:day|eve|sunday|monday))?"

FULL: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = tuple(
    (PersonalKind.DATE, re.compile(pattern, _FOLD))
    for pattern in (
        rf"\b{_WEEKDAY}[0-3]?\d(?:st|nd|rd|th)?{_SEP}(?:[01]?\d|{MONTH}){_SEP}{_YEAR}{_NO_MORE}",
        rf"\b{_WEEKDAY}(?:19|20)\d\d{_SEP}(?:[01]?\d|{MONTH}){_SEP}[0-3]?\d{_NO_MORE}",
        rf"\b{_WEEKDAY}{_THE}{_TO_DAY}{_DAY}(?:[ ]*|{_SEP})(?:day[ ]+)?(?:of?[ ]+)?{MONTH}\b\.?(?:{_GAP}|{_SEP}|(?=['\u2018\u2019]))(?:of[ ]+|in[ ]+)?{_YEAR}\b",
        rf"\b[0-3]?\d{MONTH}(?:\d\d){{1,2}}\b",
        rf"\b{_WEEKDAY}{MONTH}\b\.?[ ]*(?:the[ ]+)?{_DAY}{_GAP}(?:(?:of|in)[ ]+)?(?:(?:19|20)\d\d|['\u2018\u2019]\d\d|{_SPOKEN_YEAR})\b",
        rf"\b(?:19|20)\d\d[ ]+{MONTH}\b[ ]+{_DAY}\b",
        rf"\b[0-3]?\d[ ][01]?\d[ ](?:19|20)\d\d{_NO_MORE}",
        rf"\b[0-3]?\d(?:st|nd|rd|th)?[ ]of[ ][01]?\d[ ](?:of[ ])?{_YEAR}\b",
        rf"\b{_THE}{_DAY}[ ](?:day[ ])?of[ ]the[ ](?:[01]?\d(?:st|nd|rd|th)?|{_ORDINAL})(?:[ ]month)?,?[ ](?:of[ ]|in[ ])?{_YEAR}\b",
        rf"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?[ ]+{_THE}{_DAY}[ ]+(?:of[ ]+)?{MONTH}\b",
        rf"\b{_FEAST},?[ ](?:of[ ]|in[ ])?(?:19|20)\d\d\b",
    )
)  # fmt: skip

_PART = rf"{_WEEKDAY}{_THE}{_DAY}(?:[ ]*(?:day )?of?[ ]+|{_GAP}|{_SEP}|){MONTH}\b|{MONTH}\b{_GAP}(?:the )?{_DAY}\b|\d{{1,2}}[/.\-]\d{{1,2}}"
TOLD_AFTER = re.compile(
    rf"(?<![\w./\-])(?P<it>{_PART})(?=[ ,]+(?:is|was|'s)?[ ]?(?:her|his|their|my|the|mums?|dads?|a)?[ ]?(?:\w+'?s[ ])?(?:birth[ ]?day|b-?day|birth[ ]?date|dob|date[ ]of[ ]birth|due[ ]date)\b)",
    _FOLD,
)
"""Its group ``it`` goes: "14th Feb is her birthday"."""

CUED = re.compile(
    rf"\b(?:d[ ./]?o[ ./]?b\b\.?|born\b|b(?:ir)?th?[ \-']?da(?:y|te)s?\b|b[ \-']?days?\b|date of birth|birth|due(?: date)?|b\.|turn(?:s|ed|ing)?(?: \w+)? on)"
    rf"(?:'?s\b)?(?:[ :=,\-]+|(?:is|was|will be|on|in|the(?![ ]+\w+[ ]+of?[ ])|a|her|his|number|no|it's|its|being|yesterday|today|tomorrow|next|last|week)\b)*"
    rf"(?P<it>{_WEEKDAY}{_THE}{_DAY}(?:[ ]*(?:day )?of?[ ]+|{_GAP}|{_SEP}|){MONTH}\b(?:{_GAP}{_YEAR}\b)?"
    rf"|{MONTH}\b{_GAP}(?:the )?{_DAY}\b|{MONTH}\b{_GAP}(?:of |in )?(?:19|20)\d\d\b|{MONTH}\b[ ]?['\u2018\u2019]\d\d\b"
    rf"|\d{{1,2}}[ ]?[/.\-][ ]?\d{{1,2}}(?![\d])|\d{{1,2}}[ ]\d{{1,2}}[ ]\d{{2}}\b|\d{{6,8}}\b)",
    _FOLD,
)
"""Its group ``it`` is what goes: "dob 4 march"."""
