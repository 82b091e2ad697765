"""Who gets in, where an agency wants a token of OpenID Connect."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from bot.gateway.fetched_keys import BETWEEN, NoKeys
from bot.gateway.sign_in.issuer import IssuerKeys
from bot.gateway.sign_in.settings import ByToken
from tests.gateway.conftest import Person, Running
from tests.gateway.issuer import (
    BY_TOKEN,
    HEADER,
    KEYS,
    Issuer,
    as_jwk,
    curve_key,
    private_key,
    token,
)

API = "/api/v1/conversations"


@pytest.fixture(autouse=True)
def _every_line(caplog: pytest.LogCaptureFixture) -> None:
    """What the product logs, as it is shipped."""
    caplog.set_level("INFO", "bot.gateway")


@pytest.fixture
def issuer() -> Issuer:
    """Who signs."""
    return Issuer()


@pytest.fixture
async def signed(running: Running, issuer: Issuer) -> AsyncIterator[Person]:
    """Somebody before a gateway that wants a token."""
    async with running(sign_in=BY_TOKEN, issuer=issuer.way()) as someone:
        yield someone


async def begin(person: Person, given: dict[str, str] | None = None) -> httpx.Response:
    """Begin a conversation with these headers."""
    return await person.client.post(API, json={}, headers=given or {})


async def test_whom_the_issuer_vouches_for_gets_in(signed: Person) -> None:
    """With or without the word that proxies put before it; the keys are fetched once."""
    for given in (token(), f"Bearer {token()}", token(aud=["other", "safe-to-share"])):
        assert (await begin(signed, {HEADER: given})).status_code == 201


NOW = int(time.time())


@pytest.mark.parametrize(
    ("given", "check"),
    [
        ("nonsense", "malformed"),
        ("a.b.c", "malformed"),
        ("." * 400, "malformed"),
        ("x" * 20_000, "too long"),
        (token(iss="https://login.example/other"), "InvalidIssuerError"),
        (token(aud="another"), "InvalidAudienceError"),
        (token(aud=None), "MissingRequiredClaimError"),
        (token(exp=NOW - 120), "ExpiredSignatureError"),
        (token(exp=None), "MissingRequiredClaimError"),
        (token(exp="soon"), "DecodeError"),
        (token(nbf=NOW + 600), "ImmatureSignatureError"),
        (token(iat=NOW + 600), "ImmatureSignatureError"),
        (token(sub=None), "MissingRequiredClaimError"),
        (token(sub=""), "no sub"),
        (token(private_key("attacker")), "InvalidSignatureError"),
        (token(private_key("attacker"), kid="attacker"), "unknown key"),
        (token(kid=None), "no kid"),
        (token("k" * 64, algorithm="HS256"), "algorithm"),
        (token("", algorithm="none"), "algorithm"),
        (token(algorithm="RS512"), "algorithm"),
        (token(curve_key(), algorithm="ES256"), "algorithm"),
        (token()[:-8] + "AAAAAAAA", "InvalidSignatureError"),
    ],
)
async def test_a_token_that_is_not_good(
    signed: Person, caplog: pytest.LogCaptureFixture, given: str, check: str
) -> None:
    """401 with what to do; the log says which check failed, and nothing of the token."""
    answer = await begin(signed, {HEADER: given})

    assert answer.status_code == 401
    assert "Sign in" in answer.text
    assert f'"check": "{check}"' in caplog.text
    assert given[:30] not in caplog.text


async def test_clocks_may_differ_by_a_minute(signed: Person) -> None:
    """And no more: above."""
    late = token(exp=int(time.time()) - 30, nbf=int(time.time()) + 30)

    assert (await begin(signed, {HEADER: late})).status_code == 201


async def test_the_conversations_own_token_lets_nobody_in(signed: Person) -> None:
    """Nor does an issuer's token open a conversation."""
    begun = (await begin(signed, {HEADER: token()})).json()
    path = f"{API}/{begun['id']}/turns"
    own = {"Authorization": f"Bearer {begun['token']}"}

    alone = await signed.client.get(path, headers=own)
    other = await signed.client.get(
        path, headers={HEADER: token(), "Authorization": f"Bearer {token()}"}
    )
    both = await signed.client.get(path, headers={HEADER: token(), **own})

    assert [each.status_code for each in (alone, other, both)] == [401, 404, 200]


async def test_without_the_issuers_keys_nobody_can_be_told(signed: Person, issuer: Issuer) -> None:
    """503 with whom to ring, and when to come again; the next try finds them."""
    issuer.is_down = True
    refused = await begin(signed, {HEADER: token()})
    ready = await signed.client.get("/healthz")

    assert refused.status_code == 503
    assert "111" in refused.text
    assert refused.headers["retry-after"] == "5"
    assert ready.status_code == 200


async def test_nothing_is_fetched_at_start(signed: Person, issuer: Issuer) -> None:
    """Nor for who brings no token that could be one."""
    await begin(signed)
    await begin(signed, {HEADER: "nonsense"})

    assert issuer.asked == []


def keys_of(
    issuer: Issuer, settings: ByToken = BY_TOKEN, clock: Any = time.monotonic
) -> IssuerKeys:
    """Its keys, fetched over its way."""
    return IssuerKeys(settings, httpx.AsyncClient(transport=issuer.way()), clock)


async def test_made_up_keys_bring_one_fetch_a_minute(issuer: Issuer) -> None:
    """Whatever strangers send; a new key of the issuer's is found all the same."""
    now = [0.0]
    keys = keys_of(issuer, clock=lambda: now[0])
    for number in range(50):
        assert await keys.find(f"made-up-{number}") is None
    assert len(issuer.asked) == 4

    issuer.listed.append(as_jwk("second"))
    now[0] = BETWEEN + 1
    assert await keys.find("second")


async def test_keys_may_be_where_a_setting_says(issuer: Issuer) -> None:
    """Then the issuer itself is not asked."""
    settings = ByToken(HEADER, "https://silent.example", "us", keys=KEYS)

    assert await keys_of(issuer, settings).find("first")
    assert issuer.asked == ["keys.example/tenant"]


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"issuer": "https://other.example", "jwks_uri": KEYS},
        {"issuer": BY_TOKEN.issuer, "jwks_uri": "http://keys.example/"},
        {"issuer": BY_TOKEN.issuer, "jwks_uri": "file:///etc/passwd"},
        {"issuer": BY_TOKEN.issuer, "jwks_uri": 4},
    ],
)
async def test_metadata_that_are_not_the_issuers_lead_nowhere(
    issuer: Issuer, metadata: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """No keys are asked for there."""
    issuer.metadata = metadata
    with pytest.raises(NoKeys):
        await keys_of(issuer).find("first")

    assert issuer.asked == ["login.example/tenant/.well-known/openid-configuration"]
    assert "sign_in_keys_not_fetched" in caplog.text


async def test_only_keys_for_signing_of_the_one_kind_are_read(issuer: Issuer) -> None:
    """A secret in the list, a key to seal with, one of another kind and rubbish are left out."""
    secret = {"kty": "oct", "k": "c2VjcmV0", "kid": "secret"}
    broken, curve = {"kty": "RSA", "kid": "broken", "n": 4}, {"kty": "EC", "kid": "curve"}
    rubbish: list[Any] = [4, {}, broken, curve]
    issuer.listed = [secret, *rubbish, as_jwk("sealing", use="enc"), as_jwk("first")]
    keys = keys_of(issuer)

    found = [name for name in ("secret", "broken", "curve", "sealing") if await keys.find(name)]

    assert found == []
    assert await keys.find("first")
