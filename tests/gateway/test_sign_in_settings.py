"""How people are signed in, as it is set: clear, or the start stops and says which setting."""

from __future__ import annotations

import pytest

from bot.gateway.proxies import read_proxies
from bot.gateway.settings import Settings, SettingsError
from bot.gateway.sign_in.settings import ByProxy, ByToken

NEEDED = {"SAFE_TO_SHARE_SECRET": "s", "SAFE_TO_SHARE_RASA_URL": "http://127.0.0.1:1/"}
BY_PROXY = {"HEADER": "X-Remote-User", "PROXY": "10.0.0.5"}
BY_TOKEN = {"HEADER": "X-Id-Token", "ISSUER": "https://login.example/t", "AUDIENCE": "us"}


def read(**given: str) -> Settings:
    """The settings with these of SAFE_TO_SHARE_SIGN_IN_..."""
    return Settings.from_environment(
        NEEDED | {f"SAFE_TO_SHARE_SIGN_IN_{name}": value for name, value in given.items()}
    )


def test_without_any_whoever_reaches_it_may() -> None:
    """As shipped; and empty ones are none."""
    assert read().sign_in is None
    assert read(HEADER="", PROXY=" ").sign_in is None


def test_both_ways_are_read() -> None:
    """Several proxies, networks among them; the algorithm has its default."""
    several = read(HEADER="X-Remote-User", PROXY="10.0.0.5, 10.1.0.0/16 2001:db8::1").sign_in
    token = read(**BY_TOKEN).sign_in
    other = read(**BY_TOKEN, ALGORITHM="ES256", KEYS="https://keys.example/k").sign_in

    assert several == ByProxy("x-remote-user", read_proxies("10.0.0.5 10.1.0.0/16 2001:db8::1"))
    assert token == ByToken("x-id-token", "https://login.example/t", "us", "RS256", "")
    assert isinstance(other, ByToken)
    assert (other.algorithm, other.keys) == ("ES256", "https://keys.example/k")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"HEADER": "X-Remote-User"}, "PROXY"),
        ({"PROXY": "10.0.0.5"}, "HEADER"),
        (BY_PROXY | BY_TOKEN, "PROXY"),
        (BY_PROXY | {"PROXY": "*"}, "PROXY"),
        (BY_PROXY | {"PROXY": "0.0.0.0/0"}, "PROXY"),
        (BY_PROXY | {"PROXY": "::/0"}, "PROXY"),
        (BY_PROXY | {"PROXY": "proxy.example"}, "PROXY"),
        (BY_PROXY | {"PROXY": "10.0.0.5:80"}, "PROXY"),
        (BY_PROXY | {"PROXY": "10.0.0.5/8"}, "PROXY"),
        (BY_PROXY | {"AUDIENCE": "us"}, "AUDIENCE"),
        (BY_PROXY | {"HEADER": "Authorization"}, "HEADER"),
        (BY_PROXY | {"HEADER": "Cookie"}, "HEADER"),
        (BY_PROXY | {"HEADER": "X_Remote User"}, "HEADER"),
        (BY_PROXY | {"HEADER": "Ünser"}, "HEADER"),
        (BY_PROXY | {"USER": "me"}, "USER"),
        ({**BY_TOKEN, "AUDIENCE": ""}, "AUDIENCE"),
        (BY_TOKEN | {"ALGORITHM": "HS256"}, "ALGORITHM"),
        (BY_TOKEN | {"ALGORITHM": "none"}, "ALGORITHM"),
        (BY_TOKEN | {"ISSUER": "login.example"}, "ISSUER"),
        (BY_TOKEN | {"ISSUER": "http://login.example"}, "ISSUER"),
        (BY_TOKEN | {"ISSUER": "https://me@login.example"}, "ISSUER"),
        (BY_TOKEN | {"ISSUER": "https://login.example?x"}, "ISSUER"),
        (BY_TOKEN | {"ISSUER": "https://[::1"}, "ISSUER"),
        (BY_TOKEN | {"KEYS": "file:///etc/passwd"}, "KEYS"),
    ],
)
def test_what_is_unclear_stops_the_start(given: dict[str, str], named: str) -> None:
    """The message names the setting."""
    with pytest.raises(SettingsError, match=f"SAFE_TO_SHARE_SIGN_IN_{named}"):
        read(**given)


@pytest.mark.parametrize("given", ["*", "0.0.0.0/0", "proxy.example", "10.0.0.5:80", "unix:"])
def test_a_trusted_proxy_is_an_address(given: str) -> None:
    """A star would let anybody say which address they come from, and so have any rate."""
    with pytest.raises(SettingsError, match="SAFE_TO_SHARE_TRUSTED_PROXIES"):
        Settings.from_environment(NEEDED | {"SAFE_TO_SHARE_TRUSTED_PROXIES": given})
