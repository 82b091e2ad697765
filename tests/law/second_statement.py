"""The law said a second time, in tables that a lawyer can read, and where the law files differ.

``memberships.yml`` says who is on which list, ``provisions.yml`` what each provision does and
since when, ``answers/`` what it gives for each answer, ``answers_together.yml`` which answers
settle others or exclude them, ``interviews.yml`` what is asked next. A difference means that one
of the two is wrong: nothing here is made from the law files when the tests run.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from bot.law.errors import Contradiction
from bot.law.questions import open_questions
from bot.law.resolve import Finding, finding, resolve
from bot.law.settling import clashes, settle, with_implied
from bot.law.truth import NOT_SURE, YES
from bot.render.finding import STATUS
from tests.law.comparing import CASES, HERE, TODAY, changed, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.law.model import Gateway, InForce, Law
    from bot.law.vocabulary import Membership

MEMBERSHIPS: dict[str, dict[str, str]] = read(HERE / "memberships.yml")
PROVISIONS: list[dict[str, Any]] = read(HERE / "provisions.yml")
TOGETHER: list[dict[str, Any]] = read(HERE / "answers_together.yml")
INTERVIEWS: list[dict[str, Any]] = read(HERE / "interviews.yml")
ANSWERS: list[dict[str, Any]] = [
    entry for file in sorted((HERE / "answers").glob("*.yml")) for entry in read(file)
]
KINDS = (
    "ota_agency",
    "ota_person",
    "fva_agency",
    "fva_practitioner",
    "s66_requester",
    "health_agency",
)
LETTERS = {role: letters for row in MEMBERSHIPS.values() for role, letters in row.items()}
OPEN = {entry["gateway"]: entry["open"] for entry in CASES}
REFUSED = "makes no sense"


def of_memberships(law: Law) -> Iterator[str]:
    """Where a role's six letters, or its row, are not those of the table."""
    rows = {role: row for row, roles in MEMBERSHIPS.items() for role in roles}
    for role in law.roles.values():
        found = "".join(_letter(role.memberships[kind]) for kind in KINDS)
        if (found, role.row) != (LETTERS.get(role.id), rows.get(role.id)):
            yield f"{role.id} is {found} in row {role.row}, not {LETTERS.get(role.id)}"
    yield from (f"no role is called {name}" for name in sorted(set(LETTERS) - set(law.roles)))


def _letter(membership: Membership) -> str:
    letters = {"yes": "Y", "no": "N", NOT_SURE: "!" if membership.open_in_law else "?"}
    return letters[membership.value]


def of_provisions(law: Law) -> Iterator[str]:
    """Where order, effect, days or what it goes along with are not those of the table."""
    found = [_as_provision(gateway) for gateway in law.gateways]
    for expected, given in zip(PROVISIONS, found, strict=False):
        if expected != given:
            yield f"expected {expected}, found {given}"
    if len(found) != len(PROVISIONS):
        yield f"{len(found)} provisions, not {len(PROVISIONS)}"


def _as_provision(gateway: Gateway) -> dict[str, Any]:
    said: dict[str, Any] = {"gateway": gateway.id, "effect": gateway.effect.value}
    said |= _days(gateway.in_force)
    if gateway.standing:
        said["standing"] = "yes"
    if gateway.attaches_to:
        said["along_with"] = list(gateway.attaches_to)
    return said


def _days(span: InForce) -> dict[str, Any]:
    if span.dormant:
        return {"from": "not yet"}
    until = {"until": span.end} if span.end else {}
    return {"from": span.start or "always", **until}


def of_answers(law: Law, entry: Mapping[str, Any]) -> Iterator[str]:
    """Where one answer, the others being as they are, gives another status than the table."""
    for table in entry["tables"]:
        day = table.get("on", TODAY)
        facts = changed(OPEN[entry["gateway"]], table.get("with", {}))
        here = [g for g in law.in_force(day) if g.id == entry["gateway"]]
        if not here:
            yield f"not in force on {day}"
            continue
        for fact, row in table.items():
            if fact not in {"with", "on"}:
                yield from _of_row(law, here[0], facts, fact, row)


def _of_row(
    law: Law, gateway: Gateway, facts: dict[str, str], fact: str, row: Mapping[str, Any]
) -> Iterator[str]:
    expected = _by_lists(fact, row) if "lists" in row else _by_value(law, fact, row)
    for said, status in expected:
        given = status_of(law, gateway, changed(facts, said))
        if given != status:
            yield f"{said} makes it {given}, not {status}"


def status_of(law: Law, gateway: Gateway, facts: Mapping[str, str]) -> str:
    """Open, closed, undecided or elsewhere; or that the answers make no sense together."""
    try:
        known = settle(law, facts)
        found = _found(law, gateway, known)
    except Contradiction:
        return REFUSED
    return "elsewhere" if found.elsewhere and found.status is YES else STATUS[found.status]


def _found(law: Law, gateway: Gateway, known: Mapping[str, str]) -> Finding:
    if not gateway.attaches_to:
        return finding(gateway, known)
    day = gateway.in_force.end or TODAY
    return resolve(law, known, day).of(gateway.id)


def _by_value(law: Law, fact: str, row: Mapping[str, Any]) -> Iterator[tuple[dict[str, str], str]]:
    named = {value for values in row.values() if values != "rest" for value in values}
    for status, values in row.items():
        for value in values if values != "rest" else set(law.facts[fact].options) - named:
            yield {fact: value}, status


def _by_lists(fact: str, row: Mapping[str, Any]) -> Iterator[tuple[dict[str, str], str]]:
    """A role on one of the lists opens it; one that may be is asked what settles it."""
    places = [KINDS.index(kind) for kind in row["lists"]]
    settles = row.get("settled_by", "")
    for role, letters in LETTERS.items():
        its = {letters[place] for place in places}
        for answer in ("yes", "no", NOT_SURE) if settles else ("",):
            said = {fact: role, **({settles: answer} if settles else {})}
            yield said, _on_lists(its, answer, row.get("off", "closed"))


def _on_lists(its: set[str], answer: str, off: str) -> str:
    if "Y" in its:
        return "open"
    if "?" in its and answer == "yes":
        return "open"
    if "?" in its and answer == "no":
        return "undecided" if "!" in its else off
    return "undecided" if its & set("?!") else off


def of_answers_together(law: Law) -> Iterator[str]:
    """Where an answer settles, needs or takes for granted something else than the table says."""
    for line in TOGETHER:
        fact = law.facts[line["fact"]]
        if "settles" in line:
            given = dict(fact.options[line["answer"]].implies)
            if given != line["settles"]:
                yield f"{fact.id}={line['answer']} settles {given}"
        if "goes_with" in line:
            yield from _of_company(law, line)
        if "taken_for_granted" in line:
            yield from _of_assumption(law, line)
        if "asked" in line:
            given = {"in": fact.asked_in, "alone": "yes" if fact.alone else "no"}
            if given != line["asked"]:
                yield f"{fact.id} is asked {given}"
    yield from _of_what_is_not_named(law)


def _of_what_is_not_named(law: Law) -> Iterator[str]:
    """What no line speaks of settles nothing, needs nothing and is asked by itself."""
    settling = {(line["fact"], line["answer"]) for line in TOGETHER if "settles" in line}
    for fact, value in ((f, v) for f in law.facts.values() for v in f.options):
        if fact.options[value].implies and (fact.id, value) not in settling:
            yield f"{fact.id}={value} settles something"
    for key, expected in (
        ("told_only", {line["fact"] for line in TOGETHER if line.get("told_only") == "yes"}),
        ("asked_in", {line["fact"] for line in TOGETHER if "asked" in line}),
        ("assumed", {line["fact"] for line in TOGETHER if "taken_for_granted" in line}),
    ):
        found = {fact.id for fact in law.facts.values() if getattr(fact, key)}
        if found != expected:
            yield f"{key}: {sorted(found ^ expected)}"


def _of_company(law: Law, line: Mapping[str, Any]) -> Iterator[str]:
    """It clashes with every answer that is not named, and with no other."""
    fact = law.facts[line["fact"]]
    answers = [line["answer"]] if "answer" in line else list(fact.options)[:1]
    for other, allowed in line["goes_with"].items():
        for answer, value in product(answers, law.facts[other].options):
            known = with_implied(law, {fact.id: answer, other: value})
            fits = (fact.id, other) not in {(one, beside) for one, beside, _ in clashes(law, known)}
            if fits != (value in allowed):
                yield f"{fact.id}={answer} beside {other}={value}: {'fits' if fits else 'refused'}"


def _of_assumption(law: Law, line: Mapping[str, Any]) -> Iterator[str]:
    """It is taken for granted beside every answer that is not named, once one is known."""
    for other, exceptions in line["unless"].items():
        for value in (NOT_SURE, *law.facts[other].options):
            without = value == NOT_SURE or value in exceptions
            expected = None if without else line["taken_for_granted"]
            given = settle(law, {other: value}).get(line["fact"])
            if given != expected:
                yield f"{line['fact']} is {given} beside {other}={value}"


def of_interviews(law: Law) -> Iterator[str]:
    """Where other questions come next than the script says."""
    for script in INTERVIEWS:
        asked = script.get("asked", 0)
        questions = open_questions(law, script["told"], TODAY, asked=asked)
        given = [question.fact.id for question in questions]
        if given != script["asks"]:
            yield f"{script['title']}: asks {given}"
