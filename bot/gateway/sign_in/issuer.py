"""The keys of who signs tokens: where the issuer's own metadata say, or where a setting does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import jwt

from bot.gateway.fetched_keys import FetchedKeys, fetched_json
from bot.gateway.sign_in.settings import is_safe_address

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

    from bot.gateway.sign_in.settings import ByToken

METADATA = "/.well-known/openid-configuration"


class IssuerKeys(FetchedKeys[jwt.PyJWK]):
    """Keys by their name."""

    def __init__(
        self,
        settings: ByToken,
        client: httpx.AsyncClient,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Fetch through a client, later; ``clock`` gives seconds."""
        super().__init__(self._all, fault="sign_in_keys_not_fetched", clock=clock)
        self._settings = settings
        self._client = client

    async def _all(self) -> dict[str, jwt.PyJWK]:
        address = self._settings.keys or await self._named()
        return _read(await fetched_json(self._client, address), self._settings.algorithm)

    async def _named(self) -> str:
        """Where the keys are, by the issuer's metadata.

        Raises:
            ValueError: the metadata are another issuer's, or name no place that is safe.
        """
        issuer = self._settings.issuer
        found = await fetched_json(self._client, issuer.rstrip("/") + METADATA)
        address = found.get("jwks_uri")
        if found.get("issuer") != issuer:
            raise ValueError("The metadata are of another issuer.")
        if not isinstance(address, str) or not is_safe_address(address):
            raise ValueError("The metadata name no address for keys.")
        return address


def _read(document: dict[str, Any], algorithm: str) -> dict[str, jwt.PyJWK]:
    """Keys for this algorithm; those of another kind, or to seal with, are left out.

    Raises:
        ValueError: there is none.
    """
    found = {}
    raw = document.get("keys")
    for each in raw if isinstance(raw, list) else ():
        if not isinstance(each, dict) or each.get("use", "sig") != "sig":
            continue
        try:
            key = jwt.PyJWK(each, algorithm=algorithm)
        except (jwt.PyJWTError, ValueError, TypeError):
            continue
        if isinstance(key.key_id, str) and key.key_id and each.get("kty") != "oct":
            found[key.key_id] = key
    if not found:
        raise ValueError("No key.")
    return found
