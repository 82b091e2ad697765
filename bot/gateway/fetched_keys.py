"""Somebody else's signing keys: fetched late, kept for a day, renewed when one is unknown."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import httpx
import jwt

from bot.gateway.faults import log_fault

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

KEPT = 24 * 60 * 60.0
"""Seconds after which keys are fetched again."""

BETWEEN = 60.0
"""Seconds between two fetches for unknown keys: made-up names of keys bring no more."""

AFTER_FAULT = 5.0
"""Seconds before a fetch that failed is tried again, while there are no keys at all."""

K = TypeVar("K")


class NoKeys(Exception):
    """There are no keys, because who has them could not be asked."""


class FetchedKeys(Generic[K]):
    """Keys by their name."""

    def __init__(
        self,
        fetch: Callable[[], Awaitable[dict[str, K]]],
        *,
        fault: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Fetch later.

        Args:
            fetch: gives all keys; raises what HTTPX, JSON and PyJWT raise.
            fault: what the log calls a fetch that failed.
            clock: gives seconds.
        """
        self._fetch = fetch
        self._fault = fault
        self._clock = clock
        self._keys: dict[str, K] = {}
        self._fetched = self._tried = self._forced = float("-inf")
        self._one = asyncio.Lock()

    async def find(self, name: str) -> K | None:
        """The key of that name; None when there is none.

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
                self._keys = await self._fetch()
                self._fetched = self._clock()
            except (httpx.HTTPError, ValueError, jwt.PyJWTError) as error:
                log_fault(self._fault, error)


async def fetched_json(client: httpx.AsyncClient, address: str) -> dict[str, Any]:
    """The JSON object at an address.

    Raises:
        httpx.HTTPError: it cannot be had.
        ValueError: it is none.
    """
    answer = await client.get(address)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("Not a JSON object.")  # noqa: TRY004  (of what was sent, not of ours)
    return found
