"""The answer: what it comes to and what to do first; then why, and the other laws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.render.teams.elements import Place, Section, heading, quiet, text, unfold
from bot.render.teams.markup import bold, bullets, day, escaped, link, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.render.teams.elements import Element, Ways

Block = dict[str, Any]

NOTES = ("judgements", "duties", "limits", "protections")
FEW = 12
"""So many other laws are listed where there is no room for all of them."""


def answer(block: Block, ways: Ways) -> list[Section]:
    """All of an answer; the other laws are a section of their own, which can be shortened."""
    findings = block.get("findings", [])
    lead = next((each for each in findings if each["gateway"] == block.get("lead")), None)
    others = [each for each in findings if each is not lead]
    addresses = {_section(each["provision"]): each.get("url") for each in findings}
    drawn = [
        text(bold(ways.words[f"badge_{block['outcome']}"])),
        {**heading(block["headline"], size="Large"), "spacing": "Small"},
        *(text(one_line(line)) for line in block.get("summary", ())),
    ]
    for kind in NOTES:
        notes = [_note(each, addresses) for each in block.get(kind, ())]
        drawn += _list(ways.words[f"card_{kind}"], notes)
    if lead:
        drawn += _why(lead, ways)
    changes = [one_line(change["text"]) for change in block.get("would_change", ())]
    drawn += _list(ways.words["card_would_change"], changes)
    drawn.append(quiet(one_line(ways.words["card_as_at"].format(day=day(block["as_at"])))))
    return [Section(drawn), *_others(others, ways)]


def _section(provision: str) -> str:
    """A provision without its paragraph: they share an address."""
    return provision.split("(", maxsplit=1)[0].strip()


def _note(note: dict[str, str], addresses: dict[str, str | None]) -> str:
    if not note.get("provision"):
        return one_line(note["text"])
    place = link(note["provision"], addresses.get(_section(note["provision"])))
    return f"{one_line(note['text'])} ({place})"


def _list(title: str, items: Iterable[str]) -> list[Element]:
    each = list(items)
    return [heading(title, size="Default"), text(bullets(each), spacing="Small")] if each else []


def _why(lead: dict[str, Any], ways: Ways) -> list[Element]:
    drawn = [
        heading(ways.words["card_reasons"], size="Default"),
        text(one_line(lead.get("says") or lead["title"]), spacing="Small"),
    ]
    reasons = _reasons(lead)
    if reasons:
        drawn.append(text(bullets(reasons), spacing="Small"))
    return [*drawn, quiet(_source(lead))]


def _reasons(finding: dict[str, Any]) -> list[str]:
    return [one_line(words) for kind in ("because", "missing") for words in finding.get(kind, ())]


def _source(finding: dict[str, Any]) -> str:
    """The provision, which mostly names its Act itself."""
    provision, framework = finding["provision"], finding["framework"]
    is_named = provision.startswith(framework)
    return link(provision if is_named else f"{framework}, {provision}", finding.get("url"))


def _others(findings: list[dict[str, Any]], ways: Ways) -> list[Section]:
    """Behind a button; with ever less of each, then fewer of them, where there is no room."""
    if not findings:
        return []
    title = ways.words["card_other_laws"].format(count=len(findings))
    whole = [element for each in findings for element in _route(each, ways)]
    brief = [text(bullets(f"{_named(each, ways)} {_source(each)}" for each in findings))]
    bare = [text(bullets(_named(each, ways) for each in findings))]
    few = [text(bullets(_named(each, ways) for each in findings[:FEW]))]
    rest = text(escaped(ways.words["card_more_in_record"]))
    shorter = [unfold(title, [*some, rest]) for some in (brief, bare, few)]
    return [Section(unfold(title, whole), place=Place.SECOND, shorter=shorter)]


def _route(finding: dict[str, Any], ways: Ways) -> list[Element]:
    drawn = [text(_named(finding, ways), spacing="Medium")]
    if finding.get("says"):
        drawn.append(text(one_line(finding["says"]), spacing="Small"))
    reasons = _reasons(finding)
    if reasons:
        drawn.append(text(bullets(reasons), spacing="Small"))
    return [*drawn, {**quiet(_source(finding)), "spacing": "Small"}]


def _named(finding: dict[str, Any], ways: Ways) -> str:
    """Whether it opens in words, then which law it is."""
    return f"{one_line(ways.words['status_' + finding['status']])}: {bold(finding['title'])}."
