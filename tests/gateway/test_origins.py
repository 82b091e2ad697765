"""Pages of other origins: which may call the API, and which cookie they get."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from bot.gateway.settings import Rate, Settings, SettingsError
from tests.gateway.conftest import Person, Running

INTRANET = "https://intranet.example"
API = "/api/v1/conversations"
NEEDED = {"SAFE_TO_SHARE_SECRET": "s", "SAFE_TO_SHARE_RASA_URL": "http://127.0.0.1:1/"}


@pytest.fixture
async def person(running: Running) -> AsyncIterator[Person]:
    """Someone whose intranet is in the settings."""
    async with running(origins=frozenset({INTRANET})) as someone:
        yield someone


async def begin(person: Person, path: str = API, **headers: str) -> httpx.Response:
    """Begin as a web page does."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return await person.client.post(path, json={"channel": "web"}, headers=named)


async def preflight(person: Person, origin: str, path: str = API) -> httpx.Response:
    """What a browser asks before it sends JSON to another origin."""
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return await person.client.options(path, headers=asked)


async def test_a_listed_origin_is_told_that_it_may_call(person: Person) -> None:
    """Cookie and all; the browser remembers for two hours."""
    told = (await preflight(person, INTRANET)).headers

    assert told["access-control-allow-origin"] == INTRANET
    assert told["access-control-allow-credentials"] == "true"
    assert told["access-control-max-age"] == "7200"
    assert {"GET", "POST", "DELETE"} == set(told["access-control-allow-methods"].split(", "))


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", f"{INTRANET}.evil.example", "http://intranet.example"],
)
async def test_no_other_origin_may_read_or_call(person: Person, origin: str) -> None:
    """Neither before a call nor after; and never a star."""
    before = await preflight(person, origin)
    after = await begin(person, Origin=origin)

    assert before.status_code == 400
    assert after.status_code == 403
    for answer in (before, after):
        assert "access-control-allow-origin" not in answer.headers


async def test_without_the_setting_nobody_is_told_anything(running: Running) -> None:
    """As shipped."""
    async with running() as person:
        before = await preflight(person, INTRANET)
        after = await begin(person, Origin="http://chat.test")

    for answer in (before, after):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", ["/chat", "/", "/healthz", "/assets/chat.js"])
async def test_only_the_api_is_open_to_others(person: Person, path: str) -> None:
    """Pages stay ours."""
    answer = await person.client.get(path, headers={"Origin": INTRANET})

    assert "access-control-allow-origin" not in answer.headers


async def test_refusals_can_be_read_by_a_listed_origin(running: Running) -> None:
    """Also the ones that nothing behind the shell has seen; Retry-After among them."""
    origins = frozenset({INTRANET})
    async with running(origins=origins, beginnings=Rate(burst=1, per_minute=1)) as person:
        await begin(person, Origin=INTRANET)
        too_fast = await begin(person, Origin=INTRANET)
        too_large = await person.client.post(
            API, content=b"x" * 20_000, headers={"Origin": INTRANET}
        )

    assert (too_fast.status_code, too_large.status_code) == (429, 413)
    for answer in (too_fast, too_large):
        assert answer.headers["access-control-allow-origin"] == INTRANET
        assert "Retry-After" in answer.headers["access-control-expose-headers"]
        assert "Origin" in answer.headers["vary"]


async def test_another_sites_page_gets_a_cookie_of_its_own_partition(person: Person) -> None:
    """A strict one would never be sent from there."""
    cookie = (await begin(person, Origin=INTRANET, Sec_Fetch_Site="cross-site")).headers[
        "set-cookie"
    ]

    assert all(part in cookie for part in ("SameSite=none", "Secure", "Partitioned", "HttpOnly"))


@pytest.mark.parametrize("site", ["same-site", "same-origin", "none"])
async def test_a_page_of_the_same_site_gets_a_strict_cookie(person: Person, site: str) -> None:
    """chat.agency.example and intranet.agency.example are one site."""
    cookie = (await begin(person, Origin=INTRANET, Sec_Fetch_Site=site)).headers["set-cookie"]

    assert "SameSite=strict" in cookie
    assert "Partitioned" not in cookie


async def test_our_own_page_in_a_frame_asks_for_a_partitioned_cookie(person: Person) -> None:
    """To the browser its calls are of one origin, and its cookie another site's."""
    path = f"{API}?in=frame"
    own = {"Origin": "http://chat.test"}

    framed = (await begin(person, path, **own, Sec_Fetch_Site="same-origin")).headers["set-cookie"]
    plain = (await begin(person, path, **own)).headers["set-cookie"]

    assert "Partitioned" in framed
    # Over plain HTTP a browser takes none of that kind; in a frame of the same site strict will do.
    assert "SameSite=strict" in plain
    assert "Secure" not in plain
    assert (await begin(person, f"{API}?in=hat", **own)).status_code == 422


async def test_clearing_removes_both_kinds_of_cookie(person: Person) -> None:
    """The call that ends a conversation may look otherwise than the one that began it."""
    begun = await begin(person, Origin=INTRANET, Sec_Fetch_Site="cross-site")
    bearer = {"Authorization": f"Bearer {begun.json()['token']}"}

    ended = await person.client.delete(f"{API}/{begun.json()['id']}", headers=bearer)
    gone = ended.headers.get_list("set-cookie")

    assert [("Partitioned" in each, "Max-Age=0" in each) for each in gone] == [
        (False, True),
        (True, True),
    ]


@pytest.mark.parametrize(
    "given",
    [
        "*",
        "https://*.example",
        "https://intranet.example/",
        "https://intranet.example/chat",
        "https://intranet.example?x",
        "https://intranet.example#x",
        "https://me@intranet.example",
        "intranet.example",
        "ftp://intranet.example",
        "https://",
        "https://intranet.example:port",
        "https://intranet.example:99999",
        "https://a.example,https://b.example",
        "https://whānau.example",
        "null",
        "https://fine.example 'self'",
    ],
)
def test_what_is_no_origin_stops_the_start(given: str) -> None:
    """The message names the setting, and what in it is wrong."""
    with pytest.raises(SettingsError, match=r"ORIGINS has .* which is no origin"):
        Settings.from_environment({**NEEDED, "SAFE_TO_SHARE_ORIGINS": given})


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", set()),
        ("https://Intranet.Example", {INTRANET}),
        ("https://intranet.example:443", {INTRANET}),
        ("http://localhost:80 http://[::1]:8080", {"http://localhost", "http://[::1]:8080"}),
        (
            "https://a.example:8443\n https://b.example",
            {"https://a.example:8443", "https://b.example"},
        ),
    ],
)
def test_origins_are_read_as_browsers_name_them(given: str, read: set[str]) -> None:
    """Small letters, and no port where it goes without saying."""
    settings = Settings.from_environment({**NEEDED, "SAFE_TO_SHARE_ORIGINS": given})

    assert settings.origins == read
