"""``resolve``: what the law gives on facts, for people and for programs."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ON = ("--on", "2026-11-22")
SHARE = (
    "direction=thinking_of_sharing",
    "sharer=state-school-teacher",
    "recipient=practice-nurse",
    "subject=child",
)
YES = (*SHARE, "danger_now=no", "ota_purpose=reduce_risk")
NO = ("direction=asked", "request_basis=court_order", "danger_now=no")


@pytest.mark.parametrize(
    ("facts", "status", "outcome"),
    [
        pytest.param(YES, 0, "permitted", id="yes"),
        pytest.param(NO, 1, "get_advice", id="no"),
        pytest.param(SHARE, 3, "undecided", id="more needed"),
    ],
)
def test_the_exit_status_is_the_answer(
    bot: Callable[..., Any], facts: tuple[str, ...], status: int, outcome: str
) -> None:
    """A script can ask the law and go by the status alone; both outputs agree on it."""
    text = bot("resolve", *facts, *ON)
    said = bot("resolve", *facts, *ON, "--output", "json")

    assert (text.status, said.status) == (status, status)
    assert text.out.startswith(outcome.replace("_", " "))
    assert (json.loads(said.out)["outcome"], json.loads(said.out)["status"]) == (outcome, status)


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        pytest.param(("sharr=gp",), "no fact is called 'sharr'. Did you mean 'sharer'?", id="fact"),
        pytest.param(("subject=chld",), "Did you mean 'child'?", id="value"),
        pytest.param(("subject",), "'subject' is no FACT=VALUE", id="no value"),
        pytest.param(("subject=child", "subject=adult"), "given twice", id="twice"),
        pytest.param((*SHARE, "--on", "2026-13-40"), "is not a day", id="day"),
        pytest.param((*SHARE, "--on", "2500-01-01"), "is too far ahead", id="far ahead"),
        pytest.param((*SHARE, "--on", "1990-01-01"), "the first day covered is", id="long ago"),
        pytest.param(
            ("direction=want_to_ask", "request_basis=s66"),
            "makes no sense with",
            id="contradiction",
        ),
        pytest.param(("--json", "nowhere.json"), "cannot read nowhere.json", id="no file"),
    ],
)
def test_what_cannot_be_answered_is_wrong_use(
    bot: Callable[..., Any], given: tuple[str, ...], hint: str
) -> None:
    """Status 2, one line that says what to do, and nothing that looks like an answer."""
    said = bot("resolve", *given)

    assert (said.status, said.out) == (2, "")
    assert hint in said.err


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('{"danger_now": tru', "is not JSON"),
        ('["danger_now"]', "holds no JSON object"),
        ('{"danger_now": true}', 'Write "yes"'),
        ('{"danger_now": null}', 'Write "unknown"'),
        ('{"danger_now": 1.5}', "Write a text"),
    ],
)
def test_json_that_is_no_object_of_texts_is_refused(
    bot: Callable[..., Any], tmp_path: Path, text: str, hint: str
) -> None:
    """Yes, no and unknown are words here; a program learns which one it meant."""
    file = tmp_path / "facts.json"
    file.write_text(text, encoding="utf-8")

    said = bot("resolve", "--json", str(file))

    assert said.status == 2
    assert hint in said.err


def test_json_goes_in_as_it_came_out(
    bot: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """``given`` of one answer is the input of the next, which is then the same."""
    first = bot("resolve", *YES, *ON, "--output", "json")
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(json.loads(first.out)["given"])))

    second = bot("resolve", "--json", "-", *ON, "--output", "json")

    assert json.loads(second.out) == json.loads(first.out)


def test_the_command_line_stands_over_the_file(bot: Callable[..., Any], tmp_path: Path) -> None:
    """A file of facts can be tried with one of them otherwise."""
    file = tmp_path / "facts.json"
    file.write_text('{"danger_now": "yes", "subject": "child"}', encoding="utf-8")

    said = bot("resolve", "danger_now=no", "--json", str(file), "--output", "json")

    assert json.loads(said.out)["given"] == {"danger_now": "no", "subject": "child"}


def test_the_json_has_the_shape_that_is_promised(bot: Callable[..., Any]) -> None:
    """The keys that docs/how-to/look-at-the-law.md describes, and no others."""
    said = json.loads(bot("resolve", *SHARE, *ON, "--output", "json").out)
    page = (Path(__file__).parents[2] / "docs/how-to/look-at-the-law.md").read_text("utf-8")

    keys = set(said) | set(said["findings"][0]) | set(said["next_question"]) | set(said["law"])
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
    assert {each["status"] for each in said["findings"]} <= {"open", "closed", "undecided"}


def test_people_see_what_each_finding_turned_on_and_what_comes_next(
    bot: Callable[..., Any],
) -> None:
    """The table has reasons, not ids alone; what is closed is counted, or shown when asked for."""
    short, full = bot("resolve", *SHARE, *ON).out, bot("resolve", *SHARE, *ON, "--all").out

    assert "ota.s66c (permits)" in short
    assert "not known: whether it will help" in short
    assert "are closed; --all shows them" in short
    assert "danger_now=yes" in short.partition("Next question (danger_now)")[2]
    assert len(full.splitlines()) > len(short.splitlines())
    assert "closed" in full


def test_broken_law_files_are_no_answer(bot: Callable[..., Any], law_copy: Path) -> None:
    """Status 2, never the 1 that means no."""
    facts = law_copy / "facts.yml"
    facts.write_text(facts.read_text("utf-8").replace("cost: 0", "cots: 0", 1), encoding="utf-8")

    said = bot("resolve", *YES, "--law", str(law_copy))

    assert said.status == 2
    assert "facts.yml:" in said.err
    assert "Did you mean 'cost'?" in said.err
