"""Machines on this one: network namespaces, joined by the networks that somebody names."""

from __future__ import annotations

import ipaddress
import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.bootstrap import InstallError
from bot.deployment import find, need_deployment
from tests.deploy.reading import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PREFIX = f"safe{os.getpid()}-"
SWITCH = f"{PREFIX}switch"


def ip(*words: str) -> None:
    """Run ``ip``.

    Raises:
        InstallError: it may not; the message says why.
    """
    done = subprocess.run([find("ip"), *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise InstallError(
            f"ip {' '.join(words)}: {done.stderr.strip()}\n"
            "Tests of deployment lay out network namespaces, for which they have to be root."
        )


@dataclass
class Network:
    """A network of machines; each gets the next address unless one is its own."""

    name: str
    subnet: ipaddress.IPv4Network
    members: dict[str, str] = field(default_factory=dict)

    def add(self, machine: str, own: str = "") -> str:
        """The machine's address in it."""
        self.members[machine] = own or str(self.subnet[20 + len(self.members)])
        return f"{self.members[machine]}/{self.subnet.prefixlen}"


@dataclass
class Layout:
    """Networks, and machines in them. Whoever shares no network cannot reach each other."""

    networks: dict[str, Network]
    machines: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def of(cls, subnets: Mapping[str, str]) -> Iterator[Self]:
        """Networks with these subnets, gone afterwards with every machine in them.

        Raises:
            InstallError: namespaces cannot be made here.
        """
        need_deployment(ROOT)
        networks = {
            name: Network(name, ipaddress.IPv4Network(subnet)) for name, subnet in subnets.items()
        }
        layout = cls(networks)
        try:
            ip("netns", "add", SWITCH)
            layout.machines.append("switch")
            for name in networks:
                ip("-n", SWITCH, "link", "add", name, "type", "bridge")
                ip("-n", SWITCH, "link", "set", name, "up")
            yield layout
        finally:
            for machine in layout.machines:
                ip("netns", "del", PREFIX + machine)

    def add(self, machine: str, networks: Mapping[str, str]) -> None:
        """A machine in these networks, with its own address in each; any where it is empty."""
        space = PREFIX + machine
        ip("netns", "add", space)
        self.machines.append(machine)
        ip("-n", space, "link", "set", "lo", "up")
        for network, own in networks.items():
            address = self.networks[network].add(machine, own)
            port = f"p{len(self.machines)}{network}"[:15]
            ip(
                "link",
                "add",
                network,
                "netns",
                space,
                "type",
                "veth",
                "peer",
                port,
                "netns",
                SWITCH,
            )
            ip("-n", SWITCH, "link", "set", port, "master", network, "up")
            ip("-n", space, "address", "add", address, "dev", network)
            ip("-n", space, "link", "set", network, "up")

    def address(self, whose: str, seen_from: str = "") -> str:
        """An address of a machine, in a network that the other is in too."""
        for network in self.networks.values():
            if whose in network.members and (not seen_from or seen_from in network.members):
                return network.members[whose]
        return ""

    def hosts(self, machine: str, more: Mapping[str, str]) -> str:
        """What a machine calls the others, as /etc/hosts; ``more`` are other names of some."""
        names = {name: name for name in self.machines} | dict(more)
        found = {name: self.address(whose, machine) for name, whose in names.items()}
        lines = [f"{address} {name}" for name, address in found.items() if address]
        return "\n".join(["127.0.0.1 localhost", *lines, ""])


def on(machine: str, command: Sequence[str]) -> list[str]:
    """The command that runs another one on a machine."""
    return [find("ip"), "netns", "exec", PREFIX + machine, *command]


def run_on(machine: str, command: Sequence[str], given: str = "") -> str:
    """Run one on a machine, from the repository; gives what it says.

    Raises:
        RuntimeError: it failed; with what it said of it.
    """
    done = subprocess.run(
        on(machine, command), cwd=ROOT, input=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{machine}: {' '.join(command[:6])}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def write_rules(machine: str, rules: str) -> None:
    """Have its firewall keep these rules, as nft reads them."""
    run_on(machine, [find("nft"), "-f", "-"], rules)


PROGRAM = Path(__file__).with_name("reaching.py")
