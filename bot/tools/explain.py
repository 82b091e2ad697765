"""``explain``: one provision in words, all versions of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.tree import Tree

from bot.render.days import spoken
from bot.tools import console
from bot.tools.plain import Twig, answers, days, effect, in_order, plain, twig, wanted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.law.model import Gateway, Law
    from bot.law.texts import Note

CONFIDENCE = {
    "P": "the section was read",
    "P*": "a reading of the section",
    "G": "official guidance",
    "S": "a secondary source",
    "M": "from memory, not verified",
}
"""The marks of confidence in words, as data/law/roles.yml explains them."""


def explain(law: Law, versions: Iterable[Gateway]) -> None:
    """Print every version of a gateway, the earliest first."""
    found = in_order(versions)
    for number, gateway in enumerate(found, 1):
        if len(found) > 1:
            console.out().rule(f"version {number} of {len(found)}: {days(gateway.in_force)}")
        _one(law, gateway)


def _one(law: Law, gateway: Gateway) -> None:
    out = console.out()
    out.print(f"[bold]{gateway.id}[/bold]  {escape(gateway.title)}")
    out.print(
        f"[dim]{escape(gateway.framework_title)}; {effect(gateway)}; {days(gateway.in_force)}"
        f"; preference {gateway.rank}[/dim]"
    )
    if gateway.in_force.after_gap:
        _paragraph("No version just before", plain(gateway.in_force.after_gap))
    _paragraph("What it says", plain(gateway.says))
    _trees(law, gateway)
    for title, notes in (
        ("Duties", gateway.duties),
        ("Limits", gateway.limits),
        ("For the person to judge", gateway.judgements),
        ("Not settled", gateway.unsettled),
    ):
        _notes(law, title, notes)
    _company(law, gateway)
    _paragraph(f"Preference {gateway.rank}, low first", plain(gateway.rank_reason))
    cited = gateway.citation
    marks = "; ".join(CONFIDENCE.get(mark, mark) for mark in cited.confidence.split(" + "))
    _paragraph(
        "Citation",
        f"{cited.provision}\n{cited.url}\nread as at {spoken(cited.as_at)}; "
        f"confidence {cited.confidence}: {marks}",
    )


def _trees(law: Law, gateway: Gateway) -> None:
    """Its conditions, and who may be told, as indented trees."""
    to = "Who may be told" + ("; it stays open for them whoever was named" * gateway.standing)
    for title, condition in (("It is open when", gateway.when), (to, gateway.to)):
        if condition is not None:
            top = twig(condition)
            heading = f"{title} {top.joined} hold:" if top.joined else f"{title}:"
            tree = Tree(f"\n[bold]{heading}[/bold]")
            for part in top.parts or (top,):
                _grow(law, tree, part)
            console.out().print(tree)
        elif condition is gateway.to and not gateway.attaches_to:
            console.out().print("\n[bold]Who may be told:[/bold] it does not matter here")


def _grow(law: Law, tree: Tree, part: Twig) -> None:
    if part.leaf is None:
        branch = tree.add(f"{part.joined}:")
        for each in part.parts:
            _grow(law, branch, each)
        return
    leaf = part.leaf
    lines = [escape(part.holds), f"[dim]otherwise: {escape(part.fails)}[/dim]"]
    lines.append(f"[dim]{leaf.fact}: {escape(wanted(law, part))}[/dim]")
    for word, values in (
        ("left open by the law", leaf.unsettled),
        ("says nothing either way", leaf.silent),
        (f"turns on {leaf.settled_by}", leaf.asked_of),
        (f"a no to {leaf.settled_by} leaves open", leaf.stays_open),
    ):
        if values:
            lines.append(f"[dim]{word}: {escape(answers(law, leaf, values, most=4))}[/dim]")
    tree.add("\n".join(lines))


def _notes(law: Law, title: str, notes: Iterable[Note]) -> None:
    """Each with its provision, and the answers for which an open point stands."""
    labels = {
        value: option.label for fact in law.facts.values() for value, option in fact.options.items()
    }
    lines = []
    for note in notes:
        stands = ", ".join(labels.get(value, value) for value in note.values)
        lines.append(
            f"- {plain(note.text)} ({note.provision})" + (f" [for: {stands}]" * bool(stands))
        )
    if lines:
        _paragraph(title, "\n".join(lines))


def _company(law: Law, gateway: Gateway) -> None:
    """What it goes along with, and what goes along with it."""
    titles = {each.id: each.title for each in law.gateways}
    hosts = [f"- {host}: {titles[host]}" for host in gateway.attaches_to]
    guests = [
        f"- {each.id}: {each.title}" for each in law.gateways if gateway.id in each.attaches_to
    ]
    if hosts:
        _paragraph("Goes along with", "\n".join(hosts))
    if guests:
        _paragraph("With it go", "\n".join(dict.fromkeys(guests)))


def _paragraph(title: str, text: str) -> None:
    console.out().print(f"\n[bold]{escape(title)}[/bold]\n{escape(text)}")
