"""Proxies before the gateway: which are named, and for whom one of them says that it speaks."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PEER = "safe_to_share.peer"
"""In the scope: the address at the other end of the connection, whatever any header says."""


class ProxyError(ValueError):
    """Something is no proxy's address. The message names it and says what is allowed."""


def read_proxies(text: str) -> tuple[Network, ...]:
    """Addresses and networks from a setting, with spaces or commas between.

    Raises:
        ProxyError: one is malformed, or would name everybody.
    """
    return tuple(_network(each) for each in text.replace(",", " ").split())


def _network(given: str) -> Network:
    try:
        found = ipaddress.ip_network(given)
    except ValueError:
        found = None
    if found is None or not found.prefixlen:
        raise ProxyError(
            f"has {given!r}, which is no address of a proxy: 10.0.0.5, or a network such as "
            "10.0.0.0/24; no name, no port and no star. Put spaces between several."
        )
    return found


def is_named(address: str, proxies: tuple[Network, ...]) -> bool:
    """Whether an address is one of these; what is no address is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in proxy for proxy in proxies)


class Forwarded:
    """ASGI middleware: notes who is at the other end, then believes a named proxy's headers.

    Only here, since nothing behind can tell any more who really sent them.
    """

    def __init__(self, app: ASGIApp, *, proxies: tuple[Network, ...]) -> None:
        """Wrap an app; with no proxies named, nobody's headers are believed."""
        believed = ProxyHeadersMiddleware(app, [str(proxy) for proxy in proxies])  # type: ignore[arg-type]
        self._app: ASGIApp = believed if proxies else app  # type: ignore[assignment]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        client = scope.get("client")
        if client:
            scope["client"] = (_plain(client[0]), client[1])
            scope[PEER] = scope["client"][0]
        await self._app(scope, receive, send)


def _plain(address: str) -> str:
    """An IPv4 address as such, also where a socket of both kinds gave it as one of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return str(mapped or address)
