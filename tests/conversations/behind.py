"""The Rasa server behind a gateway, as ``make run`` starts it."""

from __future__ import annotations

import os
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot import ports
from bot.bootstrap import environment
from bot.install import RASA, python

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
START_LIMIT = 180


@contextmanager
def rasa(folder: Path, secret: str) -> Iterator[str]:
    """Start it with the newest model; yields its address.

    Args:
        folder: for its store.
        secret: shared with the gateway.
    """
    address = f"http://127.0.0.1:{ports.free()}"
    env = {
        **environment(),
        "SAFE_TO_SHARE_SECRET": secret,
        "SAFE_TO_SHARE_STATE": str(folder),
    }
    command = [str(python(RASA, ROOT)), "-m", "bot.rasa", "--port", address.rpartition(":")[2]]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env}) as process:
        try:
            _wait(address, secret, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(address: str, secret: str, process: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + START_LIMIT
    headers = {"Authorization": f"Bearer {secret}"}
    while time.monotonic() < limit and process.poll() is None:
        try:
            if httpx.get(f"{address}/webhooks/gateway/health", headers=headers).is_success:
                return
        except httpx.HTTPError:
            pass
        time.sleep(0.2)
    raise TimeoutError("Rasa did not start.")
