"""A whole conversation in Microsoft's Agents Playground: ``make teams-playground``; no part of CI.

Microsoft's licence lets it be tried and not passed on, so npx fetches it when this runs, and
nothing of it is kept here. It listens on all interfaces, so it runs in a network namespace of its
own, where there is nobody else. It signs nothing; the bridge in between signs as our Microsoft
does, so that the gateway is the one that agencies run, and its gate is shut to all others.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
from rich.console import Console
from starlette.responses import JSONResponse, Response

from bot.gateway.app import create_app
from bot.gateway.settings import Settings
from bot.gateway.teams.credentials import Secret
from bot.gateway.teams.settings import TeamsSettings
from tests.conversations.behind import rasa
from tests.teams.microsoft import APP, CONNECTOR, PERSON, TENANT, token
from tests.teams.playground_walk import walk
from tests.teams.served import Served, served, ways_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

PACKAGE = "@microsoft/m365agentsplayground@0.2.28"
PORT = 56150
NPX = ["npx", "--yes", "--package", PACKAGE, "agentsplayground"]
INSIDE = "inside"
say = partial(Console(highlight=False).print, markup=False)


class Bridge(Served):
    """Our Microsoft, behind which the Playground is what people see."""

    gateway = 0

    async def _answer(self, request: Request) -> Response:
        if "x-meant" not in request.headers:
            return await self._deliver(request)
        if request.headers["x-meant"] != httpx.URL(CONNECTOR).host:
            return await super()._answer(request)
        there = request.url.path.removeprefix("/apac")
        return await _passed_on(f"http://127.0.0.1:{PORT}/_connector{there}", await request.json())

    async def _deliver(self, request: Request) -> Response:
        """An activity of the Playground's, as Teams would deliver it to this agency."""
        if not await request.body():  # it tries whether somebody is there
            return Response(status_code=400)
        said = await request.json()
        said["serviceUrl"] = CONNECTOR
        said["from"] |= {"aadObjectId": PERSON}
        said["conversation"] |= {"tenantId": TENANT}
        said["recipient"] = {"id": f"28:{APP}", "name": "Safe to Share"}
        for added in said.get("membersAdded", ()):  # we are the only ones who are added there
            added["id"] = f"28:{APP}"
        said["channelData"] = {**said.get("channelData", {}), "tenant": {"id": TENANT}}
        headers = {"Authorization": f"Bearer {token()}"}
        address = f"http://127.0.0.1:{self.gateway}/api/messages"
        return await _passed_on(address, said, headers)


async def _passed_on(address: str, said: object, headers: dict[str, str] | None = None) -> Response:
    async with httpx.AsyncClient(timeout=30) as client:
        found = await client.post(address, json=said, headers=headers)
    is_json = found.headers.get("content-type", "").startswith("application/json")
    return JSONResponse(found.json() if is_json else {}, found.status_code)


@contextmanager
def playground(endpoint: str, folder: Path) -> Iterator[str]:
    """Start it; yields the address of its page."""
    command = [*NPX, "start", "-e", endpoint, "-c", "msteams", "-p", str(PORT)]
    env = {**os.environ, "npm_config_offline": "true", "BROWSER": "none"}
    log = (folder / "playground.log").open("w")
    with (
        log,
        subprocess.Popen(
            [*command, "--disable-telemetry"],
            cwd=folder,
            env=env,
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as process,
    ):
        try:
            address = f"http://localhost:{PORT}"
            _wait(address)
            yield address
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # npx alone would leave it behind


def _wait(address: str) -> None:
    with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
        client.get(address, timeout=30).raise_for_status()


def inside(pictures: Path) -> None:
    """All of it, where no network is."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    bridge, secret = Bridge(), secrets.token_urlsafe(32)
    teams = TeamsSettings(APP, (TENANT,), "https://share.example.govt.nz", Secret("x"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with rasa(folder, secret) as behind, served(bridge.app()) as port:
            app = create_app(Settings(behind, secret, folder, teams=teams), microsoft=ways_to(port))
            endpoint = f"http://127.0.0.1:{port}/api/messages"
            with served(app) as bridge.gateway, playground(endpoint, folder) as address:
                walk(address, pictures)


def main() -> int:
    """Fetch the Playground, then go where no network is; 1 with a reason if that cannot be."""
    if sys.argv[1:2] == [INSIDE]:
        inside(Path(sys.argv[2]))
        return 0
    for needed in ("npx", "unshare", "ip"):
        if not shutil.which(needed):
            say(f"teams-playground needs {needed}, which is not on this machine.")
            return 1
    fetched = subprocess.run([*NPX, "--version"], capture_output=True, text=True, check=False)
    if fetched.returncode:
        say(f"npx could not fetch {PACKAGE}:\n{fetched.stderr.strip()}")
        return 1
    say(f"{PACKAGE} {fetched.stdout.strip()}, under Microsoft's own licence. Its telemetry is off.")
    pictures = Path(tempfile.mkdtemp(prefix="teams-playground-"))
    as_root = [] if os.geteuid() == 0 else ["--map-root-user"]
    command = ["unshare", "--net", *as_root, sys.executable, "-m", "tests.teams.playground"]
    status = subprocess.run([*command, INSIDE, str(pictures)], check=False).returncode
    say(f"Pictures: {pictures}")
    return status


if __name__ == "__main__":
    sys.exit(main())
