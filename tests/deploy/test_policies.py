"""Who reaches whom, tried for every pair: by the network policies, and by the compose networks."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.deploy.laid_out import subnets
from tests.deploy.machines import PROGRAM, Layout, on, run_on, write_rules
from tests.deploy.policies import Pod, rules_for
from tests.deploy.reading import addresses, of_kind, services

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PORTS = {"gateway": 8000, "worker": 5005, "database": 5432}
ANY = "0.0.0.0"  # noqa: S104  (who may reach it is what is tried)
EVERYWHERE: Mapping[str, str] = {}
ELSEWHERE = {
    "proxy": "ingress-nginx",
    "names": "kube-system",
    "stranger": "somebody-elses",
}
"""Machines of other namespaces. The cluster's names are asked for at port 53."""


@contextmanager
def listening(machine: str, host: str, ports: list[int]) -> Iterator[None]:
    """Something takes connections there."""
    command = on(machine, [sys.executable, str(PROGRAM), "listen", host, *map(str, ports)])
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "listening\n"
        yield
        process.communicate()


def who_reaches(
    layout: Layout, machines: list[str], ports: list[int], hosts: Mapping[str, str] = EVERYWHERE
) -> set[tuple[str, str, int]]:
    """From, to, port: every one that was reached, with something that listens on each machine.

    It listens at the address that ``hosts`` has for the machine, and else at all of them.
    """
    found = set()
    with ExitStack() as stack:
        for machine in machines:
            stack.enter_context(listening(machine, hosts.get(machine, ANY), ports))
        for machine in machines:
            others = {
                f"{network.members[other]}:{port}": (machine, other, port)
                for network in layout.networks.values()
                for other in network.members
                for port in ports
                if other != machine
            }
            said = run_on(machine, [sys.executable, str(PROGRAM), "try", *others])
            found |= {others[target] for target, reached in json.loads(said).items() if reached}
    return found


@pytest.fixture(scope="module")
def by_policies() -> set[tuple[str, str, int]]:
    """Every pair that is reached in a flat network, as a cluster's is, with the policies kept."""
    ours, machines = list(PORTS), [*PORTS, *ELSEWHERE]
    policies = list(of_kind("NetworkPolicy").values())
    with Layout.of({"flat": "10.81.0.0/24"}) as layout:
        for machine in machines:
            layout.add(machine, {"flat": ""})
        pods = {name: Pod(layout.address(name), app=name) for name in ours}
        for name, namespace in ELSEWHERE.items():
            labels = {"k8s-app": "kube-dns"} if name == "names" else {}
            pods[name] = Pod(layout.address(name), namespace, **labels)
        for name in ours:
            write_rules(name, rules_for(pods[name], list(pods.values()), policies))
        return who_reaches(layout, machines, [*PORTS.values(), 53])


def test_the_policies_let_through_what_is_needed_and_nothing_else(
    by_policies: set[tuple[str, str, int]],
) -> None:
    """Workers by gateways alone, gateways by the ingress alone, the database by both alone."""
    among_others = {each for each in by_policies if {each[0], each[1]} <= ELSEWHERE.keys()}

    assert len(among_others) == 24, "the policies touch what is not theirs"
    assert by_policies - among_others == {
        ("proxy", "gateway", 8000),
        ("gateway", "worker", 5005),
        ("gateway", "database", 5432),
        ("worker", "database", 5432),
        *((pod, "names", 53) for pod in PORTS),
    }


def test_the_networks_of_compose_keep_apart_who_has_nothing_to_do_with_each_other() -> None:
    """Who shares a network reaches what listens there; so nobody shares one who need not."""
    ports = [*PORTS.values(), 8080]
    hosts: dict[str, str] = {}
    with Layout.of(subnets()) as layout:
        for name, service in services().items():
            layout.add(name, addresses(service))
            command = service.get("command", [])
            if "--host" in command:
                hosts[name] = command[command.index("--host") + 1]
        layout.add("person", {"outside": ""})
        found = who_reaches(layout, [*services(), "person"], ports, hosts)
    kinds = {(a.partition("-")[0], b.partition("-")[0]) for a, b, _ in found}

    assert {pair for pair in kinds if "person" in pair} == {
        ("person", "proxy"),
        ("proxy", "person"),
    }
    assert {b for a, b in kinds if a == "proxy"} == {"gateway", "person"}
    assert {a for a, b in kinds if b == "gateway"} == {"proxy", "gateway"}
    assert {a for a, b in kinds if b == "database"} == {"gateway", "worker"}
    assert {a for a, b in kinds if b == "worker"} == {"gateway", "worker", "database"}
