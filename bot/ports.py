"""Where the product listens: the address that people use, and private ones behind it.

Standard library only.
"""

from __future__ import annotations

import errno
import os
import socket
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
HIGHEST = 65535
_ANY = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104  compared with, never bound to


class PortError(Exception):
    """HOST or PORT cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Address:
    """A host and a TCP port (1 to 65535)."""

    host: str
    port: int

    @property
    def local_host(self) -> str:
        """A host under which this very machine reaches the address."""
        return _ANY.get(self.host, self.host)

    @property
    def url(self) -> str:
        """What to type into a browser."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def wanted() -> Address:
    """The address asked for by HOST and PORT, checked to be free; 127.0.0.1:8000 by default.

    PORT=0 means any free port.

    Raises:
        PortError: the port is no number, taken, or not allowed to this account.
    """
    host = os.environ.get("HOST") or LOOPBACK
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or int(text) > HIGHEST:
        raise PortError(f"PORT is '{text}', which is not a number from 0 to {HIGHEST}.")
    return Address(host, _claim(host, int(text)))


def free() -> int:
    """A port on loopback that nobody has at this moment."""
    return _claim(LOOPBACK, 0)


def bind(host: str, port: int) -> socket.socket:
    """Take a port before what takes long, so that a taken one is known at once.

    Raises:
        PortError: someone else has it, or the host is no address of this machine.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise PortError(f"{host} is no address of a machine.") from error
    bound = socket.socket(family, kind)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        bound.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)  # what was asked for, no more
    try:
        bound.bind(address)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise PortError(f"Port {port} on {host} is taken.") from error
        raise PortError(f"Cannot listen on {host} port {port}: {error.strerror}.") from error
    return bound


def _claim(host: str, port: int) -> int:
    """Open the port and close it again: the surest way to know that we may have it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise PortError(f"HOST is '{host}', which is no address of a machine.") from error
    family, kind, protocol, _, address = found
    with socket.socket(family, kind, protocol) as probe:
        # Or a port would count as taken for a minute after its last user ended.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            return int(probe.getsockname()[1])
        except OSError as error:
            raise PortError(
                f"cannot listen on {host} port {port}: {error.strerror}.\n"
                f"Stop what uses it, or choose another: make run PORT={port + 1}"
            ) from error
