"""How people are signed in before they reach us. Without any setting, whoever reaches us may."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.gateway.proxies import ProxyError, read_proxies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.gateway.proxies import Network

PREFIX = "SAFE_TO_SHARE_SIGN_IN_"
ALGORITHMS = ("RS256", "PS256", "ES256")
LONGEST_CLAIM = 512
"""Characters of an issuer or audience."""

_NAMES = ("HEADER", "PROXY", "ISSUER", "AUDIENCE", "ALGORITHM", "KEYS")
_HEADER = re.compile(r"[a-z][a-z0-9-]{0,63}")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_TAKEN = frozenset(
    "accept accept-encoding accept-language authorization connection content-length content-type "
    "cookie forwarded host origin referer user-agent x-forwarded-for x-forwarded-host "
    "x-forwarded-proto".split()
)
"""Headers that callers send anyway, or that mean something else here."""


class SignInSettingsError(ValueError):
    """A setting is missing or is not what it should be. The message names it."""


@dataclass(frozen=True)
class ByProxy:
    """A proxy of these addresses signs people in, and names them in this header (small letters)."""

    header: str
    proxies: tuple[Network, ...]


@dataclass(frozen=True)
class ByToken:
    """A token of OpenID Connect comes in this header (small letters).

    Attributes:
        header: its name.
        issuer: who signs, exactly as tokens say it.
        audience: for whom it has to be signed.
        algorithm: the only one.
        keys: where the issuer's keys are; empty to ask the issuer.
    """

    header: str
    issuer: str
    audience: str
    algorithm: str = ALGORITHMS[0]
    keys: str = ""


def read_sign_in(env: Mapping[str, str]) -> ByProxy | ByToken | None:
    """The settings named ``SAFE_TO_SHARE_SIGN_IN_...``; None when none is set.

    Raises:
        SignInSettingsError: one is missing, malformed, or says two things.
    """
    given = {name.removeprefix(PREFIX): v for name, v in env.items() if name.startswith(PREFIX)}
    known = {name: value.strip() for name, value in given.items() if value.strip()}
    if unknown := sorted(known.keys() - set(_NAMES)):
        raise SignInSettingsError(
            f"{PREFIX}{unknown[0]} is no setting. There are: {', '.join(_NAMES)}."
        )
    if not known:
        return None
    if ("PROXY" in known) == ("ISSUER" in known):
        raise SignInSettingsError(
            f"One of {PREFIX}PROXY and {PREFIX}ISSUER is needed: the address of the proxy that "
            "signs people in, or who signs their tokens. Not both."
        )
    return _by_proxy(known) if "PROXY" in known else _by_token(known)


def _by_proxy(known: Mapping[str, str]) -> ByProxy:
    if beside := sorted(known.keys() - {"HEADER", "PROXY"}):
        raise SignInSettingsError(f"{PREFIX}{beside[0]} is for tokens; {PREFIX}PROXY has none.")
    try:
        return ByProxy(_header(known), read_proxies(known["PROXY"]))
    except ProxyError as error:
        raise SignInSettingsError(f"{PREFIX}PROXY {error}") from None


def _by_token(known: Mapping[str, str]) -> ByToken:
    audience = known.get("AUDIENCE", "")
    if not audience or len(audience) > LONGEST_CLAIM:
        raise SignInSettingsError(
            f"{PREFIX}AUDIENCE has to be for whom tokens are signed, such as the client id."
        )
    algorithm = known.get("ALGORITHM", ALGORITHMS[0])
    if algorithm not in ALGORITHMS:
        raise SignInSettingsError(f"{PREFIX}ALGORITHM has to be one of {', '.join(ALGORITHMS)}.")
    keys = _address(known, "KEYS") if "KEYS" in known else ""
    return ByToken(_header(known), _address(known, "ISSUER"), audience, algorithm, keys)


def _header(known: Mapping[str, str]) -> str:
    name = known.get("HEADER", "").lower()
    if not _HEADER.fullmatch(name) or name in _TAKEN:
        raise SignInSettingsError(
            f"{PREFIX}HEADER has to be the name of the header that the proxy sets, such as "
            "X-Remote-User; none that callers send anyway, such as Authorization or Cookie."
        )
    return name


def _address(known: Mapping[str, str], name: str) -> str:
    address = known[name]
    if not is_safe_address(address):
        raise SignInSettingsError(
            f"{PREFIX}{name} has to be an https address without query, such as "
            "https://login.example.govt.nz/tenant; plain http only on this machine."
        )
    return address


def is_safe_address(address: str) -> bool:
    """Whether keys may be asked for there: https, or http on this very machine."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    is_plain = address.isascii() and address.isprintable() and not set(address) & set(' \\@?#"')
    is_private = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    return bool(host) and is_plain and is_private and len(address) <= LONGEST_CLAIM
