"""Numbers that stand for somebody: phones, NHI, IRD, NSN, files, plates, licences, accounts.

A number is left out by its form, whether its check digit is right or not: a mistyped NHI is still
somebody's.
"""

from __future__ import annotations

import re

from bot.privacy.kinds import PersonalKind

_FOLD = re.IGNORECASE
_EXT = r"(?:[ ,]*(?:ext|extn|extension|x)\.?[ ]?\d{1,5}\b)?"
_UNITS = "(?:yrs?|yos?|years?|mths?|months?|wks?|weeks?|days?|hrs?|mins?|am|pm|kgs?|kms?|kids?|th|st|nd|rd|ish|plus|each)"
SMALL = (
    "(?!(?:and|was|for|has|had|the|got|are|did|him|her|his|she|all|any|age|kid|boy|son|of|in|on|at|to|is|by|or|no|my|we|he|it|me|us|yr|yrs|mum"
    "|dad|with|since|but|not|as|an|a|i|so|if|about|only|just|do|be|said)\\b)"
)
_PLATE = r"(?:[a-z]{1,3}[ \-]?\d{1,4}[a-z]{0,2}|\d{1,3}[ ]?[a-z]{1,4}\d{0,3}[a-z]{0,2})"

_CAR = (
    "car|ute|van|truck|wagon|hatchback|sedan|4wd|suv|toyota|mazda|subaru|nissan|honda|holden|ford|mitsubishi|hiace|demio|corolla|hilux"
    "|bmw|audi|ranger|swift|navara|kia|hyundai|suzuki|mercedes|merc|vw|jeep|prado|landcruiser|hatch|falcon|commodore|motorbike|bike|scooter|trailer|caravan"
)

PHONES: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (PersonalKind.PHONE, re.compile(rf"\b0\d{{1,3}},?[ ]+(?:(?:and|then|followed by)[ ]+){{1,2}}\d{{3,4}}[ \-]?\d{{3,4}}\b{_EXT}", _FOLD)),
    (PersonalKind.PHONE, re.compile(rf"(?<![\w.])(?<!\d[ \-])(?<![A-Za-z]-)(?=[+(0 ]{{0,4}}(?:\d[^\w,;]{{0,3}}){{8}})\(?(?:\+|00)[ ]?\(?\d{{1,3}}\)?(?:[ .\-()/]{{0,2}}\d{{1,5}}){{2,6}}(?!\w){_EXT}", _FOLD)),
    (PersonalKind.PHONE, re.compile(rf"(?<![\w.])(?<!\d[ \-])\(?[0o](?:2\d{{1,2}}|[34679]|508|800|900)\)?(?:[ .\-()/]{{0,2}}[\do]){{6,8}}(?!\w){_EXT}", _FOLD)),
    (PersonalKind.PHONE, re.compile(rf"(?<![\w.])(?<!\d[ \-])\d{{3}}[ .\-]\d{{4}}(?![\w]|[ \-]\d){_EXT}", _FOLD)),
    (PersonalKind.PHONE, re.compile(r"\b(?:ext|extn|extension)\b\.?[ ]?(?:is[ ]|no\.?[ ]|number[ ])?#?\d{2,5}\b", _FOLD)),
)  # fmt: skip
FORMS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (PersonalKind.NUMBER, re.compile(r"\b[A-Z]{2}[ \-]\d(?:[ \-]?\d){4,6}\b(?![ \-]?\d)|\b[A-Z]{2}\d{2}[ ]\d{3}[ ]\d{3}\b")),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w.])(?<![A-Za-z0-9][/\-])\d(?:[ .\-\u2013/]?\d){6,}(?![\w])")),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w./])(?=(?:[/\-]?[a-z0-9]){5,40}(?!\w))(?=(?:[a-z/\-]{0,20}\d){5})[a-z0-9]+(?:[/\-][a-z0-9]+)+(?!\w)", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"\b[a-hj-np-z]{3}-?(?:\d{4}|\d{2}[a-hj-np-z]{2})\b", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"\b[A-HJ-NP-Z]{3} (?:(?!19|20)\d{4}|\d{2}[ ]?[A-HJ-NP-Z]{2})\b")),
    (PersonalKind.NUMBER, re.compile(r"\b[a-z]{2}-?\d{6}\b|\b[a-z]{3}\d{3}\b|\b(?!act|age|reg|sec|ipp|tel|cl|iso|mid|pre|sub|top|bus|all|the)[a-z]{3}-\d{3}\b(?!-)", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"\b(?!(?:ACT|TEL|AGE)\b)[A-Z]{3}[ \-]\d{3}\b(?![ \-]?\d)|\b[A-Z]{2}-?\d{4}\b|\b[A-Z]{2} (?!19|20)\d{4}\b")),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w'\u2019])(?=(?:\w[ .\-]){0,9}\d[ .\-]\d\b)(?=(?:\d[ .\-]){0,9}[a-z])[a-z0-9](?:[ .\-][a-z0-9]){4,12}(?![\w'\u2019])", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w'\u2019])[a-z](?:[ ,.\-]{1,2}[a-z]){1,3}[ ,.\-]{1,2}\d(?:[ ,.\-]{0,2}\d){2,7}\b", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"\b(?!(?:1[89]|20)\d0s\b)(?!\d+(?:h|hrs?|g|gms?|mgs?|mls?|mcg|kms?|m|cm|mm|kb|mb|gb)\b)(?=[a-z0-9]*\d[a-z0-9]*\d[a-z0-9]*\d[a-z0-9]*\d)(?=\d*[a-z])[a-z0-9]{5,20}\b", _FOLD)),
    (PersonalKind.NUMBER, re.compile(rf"(?<![\w'\u2019]){SMALL}(?:[a-z]{{3}}[ ])?\d(?:[ .\-]\d){{3,5}}\b(?![ .\-]?\d)", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w.,$\u00a3/])(?:[A-Z]{1,4}[ ])?(?!111\b)\d{3}[ ](?!000\b)\d{3}(?![\w%/]|[.,]\d|[ \-]\d|[ ](?:dollars|people|kids|children|families)\b)|\b[A-Z]{3,4}[ ](?!(?:19|20)\d\d\b)\d{2,4}(?:[ \-]\d{2,4}){1,3}\b(?<=\d\d\d)")),
    (PersonalKind.NUMBER, re.compile(rf"\b(?!\d{{1,3}}(?i:{_UNITS})\b)(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{{5,7}}\b")),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w&])#(?=[\w\-]*\d)[a-z0-9][a-z0-9\-/]{1,15}\b|\[?\b(?:19|20)\d\d\]?[ ](?-i:NZ[A-Z]{2,4})[ ]\d{1,5}\b", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w.,$\u00a3/])\d{5,6}(?![\w,%/]|\.\d|[ ](?:dollars|bucks|people|kids|children|families|words|steps)\b)")),
)  # fmt: skip

NOUNS = (
    r"(?:nhi|nsn|ird|swn|msd|passport|pp|visa|(?:driver'?s?[ ])?licen[cs]e|dl|client|case|file|claim|acc(?:45)?|student|member|prison|custody|charge|voucher|login|mrn|urn|cad|badge no|prn|crn|qid"
    r"|fviu|fv|police|event|job|ticket|reference|ref|roc|report[ ]of[ ]concern|hospital|patient|account|acct|a/c|plates?|rego|registration"
    r"|trailer|card|csc|id|version|benefit|invoice|booking|enrolment|application|incident|matter|warrant|parole|fgc|order|court|tenancy"
    r"|register|reg|staff|employee|payroll|badge|roll|customer|cust|winz|work[ ]and[ ]income|scan|lab|exhibit|caseload|policy|serial|imei|icp|flight|booking|pager|locker)"
)
JOINING = (
    r"(?:'?s\b)?(?:[ ](?:reads?|says|maybe|either|like|number|numbers|no|num|id|card|plate|plates|ref|reference|code|ends|ending|ended|starts|starting|in|with)\b\.?){0,4}"
    r"[ ]?(?:is|was|are|it's|its)?(?:[ ]?\(from memory\))?[ ]?[=:#\-]?[ ]?#?['\"\u2018\u201c]?"
)
_TOLD = "(?:post[ ]?code|phone|mobile|cell|number|nhi|nsn|ird|licen[cs]e|passport|rego|registration|plate|file|case|reference|ref|claim|account)"
CUED_LETTERS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (PersonalKind.NUMBER, re.compile(rf"\b(?:plates?|rego|registration){JOINING}(?P<it>(?-i:(?=[A-Z0-9 ]{{2,7}}\b)[A-Z][A-Z0-9]{{0,6}}(?:[ ][A-Z0-9]{{1,5}})?)\b)", _FOLD)),
)  # fmt: skip
CUED: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = tuple(
    (PersonalKind.NUMBER, re.compile(pattern, _FOLD))
    for pattern in (
        rf"\bn\.?h\.?i\b\.?(?:[ ](?:new|old|format|style|one|reads)\b){{0,3}}{JOINING}(?P<it>[a-z]{{3}}[ \-]?\d{{2}}[ \-]?(?:\d{{2}}|[a-z]{{2}})\b)",
        rf"\b{NOUNS}{JOINING}(?P<it>(?!(?:19|20)\d\d\b(?![/\-]))(?=(?:[a-z/\-]*\d){{3}}|\d{{1,3}}[a-z]\b)[a-z0-9][a-z0-9/\-]*(?:[ ]\d[a-z0-9/\-]*)*\b)(?!\()",
        rf"\b{NOUNS}\b{JOINING}(?P<it>(?:[a-z0-9]{{1,6}}[ ]?/[ ]?){{1,4}}\d{{2,6}}[a-z]?)\b",
        rf"\b{NOUNS}(?:'?s)?[ ](?:number|no|num|id|ref|reference)\b[ :.#]*(?:is[ ])?(?P<it>(?:[a-z]{{1,3}}[ \-])?\d{{1,4}}(?:[ .\-]\d{{1,6}}[a-z]?){{1,6}})\b",
        rf"\b{NOUNS}\b{JOINING}(?P<it>(?-i:[A-Z]{{1,3}})\d{{1,4}}(?:[ ]\d{{2,6}})+)\b(?![ ]?{_UNITS}\b)",
        rf"\b{NOUNS}\b{JOINING}(?P<it>{SMALL}(?!(?:no|num|id|ref|from|over|code|like|or)\b)[a-z]{{1,3}}[ \-](?!(?:19|20)\d\d\b)\d{{3,}})\b(?![ ]?{_UNITS}\b)",
        rf"\b(?:prn|crn|swn){JOINING}(?P<it>\d{{1,4}}(?:[ .\-]\d{{1,6}}){{1,6}})\b",
        rf"\b{NOUNS}\b{JOINING}(?P<it>(?-i:[A-Z]{{1,4}})[ \-./]{{1,3}}\d[\w/\-]*)(?![ ]?{_UNITS}\b)",
        rf"\b(?:cvc|cvv|ccv|bsb|pin|(?:door|gate|alarm|key|safe|access|entry|security|pass)[ ]?(?:code|key)){JOINING}(?P<it>[a-z]?\d(?:[ \-]?\d){{2,7}}[a-z]?)\b",
        rf"\b(?:nhi|licen[cs]e|dl|passport|pp|plates?|rego|registration|trailer){JOINING}(?P<it>{SMALL}{_PLATE}(?:[ \-](?:\d{{2,4}}|(?-i:[A-Z]{{1,4}})))*\b)(?![ ]?{_UNITS}\b)",
        r"\bexp(?:ir(?:y|es))?\b(?:[ ]date)?[. :]*(?P<it>[01]\d[ ]?/[ ]?\d\d(?:\d\d)?)\b",
        r"\b(?:end(?:s|ed|ing)?|start(?:s|ed|ing)?|begin(?:s|ning)?)[ ](?:in|with|on)[ ](?P<it>(?!(?:19|20)\d\d\b)\d{3,6}\b)(?![ ]?\w)",
        r"\b(?:end(?:s|ed|ing)|last[ ](?:three|four|3|4)(?:[ ](?:digits|numbers))?(?:[ ](?:are|is))?)[ :]+(?P<it>(?!(?:19|20)\d\d\b)\d{3,6}\b)(?!%)",
        r"\b(?:post[ ]?code|zip)(?:[ ](?:is|was|of|no))?[ :]*(?P<it>\d{4,5})\b",
        rf"\b(?:ph|phone|mob|mobile|cell|landline|fax|ddi|home|work|wk|txt|text|call|ring|rang|number)\b[ .:#]*(?:is[ ]|was[ ]|on[ ]|me[ ]|at[ ]|no\.?[ ]|number[ ]|her[ ]|him[ ]|it's[ ]){{0,3}}(?P<it>[+(]?\d(?:[ .\-()]{{0,2}}\d){{5,14}}\b{_EXT})",
        rf"\b(?P<it>(?=[a-z\-]{{0,4}}\d)[a-z0-9][a-z0-9/\-]{{2,20}}(?:[ ]\d{{2,6}}){{0,4}})[ ](?:is|was)[ ](?:the|his|her|my|their|our)[ ](?:\w+'?s[ ])?{_TOLD}\b",
        r"\b(?:starts?|begins?)[ ](?:in[ ]|with[ ]|on[ ])?(?P<it>0(?:2\d{1,2}|[34679]|800|508)\b)(?![ ]?(?:am|pm|hrs|hours))",
        rf"\b(?:{_CAR})\b(?:[, ]+[a-z]+){{0,3}}?[, ]+(?P<it>(?-i:(?!4WD|2WD)(?=[A-Z ]*\d)(?=[\d ]*[A-Z])(?:[A-Z0-9]{{4,6}}|[A-Z0-9]{{2,4}}[ ][A-Z0-9]{{1,3}})))\b(?![ ]?\d)",
        rf"\b(?:{_CAR})\b(?:[, ]+[a-z]+){{0,2}}?[, ]+(?P<it>{SMALL}[a-z]{{2,3}}[ ]?\d{{2,4}})\b(?![ ]?{_UNITS}\b|[ ]?\d)",
        rf"\b(?:plates?|rego|registration){JOINING}(?P<it>(?!\d{{1,3}}{_UNITS}\b)(?=\d*[a-z])(?=[a-z]*\d)[a-z0-9]{{3,7}})\b",
        rf"\b(?:{_CAR})\b(?:[, ]+[a-z]+){{0,2}}?[, ]+(?P<it>(?!\d{{1,3}}{_UNITS}\b)(?=\d*[a-z])(?=[a-z]*\d)[a-z0-9]{{4,6}})\b(?![ ]?\d)",
    )
)  # fmt: skip
"""The group ``it`` goes: "ref 12345", "plate BADBOY"."""
