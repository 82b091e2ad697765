"""E-mail addresses, links, and what people are called on the networks."""

from __future__ import annotations

import re

from bot.privacy.kinds import PersonalKind

_FOLD = re.IGNORECASE
_DOT = r"(?:\.|[ ]?[(\[{]dot[)\]}][ ]?|[ ]dot[ ]|[ ]\.[ ]?|\.[ ](?=(?:co|com|org|nz)\b))"
_LAST = r"(?:co|com|org|net|nz|govt|school|ac|geek|iwi|maori|health|mil|cri|kiwi|au|uk|edu|me|io|info|app|email|biz|fj|ws)\b"
_MAILERS = "(?:gmail|hotmail|outlook|yahoo|xtra|icloud|live|slingshot|orcon|proton(?:mail)?|windowslive|actrix|msn|ymail|rocketmail)"
_AT = r"(?:[ ]?@[ ]?|[ ]?[(\[{]at[)\]}][ ]?|[ ]at[ ](?:the[ ]rate[ ](?:of[ ])?|the[ ](?=[\w\-]+[ ]dot[ ]))?)"
_SUFFIXES = "co\\.nz|org\\.nz|govt\\.nz|school\\.nz|ac\\.nz|net\\.nz|iwi\\.nz|maori\\.nz|geek\\.nz|health\\.nz|com\\.au|co\\.uk|nz|com|org|net|io|me|tv|gg|app|ly|info|page|xyz"

_SAID_PART = r"(?: dot |[ ]?[(\[{]dot[)\]}][ ]?| underscore | dash | hyphen | minus | plus )"
_NO_BOX = r"(?!(?:looks?|looking|is|was|posted|it|up|them|pics?|photos?|video|online)[ ]at[ ])"
"""What goes before "at" where a page follows, and no address: "look at kura.example.com"."""

FORMS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (PersonalKind.EMAIL, re.compile(r"[\"\u201c][^\"\u201c\u201d\n]{1,40}[\"\u201d]@[^\W_][\w\-]*(?:\.[\w\-]+)+")),
    (PersonalKind.EMAIL, re.compile(rf"[^\s@<>()\[\],;:\"]{{1,64}}(?:@| @ ?|@ )[^\W_][\w\-]*(?:{_DOT}[\w\-]+)*{_DOT}{_LAST}", _FOLD)),
    (PersonalKind.EMAIL, re.compile(r"[^\s@<>()\[\],;:\"]{1,64}(?:@| @ )[^\W_][\w\-]*(?:\.[\w\-]+)+")),
    (PersonalKind.EMAIL, re.compile(rf"(?<!['\u2019])\b{_NO_BOX}(?:\w[ ]){{0,6}}(?:[\w.+\-]{{1,40}}{_SAID_PART}){{0,4}}[\w.+\-]{{1,64}}{_AT}[\w\-]+(?:{_DOT}{_LAST})+", _FOLD)),
    (PersonalKind.EMAIL, re.compile(r"(?<!['\u2019])\b[\w.+\-]{2,40}[ ]at[ ](?:[\w\-]+[ ]){1,3}dot[ ](?:(?:co|school|org|govt|ac|net|health|iwi|maori)[ ]dot[ ]nz|com|nz)\b", _FOLD)),
    (PersonalKind.EMAIL, re.compile(rf"(?<!['\u2019])\b(?:\w[ ]){{0,6}}(?:[\w.+\-]{{1,40}}{_SAID_PART}){{0,4}}[\w.+\-]{{1,64}}{_AT}{_MAILERS}\b(?:[ ](?:com|co[ ]nz)\b)?", _FOLD)),
    (PersonalKind.ADDRESS, re.compile(r"(?<![\w+])(?=[A-Z0-9]*\d)[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}\b(?:[ ](?-i:[A-Z]\w+)){0,2}")),
    (PersonalKind.ADDRESS, re.compile(r"/{3}[^\W\d_]+\.[^\W\d_]+\.[^\W\d_]+")),
    (PersonalKind.LINK, re.compile(r"\b(?:https?:/{1,2}|ftp://|www\.)[^\s\[\]<>]*[^\s\[\]<>.,;:!?)'\"]", _FOLD)),
    (PersonalKind.NUMBER, re.compile(r"(?<![\w:])(?=[0-9a-f:]*(?:::|(?::[0-9a-f]{1,4}){5}))(?:[0-9a-f]{1,4}::?){2,7}(?:[0-9a-f]{1,4})?(?![\w:])", _FOLD)),
    (PersonalKind.LINK, re.compile(rf"\b(?:[a-z0-9\-]{{1,63}}\.){{1,6}}(?:{_SUFFIXES})\b(?:/[^\s\[\]<>]*[^\s\[\]<>.,;:!?)])?", _FOLD)),
    (PersonalKind.LINK, re.compile(r"\b(?:[a-z0-9\-]{1,63}\.){1,6}[a-z]{2,6}/[^\s\[\]<>]*[^\s\[\]<>.,;:!?)]", _FOLD)),
    (PersonalKind.LINK, re.compile(r"(?<![\w@])@[ ]?[\w][\w.\-]{1,29}\w")),
    (PersonalKind.LINK, re.compile(r"\b(?=[\w.]{1,30}_\w)(?=\w{0,30}[^\W\d_])[^\W_][\w.]{2,60}\b")),
    (PersonalKind.LINK, re.compile(r"(?<![\w#])[\w.]{2,32}#\d{3,5}\b")),
    (PersonalKind.LINK, re.compile(r"\b[\w\-]{1,40}[ ]dot[ ](?:com|co[ ]dot[ ]nz|org|net)\b(?:[ ]slash[ ][\w.\-]+)*|\b[\w\-]{1,40}\.(?:com|co\.nz|org|net|nz)(?:[ ]slash[ ][\w.\-]+)+", _FOLD)),
    (PersonalKind.ADDRESS, re.compile(r"(?<![\w.])[a-z]{3,18}\.[a-z]{3,18}\.[a-z]{3,18}(?!\w|\.\w)")),
)  # fmt: skip
"""What may hold anything, digits and names of streets among them: looked for first."""

MADE_UP = re.compile(
    r"\b(?!(?:covid|sars|year|yr|room|rm|form|term|week|level|ipp|section|sec|rule|part|schedule|clause|page|ward|age|aged|grade|under|over"
    r"|top|approx|about|only|mp|nz|aotearoa|acc)\d)[a-z]{3,}\d{2,}[a-z0-9]*\b",
    _FOLD,
)
"""A word that ends in digits, "kayz2010": looked for last."""

_NETWORKS = (
    r"(?:insta(?:gram)?|ig|snap(?:chat|s)?|tik ?tok|tt|facebook|fb|discord|twitter|xbox|roblox|kik|whats ?app|steam|twitch|youtube|yt|fortnite"
    r"|gamer ?tag|psn|user ?name|user|handle|messenger|tele?gram|viber|signal|threads|only ?fans|skype"
    r"|vsco|minecraft|g ?mail|hot ?mail|i ?cloud|e-?mail)"
)
_NO_HANDLE = (
    "(?!(?:a|an|the|in|on|at|to|of|is|was|and|or|but|not|my|his|her|their|our|your|this|that|from|with|full|private|public|blocked|down|gone"
    "|hacked|fake|new|old|locked|deleted|off|open|about|where|what|when|who|how|why|all|being|so|very|no|used|set|made|fine|ok|okay|safe"
    "|unknown|banned|bad|good|dangerous|allowed|still|for|just|really|something|nothing|different|changed|getting|taken|too|by)\\b)"
)
CUED: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    (PersonalKind.LINK, re.compile(r"\b(?:gamer ?tag|psn(?: id)?|user ?name|screen ?name)[ :]+(?:is[ ])?(?P<it>(?:[a-z]+[ ]){1,2}[a-z]*\d{1,4}[a-z]*)\b", _FOLD)),
    (PersonalKind.LINK, re.compile(
        rf"\b{_NETWORKS}(?:'?s)?(?:[ ](?:name|account|acc|handle|username|user|tag|profile|id|page|channel))*[ ]?(?:is|was|:|=|-|as|under)?[ ]?"
        r"(?P<it>@?(?=[\w.\-]*[\d_.][\w.\-])[\w.\-]{3,30}\w)", _FOLD)),
    (PersonalKind.LINK, re.compile(
        rf"\b{_NETWORKS}(?:[ ](?:name|account|handle|username|user|tag|profile|id))*[ ]?[:=][ ]?(?P<it>@?[^\W_][\w.\-]{{2,30}})", _FOLD)),
    (PersonalKind.LINK, re.compile(
        rf"\b(?:steam|x ?box|roblox|discord|snap(?:chat)?|fortnite|minecraft|insta(?:gram)?|tik ?tok)[ ](?:name|tag|user ?name|id|handle)(?:[ ]is|[ ]was)?[: ]+{_NO_HANDLE}"
        r"(?P<it>[^\W\d_]+[ ][^\W_]+)(?=[.,;!?)\n]|\Z)", _FOLD)),
    (PersonalKind.LINK, re.compile(
        rf"\b(?:handle(?=[ ](?:is|was)\b)|user ?name|screen ?name|gamer ?tag|psn|account name|snap(?: ?chat)? name|discord (?:name|tag))[ ]?(?:is|was)?[ ]{_NO_HANDLE}(?P<it>@?[^\W_][\w.\-]{{2,30}})", _FOLD)),
    (PersonalKind.LINK, re.compile(
        rf"\b(?:insta(?:gram)?|ig|snap(?:chat)?|tik ?tok|discord|gamer ?tag|roblox|x ?box|fortnite)[ ](?:is|was)[ ]{_NO_HANDLE}(?P<it>@?[^\W_][\w.\-]{{2,30}})(?=[.,;!?)\n]|\Z|[ ](?:and|if|but|on|she|he)\b)", _FOLD)),
    (PersonalKind.LINK, re.compile(
        r"\b(?:facebook|fb)[: ]+(?P<it>(?-i:[A-Z][\w'\u2019\-]+(?:[ ][A-Z][\w'\u2019\-]+){1,3}))", _FOLD)),
    (PersonalKind.LINK, re.compile(
        r"\b(?:facebook|fb)[ ](?:name|as|profile|page|account)(?:[ ]is)?[: ]+(?P<it>(?-i:[A-Z][\w'\u2019\-]+(?:[ ][A-Z][\w'\u2019\-]+){0,3}))", _FOLD)),
    (PersonalKind.ADDRESS, re.compile(r"\b(?:w3w|what ?3 ?words|what three words)[ ]?(?:is|:|=)?[ ]?(?P<it>/*[^\W\d_]+[. ][^\W\d_]+[. ][^\W\d_]+)", _FOLD)),
)  # fmt: skip
"""The group ``it`` goes: "insta: lil.mizz"."""
