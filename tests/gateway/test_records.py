"""The record of an answer: its link, how long it lives, its forms, and what is never in it."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from bot.render.record import digest_of
from tests.gateway.conftest import ON_BOTH, Person, Running
from tests.gateway.recording import bare, recorded
from tests.gateway.stand_in import StandIn, text

DATABASES = ON_BOTH


async def test_an_answer_ends_with_its_record(person: Person, rasa: StandIn) -> None:
    """The link, its digest, when it expires, the ways of deciding, and messages to copy."""
    block = await recorded(person, rasa)

    assert re.fullmatch(r"/records/[A-Za-z0-9_-]{32}", block["url"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", block["expires"])
    assert [way["value"] for way in block["decisions"]] == ["shared", "not_shared", "undecided"]
    assert block["decisions"][0]["url"] == f"{block['url']}?decision=shared"
    assert [letter["id"] for letter in block["letters"]] == ["cover-note", "report"]


async def test_the_record_opens_without_cookie_or_token(person: Person, rasa: StandIn) -> None:
    """It is opened in a new tab: the link is the key."""
    block = await recorded(person, rasa)

    answer = await person.client.get(block["url"])

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "Yes, you may tell the practice nurse" in answer.text
    assert block["digest"] in answer.text


async def test_nobody_keeps_it_finds_it_or_learns_where_one_came_from(
    person: Person, rasa: StandIn
) -> None:
    """No cache, no search engine, no referrer; on refusals too."""
    block = await recorded(person, rasa)

    for path in (block["url"], f"{block['url']}.json", "/records/guessed"):
        headers = (await person.client.get(path)).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "noindex" in headers["x-robots-tag"]


async def test_the_page_works_under_the_policy_and_without_script(
    person: Person, rasa: StandIn
) -> None:
    """Nothing inline, nothing from elsewhere but links to sources; its style is served."""
    page = (await person.client.get((await recorded(person, rasa))["url"])).text

    assert not re.search(r"<style|style=|\son\w+=|<script", page)
    assert re.findall(r'<link[^>]*href="([^"]+)"', page) == [
        "/assets/icon.svg",
        "/assets/record.css",
    ]
    for address in ("/assets/icon.svg", "/assets/record.css"):
        assert (await person.client.get(address)).status_code == 200
    assert 'lang="en-NZ"' in page
    assert '<span lang="mi">Oranga Tamariki</span>' in page


async def test_every_link_of_the_toolbar_opens(person: Person, rasa: StandIn) -> None:
    """Three forms and three decisions."""
    page = (await person.client.get((await recorded(person, rasa))["url"])).text
    links = re.findall(r'href="(/records/[^"]+)"', page)

    assert len(links) == 6
    for link in links:
        assert (await person.client.get(link)).status_code == 200


async def test_only_a_hash_of_the_link_is_kept(person: Person, rasa: StandIn) -> None:
    """Whoever reads the store's files opens no record."""
    block = await recorded(person, rasa)
    name = block["url"].rpartition("/")[2]

    assert (await person.past()).json()["turns"][-1]["blocks"][-1] == block
    assert name.encode() not in await person.everything_kept()


async def test_the_same_message_again_has_the_same_link(person: Person, rasa: StandIn) -> None:
    """A retry shows the record that was made, and makes no other."""
    rasa.blocks = [bare()]
    first = await person.say("May I?", client_id="same")
    again = await person.say("May I?", client_id="same")

    assert again.json() == first.json()
    assert first.json()["blocks"][0]["url"] != "/records/"


async def test_another_answer_has_another_record_and_the_first_remains(
    person: Person, rasa: StandIn
) -> None:
    """A changed fact makes a new one; what was put on file still opens."""
    first = await recorded(person, rasa)
    second = await recorded(person, rasa, recipient="landlord")

    assert first["url"] != second["url"]
    assert "tell the practice nurse" in (await person.client.get(first["url"])).text
    assert "the landlord" in (await person.client.get(second["url"])).text


async def test_a_form_that_does_not_exist_is_not_there(person: Person, rasa: StandIn) -> None:
    """PDF, text and JSON are all."""
    block = await recorded(person, rasa)

    assert (await person.client.get(f"{block['url']}.docx")).status_code == 404


async def test_a_decision_shows_in_title_and_sections(person: Person, rasa: StandIn) -> None:
    """Not shared: why not, who else, and when it is looked at again."""
    block = await recorded(person, rasa)

    page = (await person.client.get(block["decisions"][1]["url"])).text

    assert "<h1>Record of a decision not to share information</h1>" in page
    assert "Who else was considered" in page
    assert "Review this decision on (date)" in page
    assert "Still open, whatever was decided" in page


@pytest.mark.parametrize("form", ["", ".pdf", ".txt", ".json"])
async def test_a_decision_that_there_is_not_is_refused_with_those_there_are(
    person: Person, rasa: StandIn, form: str
) -> None:
    """422, in a sentence; what was sent is not repeated."""
    block = await recorded(person, rasa)

    answer = await person.client.get(f"{block['url']}{form}?decision=<b>perhaps</b>")

    assert answer.status_code == 422
    assert "shared, not_shared, undecided" in answer.text
    assert "perhaps" not in answer.text


async def test_plain_text_and_json_hold_the_record(person: Person, rasa: StandIn) -> None:
    """JSON with a digest that holds, to be saved; text to be read."""
    block = await recorded(person, rasa)

    found = await person.client.get(f"{block['url']}.json")
    plain = await person.client.get(f"{block['url']}.txt")

    assert digest_of(json.loads(found.text)) == found.json()["digest"] == block["digest"]
    assert found.json()["facts"] == bare()["facts"]
    assert re.match(r'attachment; filename="[\w.-]+\.json"', found.headers["content-disposition"])
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    assert block["digest"] in plain.text
    assert "Yes, you may tell the practice nurse" in plain.text


@pytest.mark.parametrize(
    "broken",
    [
        {"facts": {"sharer": "<script>alert(1)</script>"}},
        {"facts": {"nobody": "yes"}},
        {"facts": "none"},
        {"on": "1980-01-01"},
        {"on": "soon"},
        {"on": None},
    ],
)
async def test_a_record_that_cannot_be_made_takes_nothing_else_away(
    person: Person, rasa: StandIn, broken: dict[str, object]
) -> None:
    """The answer is there all the same; facts outside the closed sets make no record."""
    rasa.blocks = [text("Yes."), {**bare(), **broken}]

    answer = await person.say("May I?")

    assert answer.status_code == 200
    assert [block["type"] for block in answer.json()["blocks"]] == ["text"]


async def test_too_many_records_at_once_are_refused_in_a_sentence(
    running: Running, rasa: StandIn
) -> None:
    """Links cannot be tried by the thousand."""
    from bot.gateway.settings import Rate  # noqa: PLC0415  (this test only)

    async with running(questions=Rate(burst=2, per_minute=1)) as person:
        await person.begin()
        block = await recorded(person, rasa)
        answers = [await person.client.get(block["url"]) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Wait a minute" in answers[-1].text
    assert answers[-1].headers["retry-after"]


async def test_a_record_at_the_same_instant_as_its_twin(person: Person, rasa: StandIn) -> None:
    """Two copies of a message that cross on the way share one record."""
    rasa.blocks, rasa.delays = [bare()], [0.05, 0.05]

    first, second = await asyncio.gather(
        person.say("May I?", client_id="same"), person.say("May I?", client_id="same")
    )

    assert first.json() == second.json()
    assert (await person.client.get(first.json()["blocks"][0]["url"])).status_code == 200
