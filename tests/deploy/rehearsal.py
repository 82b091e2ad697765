"""The deployment of the compose file, run: whole conversations through the proxy, and kills.

``make rehearsal``; no part of ``make test``.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.deploy.certificate import HOST
from tests.deploy.laid_out import Deployment
from tests.deploy.reading import ROOT
from tests.faults.people import DANGER, FIRST, ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator

_JSON = "-HContent-Type: application/json"
ADDRESS = f"https://{HOST}"
BARE = re.compile(r"[\dT:+-]+ (GET|POST|DELETE) \d{3} [\d.]+ [\d., -]+")
LOST = {
    "worker-1": signal.SIGKILL,
    "gateway-1": signal.SIGKILL,
    "worker-2": signal.SIGTERM,
    "gateway-2": signal.SIGTERM,
}
"""Killed as a lost machine is, or ended in order as an update does."""


@dataclass
class Talk:
    """People who talk on the person's machine."""

    process: subprocess.Popen[str]
    stop: Path

    def ended(self) -> dict[str, Any]:
        """What they found, once they have finished."""
        self.stop.touch()
        said, _ = self.process.communicate(timeout=240)
        found: dict[str, Any] = json.loads(said)
        return found


@pytest.fixture(scope="module")
def deployment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """Everything, laid out and well."""
    with Deployment.running(tmp_path_factory.mktemp("laid_out")) as running:
        yield running


def talking(deployment: Deployment) -> Talk:
    """Have people talk; each kind of them has been through it once, undisturbed."""
    certificate, stop = deployment.folder / "secrets/tls_certificate", deployment.folder / "stop"
    command = [sys.executable, "-m", "tests.deploy.talk", ADDRESS, str(certificate), str(stop)]
    process = subprocess.Popen(
        deployment.on_the_persons_machine(command), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "undisturbed\n"
    return Talk(process, stop)


def curl(
    deployment: Deployment, path: str, *options: str, outer: int = 443, into: str = "/dev/null"
) -> tuple[int, str]:
    """Status and headers of what a person's machine is answered."""
    scheme = "https" if outer == 443 else "http"
    certificate = f"{deployment.folder}/secrets/tls_certificate"
    command = ["curl", "-sS", "-D-", f"-o{into}", "--cacert", certificate, *options]
    done = subprocess.run(
        deployment.on_the_persons_machine([*command, f"{scheme}://{HOST}:{outer}{path}"]),
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout.split()[1]), done.stdout


def test_conversations_go_on_while_workers_and_gateways_are_lost(deployment: Deployment) -> None:
    """Every answer is as undisturbed and none is lost, though each is away once."""
    people = talking(deployment)
    for name, how in LOST.items():
        time.sleep(2)
        status = deployment.services[name].end(how)
        time.sleep(1)  # with one of its kind alone
        began = time.monotonic()
        deployment.services[name].start()
        deployment.services[name].wait_until_healthy()
        print(f"{name}, {how.name}: healthy {time.monotonic() - began:.1f} s after its start")
        assert status == (0 if how == signal.SIGTERM else -signal.SIGKILL)
    found = people.ended()

    print(f"{found['answered']} answered, longest wait {found['longest']:.1f} s")
    assert found["faults"] == []
    assert found["answered"] > 60
    no_log_has_words_or_ids(deployment, found["conversations"])


def no_log_has_words_or_ids(deployment: Deployment, conversations: list[str]) -> None:
    """What was typed, and whose conversation it was, is in no log; the proxy's has bare lines."""
    logs = "".join(each.log.read_text("utf-8") for each in deployment.services.values())
    private = [*conversations, DANGER, *FIRST.values(), *(line for line in ROUND if len(line) > 2)]

    assert [each for each in private if each in logs] == []
    lines = deployment.services["proxy"].log.read_text("utf-8").splitlines()
    assert [line for line in lines if not BARE.fullmatch(line)] == []
    assert len(lines) > 60


def test_the_proxy_speaks_tls_and_keeps_the_numbers_inside(deployment: Deployment) -> None:
    """Plain HTTP leads to HTTPS; the pages come with the gateway's own headers."""
    assert curl(deployment, "/chat", outer=80)[0] == 308
    assert curl(deployment, "/metrics")[0] == 404
    status, headers = curl(deployment, "/chat")

    assert status == 200
    assert "strict-transport-security" in headers.lower()
    assert "content-security-policy" in headers.lower()


def test_without_any_gateway_people_read_whom_to_ring(deployment: Deployment) -> None:
    """From the proxy itself, and all is well again once the gateways are back."""
    gateways = [deployment.services[name] for name in LOST if name.startswith("gateway")]
    for each in gateways:
        each.end(signal.SIGKILL)
    page = deployment.folder / "page"
    status, _ = curl(deployment, "/chat", into=str(page))
    for each in gateways:
        each.start()
        each.wait_until_healthy()

    assert status == 502
    assert "call 111" in page.read_text("utf-8")
    assert curl(deployment, "/chat")[0] == 200


def test_nobody_calls_themselves_another_address(deployment: Deployment) -> None:
    """A forwarding header of one's own does not get one past the rate of one's address."""
    statuses = [
        curl(deployment, "/api/v1/conversations", "-d{}", _JSON, f"-HX-Forwarded-For: 192.0.2.{n}")[
            0
        ]
        for n in range(60)
    ]

    assert set(statuses) == {201, 429}
