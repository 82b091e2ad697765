"""Microsoft's keys with their endorsements."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jwt

from bot.gateway.fetched_keys import FetchedKeys, fetched_json
from bot.gateway.teams import hosts

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"


@dataclass(frozen=True)
class Key:
    """A key, and the channels that it may sign for."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


class Keys(FetchedKeys[Key]):
    """Keys by their name."""

    def __init__(
        self, client: httpx.AsyncClient, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Fetch through a client, later; ``clock`` gives seconds."""
        super().__init__(self._all, fault="teams_keys_not_fetched", clock=clock)
        self._client = client

    async def _all(self) -> dict[str, Key]:
        address = (await fetched_json(self._client, METADATA)).get("jwks_uri")
        if not isinstance(address, str) or not hosts.is_https_at(address, hosts.KEYS):
            raise ValueError("The metadata name no address for keys.")
        return _read(await fetched_json(self._client, address))


def _read(document: dict[str, Any]) -> dict[str, Key]:
    """Keys out of the raw document; those of another kind than RSA are left out.

    Raises:
        ValueError: there is none.
    """
    found = {}
    raw = document.get("keys")
    for each in raw if isinstance(raw, list) else ():
        if not isinstance(each, dict) or each.get("kty") != "RSA":
            continue
        try:
            key = jwt.PyJWK(each, algorithm="RS256")
        except jwt.PyJWTError:
            continue
        endorsed = each.get("endorsements")
        names = endorsed if isinstance(endorsed, list) else []
        if key.key_id:
            found[key.key_id] = Key(key, frozenset(filter(lambda n: isinstance(n, str), names)))
    if not found:
        raise ValueError("No key.")
    return found
