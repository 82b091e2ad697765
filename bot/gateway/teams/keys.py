"""Microsoft's keys with their endorsements: kept for a day, renewed when one is unknown."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
import jwt

from bot.gateway.faults import log_fault
from bot.gateway.teams import hosts

if TYPE_CHECKING:
    from collections.abc import Callable

METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
KEPT = 24 * 60 * 60.0
"""Seconds after which keys are fetched again."""

BETWEEN = 60.0
"""Seconds between two fetches for unknown keys: made-up names of keys bring no more."""

AFTER_FAULT = 5.0
"""Seconds before a fetch that failed is tried again, while there are no keys at all."""


class NoKeys(Exception):
    """There are no keys, because Microsoft could not be asked."""


@dataclass(frozen=True)
class Key:
    """A key, and the channels that it may sign for."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


class Keys:
    """Keys by their name."""

    def __init__(
        self, client: httpx.AsyncClient, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Fetch through a client, later; ``clock`` gives seconds."""
        self._client = client
        self._clock = clock
        self._keys: dict[str, Key] = {}
        self._fetched = self._tried = self._forced = float("-inf")
        self._one = asyncio.Lock()

    async def find(self, name: str) -> Key | None:
        """The key of that name; None when Microsoft has none.

        Raises:
            NoKeys: nothing could be fetched, so nobody can be told apart.
        """
        if self._is_old():
            await self._renew(lambda: self._is_old() and self._may_try())
        if not self._keys:
            raise NoKeys
        if name not in self._keys and self._may_force():
            await self._renew(lambda: name not in self._keys and self._may_force(), forced=True)
        return self._keys.get(name)

    def _is_old(self) -> bool:
        return self._clock() - self._fetched >= KEPT

    def _may_try(self) -> bool:
        return self._clock() - self._tried >= (BETWEEN if self._keys else AFTER_FAULT)

    def _may_force(self) -> bool:
        return self._clock() - self._forced >= BETWEEN

    async def _renew(self, is_needed: Callable[[], bool], *, forced: bool = False) -> None:
        """Fetch once for all who wait; old keys stay when that fails."""
        async with self._one:
            if not is_needed():
                return
            self._tried = self._clock()
            if forced:
                self._forced = self._tried
            try:
                self._keys = _read(await self._json(await self._keys_address()))
                self._fetched = self._clock()
            except (httpx.HTTPError, ValueError, jwt.PyJWTError) as error:
                log_fault("teams_keys_not_fetched", error)

    async def _keys_address(self) -> str:
        address = (await self._json(METADATA)).get("jwks_uri")
        if not isinstance(address, str) or not hosts.is_https_at(address, hosts.KEYS):
            raise ValueError("The metadata name no address for keys.")
        return address

    async def _json(self, address: str) -> dict[str, Any]:
        answer = await self._client.get(address)
        answer.raise_for_status()
        found = answer.json()
        if not isinstance(found, dict):
            raise ValueError("Not a JSON object.")  # noqa: TRY004  (of what was sent, not of ours)
        return found


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
