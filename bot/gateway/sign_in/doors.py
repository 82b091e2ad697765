"""The two ways of telling who is signed in. What they find is used, and never kept or logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import jwt

from bot.gateway import words
from bot.gateway.errors import NotSignedIn, PastSignIn, Unavailable
from bot.gateway.faults import log_line
from bot.gateway.fetched_keys import NoKeys
from bot.gateway.proxies import PEER, is_named

if TYPE_CHECKING:
    from starlette.types import Scope

    from bot.gateway.sign_in.issuer import IssuerKeys
    from bot.gateway.sign_in.settings import ByProxy, ByToken
    from bot.law.model import Law

LEEWAY = 60
"""Seconds by which clocks may differ."""

LONGEST_NAME = 512
LONGEST_TOKEN = 16 * 1024
"""Characters. Tokens that name many groups are long."""

_NEEDED = ["exp", "iss", "aud", "sub"]
_BEARER = "bearer "


class Door(Protocol):
    """Tells who is signed in."""

    async def who(self, scope: Scope) -> str:
        """Something that is the same for the same person.

        Raises:
            Refused: nobody is, or it cannot be told now.
        """


class ProxyDoor:
    """Believes the header of a proxy that is named, and refuses it from anybody else."""

    def __init__(self, settings: ByProxy) -> None:
        """Believe these proxies."""
        self._settings = settings

    async def who(self, scope: Scope) -> str:
        """The name that the proxy gives.

        Raises:
            NotSignedIn: it gives none.
            PastSignIn: the header came from elsewhere, or more than once.
        """
        named = given(scope, self._settings.header)
        is_proxy = is_named(scope.get(PEER, ""), self._settings.proxies)
        if named and not is_proxy:
            log_line("sign_in_forged", why="not from the proxy")
            raise PastSignIn
        if len(named) > 1:
            # A proxy that adds its header to the caller's own would let anybody be anyone.
            log_line("sign_in_forged", why="header given twice")
            raise PastSignIn
        name = named[0].strip() if named else ""
        if not name or len(name) > LONGEST_NAME:
            raise NotSignedIn
        return name


class TokenDoor:
    """Believes a token that the issuer signed for us."""

    def __init__(self, settings: ByToken, keys: IssuerKeys, law: Law) -> None:
        """Check with these keys; the law says whom to ring when there are none."""
        self._settings = settings
        self._keys = keys
        self._law = law

    async def who(self, scope: Scope) -> str:
        """The token's subject.

        Raises:
            NotSignedIn: there is no token, or it is not good.
            Unavailable: the issuer's keys cannot be had.
        """
        tokens = given(scope, self._settings.header)
        if not tokens:
            raise NotSignedIn
        if len(tokens) > 1:
            raise _refused("header given twice")
        token = _without_bearer(tokens[0].strip())
        try:
            key = await self._keys.find(self._name_of_key(token))
        except NoKeys:
            raise Unavailable(words.unavailable(self._law)) from None
        if key is None:
            raise _refused("unknown key")
        return self._subject(token, key)

    def _name_of_key(self, token: str) -> str:
        """What signed it, of a token that is one at all: others make us fetch no keys."""
        if len(token) > LONGEST_TOKEN:
            raise _refused("too long")
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise _refused("malformed") from None
        name = header.get("kid")
        if header.get("alg") != self._settings.algorithm:
            raise _refused("algorithm")
        if not isinstance(name, str) or not name:
            raise _refused("no kid")
        return name

    def _subject(self, token: str, key: jwt.PyJWK) -> str:
        try:
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[self._settings.algorithm],
                issuer=self._settings.issuer,
                audience=self._settings.audience,
                leeway=LEEWAY,
                options={"require": _NEEDED},
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError, OverflowError) as error:
            raise _refused(type(error).__name__) from None
        if not claims["sub"]:
            raise _refused("no sub")
        return str(claims["sub"])


def given(scope: Scope, header: str) -> list[str]:
    """Every value of a header, those that are empty left out."""
    name = header.encode()
    values = [value.decode("latin-1") for key, value in scope["headers"] if key == name]
    return [value for value in values if value.strip()]


def _without_bearer(token: str) -> str:
    is_marked = token[: len(_BEARER)].lower() == _BEARER
    return token[len(_BEARER) :].strip() if is_marked else token


def _refused(check: str) -> NotSignedIn:
    """Log which check failed, and nothing of the token."""
    log_line("sign_in_refused", check=check)
    return NotSignedIn()
