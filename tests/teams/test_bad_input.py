"""Whatever is delivered, it is answered plainly, and nothing falls over."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.gateway.teams import activity
from bot.gateway.teams.hosts import CONNECTORS, PublicOnly, activities_of, is_https_at
from bot.gateway.teams.seal import Seal
from tests.teams.conftest import Agency
from tests.teams.microsoft import activity as message

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
FIELDS = [*sorted(message()), "value", "entities", "membersAdded", "action", "name"]
SEAL = Seal(b"k" * 32)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_an_activity_is_read_or_refused(changes: dict[str, Any]) -> None:
    """Each field of any JSON at all: an activity whose fields have their types, or Malformed."""
    body = json.dumps(message(**changes)).encode()
    try:
        found = activity.read(body)
    except activity.Malformed:
        return
    assert isinstance(found.text, str)
    assert found.id
    assert all(isinstance(each, str) for each in found.tenants)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(body: bytes) -> None:
    """No bytes at all are more than malformed."""
    try:
        activity.read(body)
    except activity.Malformed:
        return
    assert isinstance(json.loads(body), dict)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_a_place_is_a_conversation_without_its_thread(changes: dict[str, Any]) -> None:
    """Whatever hangs on it, a place is the beginning of the conversation's id."""
    try:
        found = activity.read(json.dumps(message(**changes)).encode())
    except activity.Malformed:
        return
    assert ";" not in found.place
    assert found.conversation.startswith(found.place)


async def test_deliveries_of_wrong_types_over_the_wire(agency: Agency) -> None:
    """Each field in turn of each wrong type: 200, 400, 401 or 403, and never 500."""
    wrong: list[Any] = [4, 1.5, True, [], [4], {}, {"id": 4}, "", "\ud800", "x" * 5_000]
    for name in FIELDS:
        for value in wrong:
            answer = await agency.deliver(**{name: value})
            assert answer.status_code in {200, 400, 401, 403}, (name, value)
    await agency.settled()
    assert not agency.microsoft.leaks


@settings(deadline=None)
@given(st.text(min_size=1))
def test_an_id_never_leaves_its_place_in_an_address(conversation: str) -> None:
    """Whatever a conversation is called, the address has the same host and as many steps."""
    try:
        address = httpx.URL(activities_of("https://smba.trafficmanager.net/apac/", conversation))
    except UnicodeEncodeError:
        return
    assert address.host == "smba.trafficmanager.net"
    assert address.raw_path.count(b"/") == 5


@settings(deadline=None)
@given(st.text())
def test_nothing_but_plain_https_at_microsoft_is_an_address(text: str) -> None:
    """Text before, between or behind makes it another address."""
    for address in (text, f"https://{text}", f"https://smba.trafficmanager.net{text}"):
        if is_https_at(address, CONNECTORS):
            assert httpx.URL(address).host == "smba.trafficmanager.net"
            assert httpx.URL(address).scheme == "https"


@settings(deadline=None)
@given(st.text(), st.text(), st.text(min_size=1).filter(str.isascii), st.binary())
def test_a_sealed_answer_opens_for_its_conversation_only(
    question: str, value: str, conversation: str, noise: bytes
) -> None:
    """And nothing else opens at all."""
    sealed = SEAL.sign(question, value, conversation)
    ticket = SEAL.open(sealed, conversation)

    if len(sealed) <= 1_000:
        assert ticket
        assert (ticket.question, ticket.value) == (question, value)
    assert SEAL.open(sealed, f"{conversation}x") is None
    assert SEAL.open(noise.hex(), conversation) is None
    assert SEAL.sign(question, value, conversation) != sealed


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["10.0.0.8"], ["::1"], ["169.254.169.254"], ["52.0.0.1", "192.168.1.1"], []],
)
async def test_no_private_address_is_connected_to(addresses: list[str]) -> None:
    """Whatever a name server says that Microsoft's host is."""
    reached = []

    async def resolve(_: str) -> list[str]:
        return addresses

    inner = httpx.MockTransport(lambda request: httpx.Response(200, request=request))
    async with httpx.AsyncClient(transport=PublicOnly(inner, resolve)) as client:
        with pytest.raises(httpx.ConnectError):
            reached.append(await client.get("https://smba.trafficmanager.net/"))
    assert reached == []


async def test_a_public_address_is_connected_to() -> None:
    """The rule itself lets pass what it should."""

    async def resolve(_: str) -> list[str]:
        return ["52.112.0.1", "2603:1061::1"]

    inner = httpx.MockTransport(lambda request: httpx.Response(200, request=request))
    async with httpx.AsyncClient(transport=PublicOnly(inner, resolve)) as client:
        assert (await client.get("https://smba.trafficmanager.net/")).status_code == 200
