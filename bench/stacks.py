"""Our product and stock Rasa wiring, each started whole, on the same model."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot import ports
from bot.bootstrap import environment
from bot.install import RASA, python

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
START_LIMIT = 180
UNLIMITED = {f"SAFE_TO_SHARE_RATE_{name}": "99999/99999" for name in ("TURNS", "BEGINNINGS")}


@contextmanager
def ours(folder: Path) -> Iterator[tuple[str, subprocess.Popen[str], str]]:
    """Start the product as ``make run`` does: its address, its process, and what it printed."""
    env = {**os.environ, **UNLIMITED, "PORT": "0", "SAFE_TO_SHARE_STATE": str(folder)}
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as run:
        said = ""
        assert run.stdout is not None
        for line in run.stdout:
            said += line
            if line.startswith("Ready: "):
                break
        try:
            yield said.rsplit("Ready: ", 1)[1].strip(), run, said
        finally:
            run.terminate()
            run.wait(30)


def our_conversation(address: str) -> Callable[[], Callable[[str], None]]:
    """Begin conversations with the product, over its public API."""
    client = httpx.Client(base_url=address, timeout=60)

    def begin() -> Callable[[str], None]:
        opened = client.post("/api/v1/conversations", json={}).json()
        url = f"/api/v1/conversations/{opened['id']}/turns"
        headers = {"Authorization": f"Bearer {opened['token']}"}

        def send(text: str) -> None:
            body = {"client_id": str(uuid.uuid4()), "text": text}
            reply = client.post(url, json=body, headers=headers)
            assert reply.json()["blocks"], text

        return send

    return begin


@contextmanager
def stock(folder: Path) -> Iterator[str]:
    """Start Rasa as its documentation does: REST channel, SQLite store, action server over HTTP."""
    actions, server = ports.free(), ports.free()
    (folder / "endpoints.yml").write_text(
        f"action_endpoint:\n  url: http://127.0.0.1:{actions}/webhook\n"
        f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder / 'stock.db'}\n"
    )
    (folder / "credentials.yml").write_text("rest:\n")
    model = max((ROOT / "models").glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
    rasa = [str(python(RASA)), "-m", "rasa", "run"]
    commands = (
        [*rasa, "actions", "--port", str(actions)],
        [*rasa, "--interface", "127.0.0.1", "--port", str(server), "--model", str(model)]
        + [f"--{name}={folder / name}.yml" for name in ("endpoints", "credentials")],
    )
    with (folder / "log").open("w") as log:
        running = [
            subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=log, stderr=log)
            for command in commands
        ]
        try:
            _wait(f"http://127.0.0.1:{server}/", f"http://127.0.0.1:{actions}/health")
            yield f"http://127.0.0.1:{server}"
        finally:
            for process in running:
                process.terminate()
            for process in running:
                process.wait(30)


def stock_conversation(address: str) -> Callable[[], Callable[[str], None]]:
    """Begin conversations with stock Rasa, over its REST channel."""
    client = httpx.Client(base_url=address, timeout=60)

    def begin() -> Callable[[str], None]:
        sender = uuid.uuid4().hex

        def send(text: str) -> None:
            body = {"sender": sender, "message": text}
            reply = client.post("/webhooks/rest/webhook", json=body)
            assert reply.json(), text

        return send

    return begin


def resident(process: subprocess.Popen[str]) -> dict[str, float]:
    """Resident memory of a process and its children now, in MB, by command."""
    found = {}
    for pid in [process.pid, *_children(process.pid)]:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        command = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
        name = command[command.index("-m") + 1] if "-m" in command else command[0]
        kilobytes = re.search(r"VmRSS:\s+(\d+)", status)
        found[name] = int(kilobytes[1]) / 1024 if kilobytes else 0.0
    return found


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return [int(child) for child in listed]


def _wait(*addresses: str) -> None:
    limit = time.monotonic() + START_LIMIT
    for address in addresses:
        while True:
            try:
                httpx.get(address, timeout=5)
                break
            except httpx.HTTPError:
                assert time.monotonic() < limit, f"{address} did not answer"
                time.sleep(0.2)
