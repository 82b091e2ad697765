"""Which sockets the whole product has open, as the kernel lists them (Linux)."""

from __future__ import annotations

import contextlib
import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.conftest import running

LISTENS = "0A"
TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")
Place = tuple[str, int]


def processes(state: Path) -> list[int]:
    """Every process that was started with this state folder."""
    mark = f"SAFE_TO_SHARE_STATE={state}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # another's, or gone since
            if mark in folder.joinpath("environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
    return found


def open_to_others(pids: list[int]) -> dict[Place, set[str]]:
    """Where they listen, or take packets: address and port, with the commands that do."""
    inodes = {inode: pid for pid in pids for inode in _inodes(pid)}
    found: dict[Place, set[str]] = {}
    for table in TABLES:
        for line in Path("/proc/net", table).read_text().splitlines()[1:]:
            parts = line.split()
            is_open = parts[3] == LISTENS or (table[:3] != "tcp" and parts[2].endswith(":0000"))
            if is_open and parts[9] in inodes:
                place = _place(parts[1])
                found.setdefault(place, set()).add(_command(inodes[parts[9]]))
    return found


def _inodes(pid: int) -> set[str]:
    found = set()
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            target = str(handle.readlink())
            if target.startswith("socket:["):
                found.add(target[8:-1])
    return found


def _place(raw: str) -> Place:
    """An address as the kernel writes it: words of four bytes, each turned round."""
    address, port = raw.split(":")
    words = (bytes.fromhex(address[at : at + 8])[::-1] for at in range(0, len(address), 8))
    return str(ipaddress.ip_address(b"".join(words))), int(port, 16)


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def beyond_loopback(found: dict[Place, set[str]]) -> dict[Place, set[str]]:
    """Those that another machine may reach."""
    return {
        place: who for place, who in found.items() if not ipaddress.ip_address(place[0]).is_loopback
    }


def test_nothing_listens_beyond_loopback(product: str, product_state: Path) -> None:
    """As shipped: the gateway's port and Rasa's, on this machine alone."""
    found = open_to_others(processes(product_state))
    commands = {port: " ".join(who) for (_, port), who in found.items()}

    assert beyond_loopback(found) == {}
    assert "bot.gateway" in commands[urlsplit(product).port or 0]
    assert [port for port, who in commands.items() if "bot.rasa" in who]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104  (that is what is tried)
def test_only_the_gateway_does_when_host_says_so(host: str, tmp_path: Path) -> None:
    """One port, and it is the one that is printed."""
    with running(tmp_path, host=host) as address:
        found = open_to_others(processes(tmp_path))
    outside = beyond_loopback(found)

    assert outside.keys() == {(host, urlsplit(address).port)}
    assert all("bot.gateway" in each for who in outside.values() for each in who)
    assert len(found) > 1
