"""Where somebody lives, and points on a map."""

from __future__ import annotations

import re

from bot.privacy.kinds import PersonalKind

_STREET = (
    "(?:street|streets|steet|stret|str|st|sts|road|roads|rd|rds|avenue|avanue|aveune|ave|av|place|pl|drive|dr|drv|crescent|cresent|cres|cr|terrace|terr|tce|lane|ln|grove|gr"
    "|parade|pde|court|ct|close|cl|way|highway|hwy|quay|rise|heights|hts|esplanade|boulevard|blvd|square|sq|mall|strand|promenade|vista|grange"
    "|track|mews|loop|view|views|circle|gardens|gdns|green|point|walk|row|ridge|glade|landing|crossing|spur|valley|hill"
    "|wharf|arcade|cove|chase|trail|outlook|plaza|brae|dene|courtyard|cct|circuit|crt|concourse|parkway|(?-i:Bay|Beach|Park|Village|Reserve|Estate|Domain|Flat))"
)
NO_STREET = (
    "(?!(?:times?|days?|weeks?|wks?|months?|mths?|years?|yrs?|hours?|hrs?|minutes?|mins?|nights?|of|out|in|on|at|to|from|by|for|and|or|but"
    "|kids?|child|children|people|girls?|boys?|students?|more|per|old|the|a|an|is|was|were|are|am|i|he|she|they|we|you|it|has|had"
    "|have|pm|percent|steps?|metres?|km|kms|doors?|yo|my|his|her|their|our|your|its|this|that|who|when|if|so|not|no|can|do|does"
    "|did|said|goes|went|gets|lives|family|district|youth|high|supreme|social|all|any|some|other|same|across|down|up|off|main"
    "|next|own|busy|cross|back|into|over|along|right|left|every|each|one|two|which|what|where|sometimes|usually|always|often|with"
    "|january|february|march|july|september|october|november|december)\\b)"
)
_WORD = r"[^\W\d_][^\W\d_'\u2019\-]*(?:['\u2019\-][^\W\d_]+)*"
_CROSSED = rf"(?:{_WORD}|\d{{1,3}}(?:st|nd|rd|th)\b)"
_NAMED = rf"(?:{NO_STREET}|(?=(?:old|main|cross|church|upper|(?-i:High|Youth|Lower))\b)){_WORD}"
_CAPITAL = r"(?-i:[A-Z\u0100\u0112\u012a\u014c\u016a])"
SUBURB = (
    r"(?:,?[ ]+(?!(?:He|She|They|We|It|I|Mum|Dad|Can|The|And|But|My|His|Her|There|Is|Do|Who|What)\b)"
    rf"{_CAPITAL}\w+(?:[ ]{_CAPITAL}\w+)?){{0,2}}(?:,?[ ]+\d{{4}}\b)?"
)
_UNIT = r"(?:(?:flat|unit|apt|apartment|level|lvl|lot|suite|villa|studio|number|no\.?)[ ]?\w{1,5}[ ,/]+)"
_HOUSE = r"(?:(?:number|no\.?|lot)[ ]?)?\d{1,5}[a-z]?(?:[ ]?[/\-][ ]?\d{1,5}[a-z]?){0,2}[ ,]+"
_END = r"\b\.?(?:[ ]+(?:north|south|east|west|nth|sth|extension|ext)\b)?"
_WHOLE = "(?:street|avenue|crescent|terrace|road)"
_SAINTS = "(?![ ](?-i:John|Joseph|Mary|Patrick|Peter|Paul|Vincent|Andrew|Anne|Thomas|George|Luke|Mark|Matthew|Francis|Bernad|Kentigern))"
_SHORT = rf"(?-i:Rd|Rds|Ave|Cres|Tce|Pde|Hwy|Ln|Sts|Gr|St{_SAINTS})"
_CORNER = r"(?:(?:the )?(?:corner|cnr|crn)(?:[ ]of)?[ ]+)"
_FOLD = re.IGNORECASE
_RURAL = r"(?:,?[ ]+rd[ ]?\d{1,2}\b)?"
_POINT = r"[\-\u2212+]?\d{1,3}\.\d{2,}(?:[ ]?\u00b0)?(?:[ ]?[NSEW]\b)?"

POINTS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = tuple(
    (PersonalKind.ADDRESS, re.compile(pattern, _FOLD))
    for pattern in (
        rf"{_POINT}[ ,;/]+{_POINT}(?!\.?\d)",
        rf"{_POINT}[ ,;/]*(?:and[ ])?(?:longitude|long|lng|lon)\b\.?[ :=]*{_POINT}(?!\.?\d)",
        r"\d{1,3}[ ]?\u00b0[\d'\u2032\u2033\". ]{0,16}(?:[NSEW]\b)?[ ,;/]*\d{1,3}[ ]?\u00b0[\d'\u2032\u2033\". ]{0,16}(?:[NSEW]\b)?",
        r"\b(?-i:[NS][ ]?\d{1,2}[ \u00b0]+\d{1,2}(?:\.\d+)?[ '\u2032\u2033\".\d]*,?[ ]*[EW][ ]?\d{1,3}[ \u00b0]+\d{1,2}(?:\.\d+)?['\u2032\u2033\"]?)",
    )
)  # fmt: skip
_STAY = (
    "(?:holiday[ ]park|motel|motor[ ]?(?:inn|lodge|camp|park)|caravan[ ]park|camp[ ]?ground|camping[ ]ground|backpackers|hotel|lodge"
    "|apartments|boarding[ ]house)"
)
_NOT_A_STREET = (
    "(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Christmas|Easter|Facebook|Insta|Snap|Tik|Discord|Messenger|Waiheke|Stewart|Chatham|Great|Matakana|North|South|East|West|Year|Term|Room"
    "|Oranga|Police|Mum|Dad|Work|Jobseeker|Maori|M\\u0101ori|Samoan|Tongan)\\b)"
)
FORMS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = tuple(
    (PersonalKind.ADDRESS, re.compile(pattern, _FOLD))
    for pattern in (
        rf"\b(?:lot[ ]\d{{1,5}}[a-z]?,?[ ])?(?:(?-i:DP)|deposited[ ]plan)[ ]?\d{{3,7}}\b{SUBURB}",
        rf"\b\d{{1,4}}[a-z]?[ ](?:(?-i:The)[ ](?!(?:Kids|Children|Police|Boys|Girls|Family|Mum|Dad)\b){_CAPITAL}{_WORD}|the[ ](?:mews|oaks|elms|pines|willows|glebe|glade|close|loop|green|heights|bluff|point|lea|cove|landing|paddocks?|knoll|vale|outlook|grange|parade|drive))\b{SUBURB}",
        rf"\b(?:p\.?[ ]?o\.?[ ]?bo?x|private[ ]bag|p\.?m\.?b|rural[ ]delivery|r\.?[ ]?d\.?)[ ]?(?:no\.?[ ]?)?\d{{1,6}}(?:[ \-]\d{{1,4}})?\b{SUBURB}",
        rf"(?<![oO0.] )(?<![oO.])\bbox[ ]\d{{1,6}}(?=,?[ ]{_CAPITAL}){SUBURB}",
        rf"(?:\b(?:site|room|unit|cabin|caravan|tent|bay|chalet|flat|no\.?)[ ]?\d{{1,4}}[a-z]?,?[ ]+(?:at[ ]|of[ ])?(?:the[ ]+)?(?:{_WORD}[ ]+){{1,3}}?|\b(?!The\b|A\b|Our\b|My\b)(?:{_CAPITAL}{_WORD}[ ]+){{1,3}}(?={_CAPITAL})){_STAY}\b{SUBURB}",
        rf"\b(?:{_HOUSE})?sh[ ]?\d{{1,2}}[a-z]?,?[ ]{_CAPITAL}{_WORD}",
        rf"\b{_CORNER}{NO_STREET}{_CROSSED}(?:[ ]{_WORD})?(?:[ ]{_STREET}\b\.?)?[ ]*(?:and\b|n\b|&|/|\+)[ ]*{NO_STREET}{_CROSSED}(?:[ ]{_WORD})?[ ]{_STREET}\b\.?{SUBURB}",
        rf"\b{_CORNER}{NO_STREET}{_CROSSED}[ ]{_STREET}\b\.?[ ]*(?:and\b|n\b|&|/|\+)[ ]*{NO_STREET}{_CROSSED}{SUBURB}",
        rf"\b{_CORNER}{_CAPITAL}{_WORD}(?:[ ]{_STREET}\b\.?)?[ ]*(?:and\b|n\b|&|/|\+)[ ]*{_CAPITAL}{_WORD}{SUBURB}",
        rf"\b(?:(?:{_HOUSE})?state[ ]highway|{_HOUSE}sh)[ ]?\d{{1,2}}[a-z]?\b{_RURAL}{SUBURB}",
        rf"\b{_UNIT}{{0,2}}{_HOUSE}(?:the[ ]+)?(?:\d{{1,2}}(?:st|nd|rd|th)[ ]+)?(?:{_NAMED}[ ]+){{1,3}}?{_STREET}(?:[ ]+(?:road|rd|street|st|avenue|ave|drive|dr|place|pl|lane|ln|cres|crescent|terrace|tce)\b)?{_END}{_RURAL}{SUBURB}{_RURAL}",
        rf"\b{_UNIT}{{1,2}}{_HOUSE}{NO_STREET}{_CAPITAL}{_WORD}{SUBURB}",
        rf"\b{_UNIT}{{0,2}}{_HOUSE}rue[ ]{_WORD}{SUBURB}",
        rf"\b{_UNIT}{{0,2}}{_HOUSE}(?:te[ ])?(?:ara|huarahi)[ ](?:(?:o|a|ki)[ ])?(?:(?:te|ng[a\u0101])[ ])?{_CAPITAL}{_WORD}{SUBURB}",
        rf"\b(?:(?:block|flat|unit|apt|apartment|whare|villa|room)[ ]?\w{{1,4}}[ ,]+){{1,2}}(?:{_CAPITAL}{_WORD}[ ]+){{1,3}}(?:towers|apartments|flats|mansions|papak[a\u0101]inga|village|complex|units|house)\b{SUBURB}",
        rf"\b{_UNIT}{{0,2}}{_HOUSE}the[ ]+(?:esplanade|terrace|parade|strand|square|crescent|avenue|mall|quay|drive|ridge|rise|boulevard|grove|lane){_END}{SUBURB}",
        rf"(?<!['\u2019])\b{NO_STREET}(?!\w+['\u2019]s\b|dads\b|mums\b|nans\b)(?:(?:old|upper|lower|great|new|north|south|east|west)[ ])?{_WORD}[ ]+{_WHOLE}{_END}{SUBURB}",
        rf"(?<!['\u2019])\b{NO_STREET}{_CAPITAL}{_WORD}[ ]+{_SHORT}\b\.?{SUBURB}",
        rf"(?<!['\u2019])\b{NO_STREET}{_CAPITAL}{_WORD}[ ]+(?-i:Lane|Place|Drive|Grove|Parade|Quay|Boulevard|Loop|Heights|Mews)\b{SUBURB}",
        rf"(?<=\bon[ ]){NO_STREET}{_WORD}[ ]+(?:st|rd|ave|cres|tce|pde|pl|ln|drive|place|lane|grove)\b\.?{SUBURB}",
        rf"(?<=\b(?:in|at)[ ]){NO_STREET}{_WORD}[ ]+(?:st|rd|ave|cres|tce|pde)\b\.?{SUBURB}",
        rf"(?:(?<=\b(?:up|to)[ ])|(?<=\b(?:down|near|past|from)[ ])|(?<=\balong[ ])){NO_STREET}{_WORD}[ ]+(?:st|rd|ave|cres|tce)\b\.?{SUBURB}",
        rf"(?<=\blives[ ]at[ ]){_HOUSE}{NO_STREET}{_CAPITAL}{_WORD}{SUBURB}",
        rf"(?<=\bat[ ]){_HOUSE}{NO_STREET}{_CAPITAL}{_WORD}{SUBURB}",
        rf"(?<![\w.]){_HOUSE}{NO_STREET}{_CAPITAL}{_WORD},[ ]{_CAPITAL}{_WORD}(?=[ .,;!?)*\"\n]|\Z)(?<!\d)",
    )
)  # fmt: skip

CUED: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = tuple(
    (PersonalKind.ADDRESS, re.compile(pattern, _FOLD))
    for pattern in (
        rf"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|house|flat|place|home|walks?|renting|sleeps|moved)[ ](?:on|along|off)[ ](?P<it>(?:the[ ])?{_NOT_A_STREET}{_CAPITAL}{_WORD})",
        rf"\b(?:liv(?:e|es|ed|ing)|stay(?:s|ed|ing)?|address|moved|moving|shift(?:ed|ing)|gone|house|home|is)(?:[ ](?:is|in|at|to))?[ :]+(?P<it>{_HOUSE}{NO_STREET}{_NOT_A_STREET}{_CAPITAL}{_WORD}{SUBURB})",
        r"\b(?:at|from|in|lives|of)[ ](?P<it>(?:house[ ]|flat[ ]|unit[ ])?(?:number|no\.)[ ]?\d{1,4}[a-z]?\b)(?![ ]?(?:on[ ]the|in[ ]the|of)\b)",
        r"\b(?:map|grid)(?:[ ]ref(?:erence)?)?\b[ :]*(?P<it>[A-Z]{0,2}\d{2,8}[ ]?[A-Z]?\d{0,8}(?:[ ]\d{2,8})?)\b",
    )
)  # fmt: skip
"""The group ``it`` goes: "lives on Kowhai"."""
