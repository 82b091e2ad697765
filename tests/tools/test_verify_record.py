"""``verify-record``: the same findings; or that it was altered, or what moved in law."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.law.load import load_law
from bot.render.record import digest_of, record

if TYPE_CHECKING:
    from collections.abc import Callable

LAW = load_law()
TEACHER = {
    "danger_now": "no",
    "direction": "thinking_of_sharing",
    "sharer": "state-school-teacher",
    "recipient": "practice-nurse",
    "subject": "child",
    "concern": "neglect",
    "ota_purpose": "reduce_risk",
    "family_violence": "no",
}
MEETING = {name: value for name, value in TEACHER.items() if name != "recipient"} | {
    "direction": "meeting",
    "company": "landlord,gp",
}


def kept(path: Path, about: dict[str, str] | None = None, **changes: Any) -> Path:
    """A record on file; with ``changes`` it was made so, digest and all."""
    found = record(LAW, about or TEACHER, date(2026, 11, 22), software="2026.11.0")
    found = {**found, **changes}
    return written(path, {**found, "digest": digest_of(found)})


def written(path: Path, found: Any) -> Path:
    """Any JSON on file."""
    path.write_text(json.dumps(found), encoding="utf-8")
    return path


@pytest.mark.parametrize("facts", [TEACHER, MEETING], ids=["one", "a meeting"])
def test_a_record_as_it_was_made_has_the_same_findings(
    bot: Callable[..., Any], tmp_path: Path, facts: dict[str, str]
) -> None:
    """Nothing was altered and nothing moved: status 0."""
    said = bot("verify-record", str(kept(tmp_path / "r.json", facts)))

    assert said.status == 0, said.err
    assert "unaltered" in said.out
    assert "same findings" in said.out


@pytest.mark.parametrize("key", ["headline", "facts", "findings", "sections", "software", "on"])
def test_an_altered_record_is_called_so(bot: Callable[..., Any], tmp_path: Path, key: str) -> None:
    """Whatever was touched: the digest is over all of it. Status 1."""
    path = kept(tmp_path / "r.json")
    found = json.loads(path.read_text(encoding="utf-8"))
    value = found[key]
    changed = (
        value + "!" if isinstance(value, str) else {} if isinstance(value, dict) else value[1:]
    )
    altered = {**found, key: "2026-11-23" if key == "on" else changed}

    said = bot("verify-record", str(written(path, altered)))

    assert said.status == 1
    assert "altered" in said.out
    assert "same findings" not in said.out


def test_what_moved_in_the_law_is_named(
    bot: Callable[..., Any], tmp_path: Path, law_copy: Path
) -> None:
    """Section 66C ended the day before: which finding, from what to what; and the outcome."""
    act = law_copy / "frameworks" / "oranga-tamariki-act.yml"
    entry = act.read_text(encoding="utf-8")
    before, name, after = entry.partition("  - id: ota.s66c\n")
    after = after.replace("until: open", "until: 2026-11-21", 1)
    act.write_text(before + name + after, encoding="utf-8")

    said = bot("verify-record", str(kept(tmp_path / "r.json")), "--law", str(law_copy))

    assert said.status == 1
    assert "ota.s66c: gone; it was open." in said.out
    assert "outcome: it was permitted, it is" in said.out
    assert "lead: it was ota.s66c" in said.out


def test_a_finding_that_was_otherwise_is_told_from_what_to_what(
    bot: Callable[..., Any], tmp_path: Path
) -> None:
    """As diff tells it, with what it is now first."""
    found = record(LAW, TEACHER, date(2026, 11, 22), software="2026.11.0")["findings"]
    then = [
        {**each, "status": "closed"} if each["gateway"] == "ota.s66c" else each for each in found
    ]

    said = bot("verify-record", str(kept(tmp_path / "r.json", findings=then)))

    assert said.status == 1
    assert 'ota.s66c: status "open"; it was "closed".' in said.out


def test_a_seat_that_was_otherwise_is_named(bot: Callable[..., Any], tmp_path: Path) -> None:
    """At a meeting each seat is compared."""
    seats = record(LAW, MEETING, date(2026, 11, 22), software="2026.11.0")["seats"]
    then = [{**seats[0], "outcome": "permitted"}, seats[1]]

    said = bot("verify-record", str(kept(tmp_path / "r.json", MEETING, seats=then)))

    assert said.status == 1
    assert "landlord: it was permitted, it is undecided now." in said.out


def test_other_words_for_the_same_findings_are_no_difference(
    bot: Callable[..., Any], tmp_path: Path, law_copy: Path
) -> None:
    """Status 0, and the section is named."""
    act = law_copy / "frameworks" / "oranga-tamariki-act.yml"
    words = act.read_text(encoding="utf-8").replace("Send it safely.", "Send it with care.")
    act.write_text(words, encoding="utf-8")

    said = bot("verify-record", str(kept(tmp_path / "r.json")), "--law", str(law_copy))

    assert said.status == 0
    assert "said differently now: What has to be done" in said.out


def without(key: str) -> dict[str, Any]:
    """A record that lacks a key."""
    found = record(LAW, TEACHER, date(2026, 11, 22), software="2026.11.0")
    return {name: value for name, value in found.items() if name != key}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param([], "holds no JSON object", id="a list"),
        pytest.param({"danger_now": "no"}, "kind and format have to be", id="facts alone"),
        pytest.param(without("on"), "'on' is missing. It is a text.", id="no day"),
        pytest.param(without("facts"), "'facts' is missing", id="no facts"),
        pytest.param({**without(""), "facts": []}, "'facts' has to be an object", id="kind"),
        pytest.param({**without(""), "on": "soon"}, "'on' is no day", id="day"),
        pytest.param({**without(""), "facts": {"sharer": 1}}, "has to be a text", id="a number"),
        pytest.param({**without(""), "extra": 1}, "'extra' is no key of a record", id="strange"),
        pytest.param({**without(""), "findings": [1]}, "findings.0 needs", id="finding"),
        pytest.param({**without(""), "seats": [{}]}, "seats.0 needs", id="seat"),
        pytest.param({**without(""), "sections": [{}]}, "sections.0 needs", id="section"),
        pytest.param({**without(""), "format": 2}, "kind and format", id="a later format"),
    ],
)
def test_what_is_no_record_is_refused(
    bot: Callable[..., Any], tmp_path: Path, content: Any, says: str
) -> None:
    """What is wrong, where, and what is allowed: status 2."""
    said = bot("verify-record", str(written(tmp_path / "r.json", content)))

    assert said.status == 2
    assert says in said.err
    assert "r.json" in said.err


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"facts": {**TEACHER, "sharer": "wizard"}}, "no answer to 'sharer' is called 'wizard'"),
        ({"facts": {"sharr": "gp"}}, "Did you mean 'sharer'?"),
        ({"on": "1980-01-01"}, "no provision that we hold is in force"),
        ({"decision": "declined"}, "Allowed: shared, not_shared, undecided"),
    ],
)
def test_a_record_of_what_the_law_does_not_know_is_refused(
    bot: Callable[..., Any], tmp_path: Path, changes: dict[str, Any], says: str
) -> None:
    """Its digest is right, and it cannot be worked out: status 2."""
    said = bot("verify-record", str(kept(tmp_path / "r.json", **changes)))

    assert said.status == 2
    assert says in said.err


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"not json", "is not JSON"), (b"\xff\xfe", "is not JSON"), (None, "cannot read")],
    ids=["text", "bytes", "no file"],
)
def test_a_file_that_cannot_be_read_is_named(
    bot: Callable[..., Any], tmp_path: Path, content: bytes | None, says: str
) -> None:
    """No traceback, whatever it holds."""
    path = tmp_path / "r.json"
    if content is not None:
        path.write_bytes(content)

    said = bot("verify-record", str(path))

    assert said.status == 2
    assert says in said.err
