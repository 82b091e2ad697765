"""The parcel counter as a process, driven over HTTP as the gateway drives it."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

ASSISTANT = Path(__file__).parent
SERVE = ASSISTANT / "serve.py"
ROOT = ASSISTANT.parents[2]
SECRET = "only-the-gateway-knows-this"


KEY = base64.b64encode(b"of the person who has the token.").decode()


class Server:
    """A running server, its folder of state, and its terminal."""

    def __init__(self, models: Path, state: Path, host: str = "127.0.0.1") -> None:
        self.models, self.state, self.log = models, state, state / "terminal.log"
        self.host = host
        state.mkdir(parents=True, exist_ok=True)
        self.start()

    def start(self) -> None:
        """Start on a free port and wait until it is healthy."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        given = {"SAFE_TO_SHARE_SECRET": SECRET, "SAFE_TO_SHARE_STATE": f"{self.state}"}
        with self.log.open("a") as terminal:
            self.process = subprocess.Popen(
                [sys.executable, f"{SERVE}", f"{self.port}", f"{self.models}", self.host],
                cwd=ROOT,
                env={**os.environ, **given, "PYTHONPATH": f"{ROOT}"},
                stdout=terminal,
                stderr=terminal,
            )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                if self.call("GET", "health")[0] == 200:
                    return
            except OSError:
                time.sleep(0.1)
        self.process.terminate()
        message = f"not ready in 60 s: {self.log.read_text()}"
        raise AssertionError(message)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(how)
        return self.process.wait(timeout=20)

    def kill(self) -> None:
        """Kill it and all that it forked: nobody is left who could finish a turn."""
        pid = self.process.pid
        forked = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        self.stop(signal.SIGKILL)
        for each in map(int, forked):
            with suppress(ProcessLookupError):
                os.kill(each, signal.SIGKILL)

    def call(
        self, method: str, path: str, body: bytes | None = None, secret: str | None = SECRET
    ) -> tuple[int, Any]:
        """Status and decoded body of a request below /webhooks/gateway/."""
        headers = {"Authorization": f"Bearer {secret}"} if secret is not None else {}
        return self.request(method, f"/webhooks/gateway/{path}", body, headers)

    def request(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Any]:
        """Status and decoded body of any request."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            raw = answer.read()
        return answer.status, json.loads(raw) if raw else None

    def turn(self, conversation: str, **said: Any) -> tuple[int, Any]:
        """Take a turn with ``text=``, ``answer=`` or ``event=``; an ``id=`` has a key."""
        named = {"key": KEY} if "id" in said else {}
        body = json.dumps({"conversation": conversation, **named, **said}).encode()
        return self.call("POST", "turn", body)

    def answer(self, conversation: str, question: str, value: str) -> tuple[int, Any]:
        """Press a button."""
        return self.turn(conversation, answer={"question": question, "value": value})

    def forget(self, conversation: str) -> int:
        """Delete a conversation."""
        return self.call("DELETE", f"conversations/{conversation}")[0]

    def everything_kept(self) -> bytes:
        """Every byte of the state folder: database, its log, and the terminal's output."""
        return b"".join(file.read_bytes() for file in sorted(self.state.iterdir()))
