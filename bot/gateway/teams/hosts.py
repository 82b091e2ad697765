"""Where our token may go: Microsoft's own hosts, over https, and never a private address."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

CONNECTORS = frozenset({"smba.trafficmanager.net"})
"""Hosts of the public cloud's connector; the region is in the path."""

KEYS = frozenset({"login.botframework.com"})
"""Hosts that may name keys for tokens."""


def is_https_at(address: str, hosts: frozenset[str]) -> bool:
    """Whether an address is https at one of the hosts, and plainly so.

    No user, no port but 443, no query, no fragment, nothing that two readers of an address could
    read in two ways.
    """
    plain = address.isascii() and address.isprintable() and not set(address) & set(" \\@?#%;")
    if not plain or ".." in address:
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme == "https" and parts.hostname in hosts and port in {None, 443}


def activities_of(service: str, conversation: str) -> str:
    """Where messages of a conversation are sent to. Its id may hold any character."""
    return f"{service.rstrip('/')}/v3/conversations/{quote(conversation, safe='')}/activities"


async def look_up(host: str) -> list[str]:
    """The addresses of a host."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


class PublicOnly(httpx.AsyncBaseTransport):
    """Connects to public addresses only, whatever a name server says."""

    def __init__(
        self,
        inner: httpx.AsyncBaseTransport | None = None,
        resolve: Callable[[str], Awaitable[list[str]]] = look_up,
    ) -> None:
        """Wrap a transport; the network's own when left out."""
        self._inner = inner or httpx.AsyncHTTPTransport(retries=0)
        self._resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send on, or refuse.

        Raises:
            httpx.ConnectError: the host has no address, or one that is not public.
        """
        try:
            addresses = await self._resolve(request.url.host)
        except OSError:
            raise httpx.ConnectError("The host has no address.") from None
        if not addresses or not all(ipaddress.ip_address(each).is_global for each in addresses):
            raise httpx.ConnectError("The host has an address that is not public.")
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what it wraps."""
        await self._inner.aclose()
