"""What a person reads, rings or takes away: words, notices, quotes, contacts, the record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.render.teams.elements import (
    Place,
    Section,
    buttons,
    container,
    heading,
    open_link,
    quiet,
    text,
    unfold,
)
from bot.render.teams.markup import (
    bold,
    call,
    day,
    escaped,
    lines,
    link,
    one_line,
    write_to,
)

if TYPE_CHECKING:
    from bot.render.teams.elements import Element, Ways

Block = dict[str, Any]

_RECORD = re.compile(r"/records/[\w.~-]+(\?[\w=&-]*)?", re.ASCII)
_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?(Z|\+00:00)", re.ASCII)


def words(block: Block, _: Ways) -> list[Section]:
    """A sentence or two; a text of several lines gets an element for each."""
    return [Section([text(escaped(line)) for line in lines(block["text"])])]


def notice(block: Block, ways: Ways) -> list[Section]:
    """Something to know at once; with danger, the number to press."""
    said = lines(block["text"])
    if block["level"] != "emergency":
        drawn = [text(escaped(line)) for line in said]
        return [Section([container(drawn, separator=True)])]
    ring = ways.words["card_call_emergency"]
    drawn = [
        *(heading(line, size="Large") for line in said[:1]),
        *(text(escaped(line)) for line in said[1:]),
        text(f"**{call(ring, ring)}**", size="Large"),
    ]
    return [Section([container(drawn, style="emphasis", bleed=True)])]


def quote(block: Block, ways: Ways) -> list[Section]:
    """Verbatim words with their source."""
    source = block["source"]
    places = [
        one_line(source["publisher"]),
        link(source["title"], source["url"]),
        *([one_line(source["place"])] if source.get("place") else []),
        one_line(ways.words["card_source_as_at"].format(day=day(source["as_at"]))),
    ]
    drawn = [text(escaped(line)) for line in lines(block["text"])]
    return [
        Section(
            [container([*drawn, quiet(", ".join(places))], style="emphasis")], place=Place.SECOND
        )
    ]


def contacts(block: Block, ways: Ways) -> list[Section]:
    """People to ring or write to."""
    drawn = [heading(ways.words["card_contacts"])]
    for item in block["items"]:
        reached = [
            *([call(item["phone"])] if item.get("phone") else []),
            *([write_to(item["email"])] if item.get("email") else []),
            *([link(ways.words["card_page"], item["url"])] if item.get("url") else []),
        ]
        drawn.append(text(f"{bold(item['name'])}: {one_line(item['when'])}"))
        if reached:
            drawn.append(text(" · ".join(reached), spacing="None"))
    return [Section(drawn)]


def record(block: Block, ways: Ways) -> list[Section]:
    """The record to open, one button for each way of deciding; then words to hand on."""
    opened = [
        action
        for way in block.get("decisions") or [{"label": "", "url": block["url"]}]
        if _RECORD.fullmatch(way["url"])
        for action in open_link(_open(way["label"], ways), ways.open_url(way["url"]))
    ]
    drawn: list[Element] = []
    if opened:
        drawn = [heading(ways.words["card_record"]), *buttons(opened)]
        drawn += _until(block.get("expires", ""), ways)
    letters = [element for each in block.get("letters", ()) for element in _letter(each, ways)]
    if letters:
        letters = [heading(ways.words["card_letters"]), *letters]
    return [Section(part, place=Place.SECOND) for part in (drawn, letters) if part]


def _open(label: str, ways: Ways) -> str:
    if not label:
        return ways.words["card_open_record"]
    return ways.words["card_open_record_as"].format(label=label)


def _until(expires: str, ways: Ways) -> list[Element]:
    """When it goes: the person's own client says it in the person's time."""
    found = _TIME.fullmatch(expires)
    if not found:
        return []
    moment = f"{found[1]}Z"
    when = f"{{{{DATE({moment},LONG)}}}} {{{{TIME({moment})}}}}"
    return [quiet(escaped(ways.words["card_record_until"]).replace("{when}", when))]


def _letter(letter: dict[str, str], ways: Ways) -> list[Element]:
    """A message to copy: not Markdown, so that the words are copied as they stand."""
    inside = [text(one_line(ways.words["card_letter_how"]), isSubtle=True)]
    inside += [
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": line}]}
        for line in lines(letter["text"])
    ]
    shown = unfold(ways.words["card_letter_show"], inside)
    return [text(bold(letter["title"])), *shown]
