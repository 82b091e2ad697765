"""Whether Microsoft's connector sent a delivery: its token, in the order of its checks.

A token does not sign the body, so what it says of the body is compared with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jwt

from bot.gateway.faults import log_line
from bot.gateway.teams import kit

if TYPE_CHECKING:
    from bot.gateway.teams.keys import Key, Keys

CHANNEL = "msteams"
_BEARER = "Bearer "
_LONGEST = 8 * 1024
"""Characters of a token; Microsoft's have about one thousand."""

_NEEDED = ("exp", "iss", "aud", "serviceurl")


class NotMicrosoft(Exception):
    """The token is not one of Microsoft's for us and this body. ``check`` names what failed."""

    def __init__(self, check: str, status: int = 401) -> None:
        """Refuse with this status."""
        super().__init__(check)
        self.check = check
        self.status = status


@dataclass
class _Given:
    """Gives the kit the key that we found."""

    key: jwt.PyJWK | None = None

    def get_signing_key_from_jwt(self, _token: str) -> jwt.PyJWK:
        assert self.key is not None  # noqa: S101  (set just before)
        return self.key


class Tokens:
    """Checks tokens for one app."""

    def __init__(self, app_id: str, keys: Keys, *, enforce_endorsement: bool) -> None:
        """Check with these keys; loads Microsoft's kit."""
        self._app_id = app_id
        self._keys = keys
        self._enforce = enforce_endorsement
        self._given = _Given()
        self._validator = kit.load_validator(app_id, self._given)

    async def check(self, authorization: str, service: str) -> None:
        """Pass what Microsoft's connector sent for this service address.

        Raises:
            NotMicrosoft: it did not.
            NoKeys: that cannot be told now.
        """
        token = bearer(authorization)
        name = self._readable(token, service)
        key = await self._keys.find(name)
        if key is None:
            raise NotMicrosoft("unknown key")
        claims = await self._validated(token, key, service)
        if claims.get("exp") is None:
            raise NotMicrosoft("no exp")
        self._check_endorsed(key)

    def _readable(self, token: str, service: str) -> str:
        """The key's name, of a token that says what one for us would say. Nothing is proved yet.

        It keeps made-up tokens from making us fetch keys.
        """
        try:
            header = jwt.get_unverified_header(token)
            claims = jwt.decode(token, options={"verify_signature": False})
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise NotMicrosoft("malformed") from None
        if header.get("alg") != "RS256":
            raise NotMicrosoft("algorithm")
        name = header.get("kid")
        if not isinstance(name, str) or not name:
            raise NotMicrosoft("no kid")
        if missing := [each for each in _NEEDED if not claims.get(each)]:
            raise NotMicrosoft(f"no {missing[0]}")
        if claims["iss"] != kit.ISSUER:
            raise NotMicrosoft("issuer")
        if claims["aud"] != self._app_id:
            raise NotMicrosoft("audience")
        # The kit's own check of this passes an activity that names no address at all.
        place = claims["serviceurl"]
        if not isinstance(place, str) or place.rstrip("/") != service.rstrip("/"):
            raise NotMicrosoft("serviceurl")
        return name

    async def _validated(self, token: str, key: Key, service: str) -> dict[str, Any]:
        """The claims, after Microsoft's own check: signature, times, issuer, audience, service."""
        self._given.key = key.key  # read before anything is awaited in there
        try:
            return await self._validator.validate_token(token, service)
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
            raise NotMicrosoft(type(error).__name__) from None

    def _check_endorsed(self, key: Key) -> None:
        if CHANNEL in key.endorsements:
            return
        if self._enforce:
            raise NotMicrosoft("endorsement", 403)
        log_line("teams_key_not_endorsed", endorsements=len(key.endorsements))


def bearer(authorization: str) -> str:
    """The token of a header.

    Raises:
        NotMicrosoft: there is none.
    """
    token = authorization.removeprefix(_BEARER)
    if not authorization.startswith(_BEARER) or not token:
        raise NotMicrosoft("no token")
    if len(token) > _LONGEST or not token.isascii():
        raise NotMicrosoft("malformed")
    return token
