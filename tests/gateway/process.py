"""A gateway in a process of its own, as ``make run`` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot import ports
from tests.gateway.stand_in import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def gateway(
    state: Path, rasa: str, **settings: str
) -> Iterator[tuple[httpx.Client, subprocess.Popen[bytes]]]:
    """Start one in front of Rasa workers; a client of it, and its process.

    Args:
        state: its folder.
        rasa: addresses of the workers.
        settings: others, without ``SAFE_TO_SHARE_``.
    """
    port = ports.free()
    given = {"SECRET": SECRET, "RASA_URL": rasa, "STATE": str(state), **settings}
    env = {f"SAFE_TO_SHARE_{name}": value for name, value in given.items()}
    command = [sys.executable, "-m", "bot.gateway", "--port", str(port)]
    with (
        subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}) as process,
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
    ):
        try:
            while not is_up(client):
                assert process.poll() is None
                time.sleep(0.05)
            yield client, process
        finally:
            process.kill()


def is_up(client: httpx.Client) -> bool:
    """Whether it answers at all."""
    try:
        return client.get("/healthz").is_success
    except httpx.TransportError:
        return False
