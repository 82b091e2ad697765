"""A PostgreSQL of the tests' own: real, on a socket in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.bootstrap import find_postgres, need_postgres
from bot.install import GATEWAY, python

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
ACCOUNT = "postgres"
OWNER = ACCOUNT if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class Postgres:
    """A server that runs; each test takes a database of its own."""

    def __init__(self, folder: Path) -> None:
        """Make its data in the folder and start it."""
        self.folder = folder
        self._template: str | None = None
        self._numbers = count(1)
        self._run("initdb", "--no-sync", "--auth=trust", f"--username={ACCOUNT}", "data")
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        limit = time.monotonic() + 30
        while not self._answers_after_start():
            # The children of one that was killed may still hold its memory.
            if time.monotonic() > limit:
                raise RuntimeError((self.folder / "log").read_text("utf-8")[-2000:])
            time.sleep(0.1)

    def _answers_after_start(self) -> bool:
        """Start it; whether it came so far as to answer."""
        log = os.open(self.folder / "log", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        settings = [part for each in FAST for part in ("-c", each)]
        self.process = subprocess.Popen(
            [self._program("postgres"), "-D", "data", "-k", str(self.folder), *settings],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
            user=OWNER,
            group=OWNER,
        )
        os.close(log)
        while subprocess.call([self._program("pg_isready"), "-q", "-h", str(self.folder)]):
            if self.process.poll() is not None:
                return False
            time.sleep(0.02)
        return True

    def kill(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """End it as a lost machine would: at once, with all its connections.

        SIGQUIT is its own immediate shutdown, without a checkpoint. SIGKILL takes the postmaster
        alone; its children see that it is gone and end too.
        """
        self.process.send_signal(how)
        self.process.wait(30)

    def new_database(self, template: str = "template0") -> str:
        """Make an empty database, or a copy of one; gives its URL."""
        name = f"test{next(self._numbers)}"
        self.psql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return f"postgresql://{ACCOUNT}@/{name}?host={quote(str(self.folder), safe='')}"

    def migrated(self) -> str:
        """Make a database with the product's tables, of the installation "tests"; gives its URL."""
        if self._template is None:
            url = self.new_database()
            env = {**os.environ, **settings_of(url)}
            command = [str(python(GATEWAY)), "-m", "bot", "migrate"]
            subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)
            self._template = name_of(url)
        return self.new_database(self._template)

    def psql(self, statement: str, database: str = "postgres") -> str:
        """Run a statement; gives what it says, without decoration."""
        command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder)]
        return self._run(*command, "-U", ACCOUNT, "-d", database, "-c", statement)

    def _program(self, name: str) -> str:
        return str(find_postgres() / name)

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [self._program(program), *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            user=OWNER,
            group=OWNER,
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.strip()}")
        return done.stdout.strip()


def settings_of(url: str) -> dict[str, str]:
    """What the product is told, to use a database as the installation "tests"."""
    return {"SAFE_TO_SHARE_DATABASE": url, "SAFE_TO_SHARE_INSTALLATION": "tests"}


def name_of(url: str) -> str:
    """The database's name."""
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start one for as long as it is needed.

    Raises:
        InstallError: there is none on this machine, and it cannot be installed without asking.
    """
    need_postgres(ROOT)
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: a socket's path has 107 bytes at most
    if OWNER:
        shutil.chown(folder, OWNER)
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder)
