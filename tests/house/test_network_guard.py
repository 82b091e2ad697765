"""The guard in tests/conftest.py: tests cannot depend on another machine."""

from __future__ import annotations

import socket

import pytest

ELSEWHERE = "192.0.2.1"  # an address that is reserved for documentation


def test_another_machine_cannot_be_reached() -> None:
    """A connection to any other machine is refused before it is tried."""
    with (
        socket.socket() as client,
        pytest.raises(RuntimeError, match=ELSEWHERE.replace(".", r"\.")),
    ):
        client.connect((ELSEWHERE, 80))


def test_a_name_cannot_be_looked_up() -> None:
    """Not even the question which machine a name stands for leaves this one."""
    with pytest.raises(RuntimeError, match="legislation"):
        socket.getaddrinfo("legislation.example", 443)


def test_this_machine_can_be_reached() -> None:
    """Loopback stays open: the product's parts talk over it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()

        with socket.create_connection(address, timeout=5) as client:
            assert client.getpeername() == address
