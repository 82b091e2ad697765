"""Our product and stock Rasa wiring, each started whole, on the same model."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench.crowd import NoReplyError
from bot import ports
from bot.bootstrap import environment
from bot.install import RASA, python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.asking import Caller
    from bench.crowd import Send

ROOT = Path(__file__).parents[1]
START_LIMIT = 180
UNLIMITED = {
    f"SAFE_TO_SHARE_RATE_{name}": "99999/99999" for name in ("TURNS", "BEGINNINGS", "CALLS", "ALL")
}


@contextmanager
def ours(
    folder: Path, root: Path = ROOT, /, **settings: str
) -> Iterator[tuple[str, subprocess.Popen[str], str]]:
    """Start the product as ``make run`` does: its address, its process, and what it printed.

    Args:
        folder: its state.
        root: the repository, or a copy of it.
        settings: of the environment.
    """
    env = {**os.environ, **UNLIMITED, "PORT": "0", "SAFE_TO_SHARE_STATE": str(folder), **settings}
    command = [sys.executable, "-m", "bot", "run"]
    with subprocess.Popen(command, cwd=root, env=env, stdout=subprocess.PIPE, text=True) as run:
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


async def our_conversation(caller: Caller) -> Send:
    """Begin a conversation with the product, over its public API."""
    opened = await caller.post("/api/v1/conversations", {})
    path = f"/api/v1/conversations/{opened['id']}/turns"

    async def send(text: str) -> None:
        body = {"client_id": str(uuid.uuid4()), "text": text}
        if not (await caller.post(path, body, opened["token"]))["blocks"]:
            raise NoReplyError(text)

    return send


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


async def stock_conversation(caller: Caller) -> Send:
    """Begin a conversation with stock Rasa, over its REST channel."""
    sender = uuid.uuid4().hex

    async def send(text: str) -> None:
        if not await caller.post("/webhooks/rest/webhook", {"sender": sender, "message": text}):
            raise NoReplyError(text)

    return send


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
