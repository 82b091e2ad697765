"""The OpenAPI document tells the truth: every example in it is run against the gateway."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.app import Knowledge, create_app
from bot.gateway.describe import PAGE, page
from bot.gateway.settings import Settings
from tests.gateway.conftest import Person
from tests.gateway.stand_in import ANSWER, FACTS, QUESTION, StandIn, text

CLOSED_SET = {
    "text",
    "question",
    "facts",
    "answer",
    "quote",
    "contacts",
    "notice",
    "record",
    "feedback",
}


@pytest.fixture(scope="module")
def document(knowledge: Knowledge) -> dict[str, Any]:
    """The OpenAPI document."""
    app = create_app(Settings(rasa_url="http://rasa.test", secret="s"), knowledge=knowledge)
    return app.openapi()


def examples_of(document: dict[str, Any], schema: str) -> list[Any]:
    """The examples of a body."""
    found: list[Any] = document["components"]["schemas"][schema]["examples"]
    return found


def schema_of_body(document: dict[str, Any], path: str) -> str:
    """The name of the body that a POST takes."""
    content = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    name: str = content["schema"]["$ref"].rpartition("/")[2]
    return name


async def test_every_example_of_a_body_is_accepted(
    person: Person, rasa: StandIn, document: dict[str, Any]
) -> None:
    """With a conversation that has the question, the fact and the answer of the examples."""
    rasa.blocks = [text("Thanks."), FACTS, QUESTION, ANSWER]
    posts = [path for path, calls in document["paths"].items() if "post" in calls]
    assert len(posts) == 4

    for path in posts:
        examples = examples_of(document, schema_of_body(document, path))
        assert examples
        for example in examples:
            await person.begin()
            await person.say("hello", client_id="before")
            answer = await person.client.post(
                path.format(conversation=person.id), json=example, headers=person.bearer
            )
            assert answer.status_code in {200, 201, 204}, (path, example, answer.text)


async def test_every_example_of_a_parameter_is_accepted(
    person: Person, document: dict[str, Any]
) -> None:
    """The example question about the guidance has an answer."""
    parameters = document["paths"]["/api/v1/guidance"]["get"]["parameters"]
    example = parameters[0]["schema"]["examples"][0]

    answer = await person.client.get("/api/v1/guidance", params={"q": example})

    assert answer.status_code == 200
    assert answer.json()["passages"]


def test_the_blocks_are_the_closed_set(document: dict[str, Any]) -> None:
    """Nine kinds of block, told apart by their type, none with fields of its own making."""
    reply = document["components"]["schemas"]["TurnReply"]["properties"]["blocks"]["items"]
    names = [ref.rpartition("/")[2] for ref in reply["discriminator"]["mapping"].values()]
    schemas = [document["components"]["schemas"][name] for name in names]

    assert set(reply["discriminator"]["mapping"]) == CLOSED_SET
    assert all(schema["additionalProperties"] is False for schema in schemas)
    assert all("id" in schema["required"] for schema in schemas)


def test_every_way_to_be_refused_is_described(document: dict[str, Any]) -> None:
    """All of them answer in blocks."""
    responses = document["paths"]["/api/v1/conversations/{conversation}/turns"]["post"]["responses"]

    assert set(responses) == {"200", "403", "404", "409", "413", "422", "429", "503"}
    for status in sorted(set(responses) - {"200"}):
        schema = responses[status]["content"]["application/json"]["schema"]
        assert schema["$ref"].endswith("/Blocks")


async def test_the_document_is_served_and_no_page_from_elsewhere(person: Person) -> None:
    """The usual documentation page takes scripts from another site, so it is off."""
    assert (await person.client.get("/api/v1/openapi.json")).status_code == 200
    assert (await person.client.get("/docs")).status_code == 404


def test_the_page_about_the_api_is_current(knowledge: Knowledge) -> None:
    """docs/api.md follows the OpenAPI document; python -m bot.gateway.describe renews it."""
    assert PAGE.read_text("utf-8") == page(knowledge)
