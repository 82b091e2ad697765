"""A small stand-in for the repository, with real processes in place of Rasa and the gateway."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.model_digest import write_digest
from bot.training import model_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPOSITORY = Path(__file__).resolve().parents[2]
LIMIT = 20.0  # seconds for anything here to happen

RASA = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path("pids.new").write_text(f"{os.getpid()} {child.pid}")
os.replace("pids.new", "pids")
print("Rasa stand-in", flush=True)
while not pathlib.Path("die").exists():
    time.sleep(0.05)
sys.exit("the model could not be read")
"""

GATEWAY = """
import argparse, http.server, pathlib
parser = argparse.ArgumentParser()
parser.add_argument("--host"); parser.add_argument("--port", type=int)
options = parser.parse_args()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        ready = self.path == "/readyz" and pathlib.Path("pids").exists()
        self.send_response(200 if ready else 503); self.end_headers()
http.server.HTTPServer((options.host, options.port), Handler).serve_forever()
"""

SUPERVISOR = (
    "import pathlib, sys; from bot.run import run; sys.exit(run(pathlib.Path(sys.argv[1])))"
)


@dataclass
class Standin:
    """A repository in miniature, and the supervisor running over it.

    Attributes:
        root: its folder.
        port: a free port to listen on.
    """

    root: Path
    port: int
    _process: subprocess.Popen[str] | None = field(default=None)

    def start(self, port: str | None = None) -> subprocess.Popen[str]:
        """Start the supervisor as ``make run`` would."""
        self._process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(self.root)],
            cwd=REPOSITORY,
            env={**os.environ, "PORT": port or str(self.port), "HOST": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return self._process

    def start_and_wait(self) -> tuple[subprocess.Popen[str], list[str]]:
        """Start it and read its output up to the line that says Ready."""
        process = self.start()
        said: list[str] = []
        for line in process.stdout or ():
            said.append(line.rstrip("\n"))
            if line.startswith("Ready"):
                return process, said
        pytest.fail(f"never ready: {said} {process.communicate()}")

    def children(self) -> list[int]:
        """Process ids of the Rasa stand-in and of the process it started itself."""
        return [int(pid) for pid in (self.root / "pids").read_text().split()]

    def end(self) -> None:
        """Leave nothing behind, whatever the test found."""
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.communicate()
        if (self.root / "pids").exists():
            for pid in self.children():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def _gone(pids: list[int]) -> bool:
    """Whether all processes end within the limit (a zombie has ended)."""
    limit = time.monotonic() + LIMIT
    while time.monotonic() < limit:
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _alive(pid: int) -> bool:
    state = subprocess.run(
        ["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return state.stdout.strip() not in {"", "Z"}


def write(root: Path, files: dict[str, str]) -> None:
    """Write files by name relative to ``root``, with the folders they need."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has only what is put into this folder, and whose person is root."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 0)
    return tmp_path


@pytest.fixture
def miniature(tmp_path: Path) -> Path:
    """A repository that is installed, with training data but no model."""
    files = {f"requirements/{lock}.txt": f"# {lock}\n" for lock in ("rasa", "gateway", "dev")}
    files |= {"config.yml": "language: en\n", "domain.yml": "intents: []\n"}
    files |= {"data/rules/greet.yml": "rules: []\n", "data/law/facts.yml": "facts: {}\n"}
    files |= {"bot/__init__.py": "", "bot/rasa/__init__.py": "", "bot/gateway/__init__.py": ""}
    files |= {"bot/rasa/__main__.py": RASA, "bot/gateway/__main__.py": GATEWAY}
    write(tmp_path, files)
    for name in ("rasa", "gateway"):
        lock = (tmp_path / "requirements" / f"{name}.txt").read_bytes()
        write(tmp_path, {f".venv/{name}/.lock-digest": hashlib.sha256(lock).hexdigest()})
        interpreter = tmp_path / ".venv" / name / "bin" / "python"
        interpreter.parent.mkdir()
        interpreter.symlink_to(sys.executable)
    return tmp_path


@pytest.fixture
def standin(miniature: Path) -> Iterator[Standin]:
    """A repository that is installed and trained, so that only the start is left."""
    write(miniature, {model_path(miniature).relative_to(miniature).as_posix(): "a model"})
    write_digest(model_path(miniature))
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    repository = Standin(miniature, port)
    yield repository
    repository.end()


@pytest.fixture
def gone() -> Callable[[list[int]], bool]:
    """Ask whether processes end in time."""
    return _gone
