"""What is open in the law is on one page, and is never told without sending to an adviser."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot import generate, open_points
from bot.law.load import DATA_LAW, load_law
from bot.law.reading import read_block
from bot.law.truth import NOT_SURE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.law.model import Gateway

LAW = load_law()
PAGE = open_points.PAGE.read_text(encoding="utf-8")
FILE = "open-points.yml"
WORDS = read_block(
    (DATA_LAW / FILE).read_text(encoding="utf-8"),
    FILE,
    DATA_LAW / "schema" / "open-points.schema.json",
)
ADVISER = re.compile(r"\b(?:privacy officer|lawyer)\b")
READ = {entry["act"]: entry.get("as_at") for entry in WORDS["consolidations"]}


def listed(part: str) -> set[str]:
    """The gateways that a part of the file names, each once."""
    ids = [entry["id"] for entry in WORDS[part]]
    assert len(set(ids)) == len(ids)
    return set(ids)


def says(gateway: Gateway) -> str:
    """All that a gateway tells people."""
    notes = (*gateway.duties, *gateway.limits, *gateway.judgements, *gateway.unsettled)
    return " ".join((gateway.says, *(note.text for note in notes)))


def test_the_page_and_the_domain_are_current() -> None:
    """They follow from data/law; `python -m bot generate` writes them again."""
    assert generate.main(check=True) == 0


def test_a_stale_page_is_noticed_and_written(tmp_path: Path) -> None:
    """Both ways of the command."""
    points = tmp_path / "points.md"
    points.write_text("old", encoding="utf-8")

    assert generate.main(check=True, points=points) == 1
    assert generate.main(check=False, points=points) == 0
    assert generate.main(check=True, points=points) == 0


@pytest.mark.parametrize("gateway", open_points.doubtful(LAW), ids=lambda g: g.id)
def test_a_doubtful_gateway_sends_to_an_adviser(gateway: Gateway) -> None:
    """From memory, from a secondary source or only our reading: nobody leans on it alone."""
    assert ADVISER.search(says(gateway))


def test_why_a_gateway_is_doubtful_is_written_down() -> None:
    """For each of them, and for no other."""
    assert listed("provisions") == {gateway.id for gateway in open_points.doubtful(LAW)}


def test_there_are_doubtful_gateways() -> None:
    """The health code was not read, so the list above cannot be empty."""
    assert "health.r11" in {gateway.id for gateway in open_points.doubtful(LAW)}


def test_what_would_wake_a_dormant_gateway_is_written_down() -> None:
    """For each of them, and for no other."""
    assert listed("dormant") == {g.id for g in LAW.gateways if g.in_force.dormant}


def test_every_unsettled_note_is_on_the_page() -> None:
    """In its own words, under an Act that the page has."""
    notes = {note for gateway in LAW.gateways for note in gateway.unsettled}
    texts = {note.text.replace("{recipient}", "them") for note in notes}

    assert notes
    assert not [text for text in texts if text not in PAGE]


def test_every_unknown_membership_is_on_the_page() -> None:
    """A line for each role that has one."""
    unknown = {
        role.label
        for role in LAW.roles.values()
        if any(membership.value == NOT_SURE for membership in role.memberships.values())
    }

    assert unknown
    assert not [label for label in unknown if f"- **{label}" not in PAGE]


@pytest.mark.parametrize("gateway", LAW.gateways, ids=lambda g: g.id)
def test_a_citation_rests_on_a_consolidation_of_the_page(gateway: Gateway) -> None:
    """Its day is that of an Act that it names, or the day of reading where none has a day."""
    cited = gateway.citation
    named = [READ[act] for act in READ if act in cited.provision]
    undated = None in named or not named or cited.confidence != "P"

    assert cited.as_at in named or (undated and cited.as_at == WORDS["read_on"])


@pytest.mark.parametrize("explainer", LAW.explainers.values(), ids=lambda e: e.id)
def test_an_explainer_that_leaves_something_open_sends_to_an_adviser(explainer: object) -> None:
    """Not settled, or not read: the reader learns whom to ask."""
    texts = [note.text for note in getattr(explainer, "says", ())]
    is_open = any(phrase in text for text in texts for phrase in WORDS["phrases"])

    assert not is_open or ADVISER.search(" ".join(texts))


def test_the_read_day_is_a_day() -> None:
    """The page prints it in words."""
    assert isinstance(WORDS["read_on"], date)
    assert f"Read on {WORDS['read_on'].day} " in PAGE
