"""One service of the compose file as a process on a machine of its own.

It has the networks, command, settings, secrets and memory disk of the compose file, and of the
Dockerfile what is copied and the way in. It runs as a user without any right, on a read-only root.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.bootstrap import find_postgres
from bot.deployment import find
from tests.deploy.machines import on
from tests.deploy.reading import DEPLOY, ROOT, SECRETS, services, stages

HEALTHY_WITHIN_S = 180.0
START_POSTGRES = """
cd /run/data
[ -e PG_VERSION ] || {{
  {programs}/initdb --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" \\
    --auth=scram-sha-256 . >&2
  echo "host all all all scram-sha-256" >> pg_hba.conf
  echo "CREATE DATABASE $POSTGRES_DB" | {programs}/postgres --single -D . postgres >&2
}}
exec {programs}/postgres -D . -c listen_addresses='*' -c unix_socket_directories=/tmp
"""
"""What the image of PostgreSQL does at its start."""


@dataclass
class Service:
    """One service of the compose file and its process."""

    name: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def told(self) -> dict[str, Any]:
        """What the compose file says of it."""
        return services()[self.name]

    @property
    def log(self) -> Path:
        """What it printed, since the first start."""
        return self.folder / f"{self.name}.log"

    def start(self) -> None:
        """Start it, or start it again."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                on(
                    self.name,
                    ["unshare", "--mount", "--propagation=private", "sh", "-ec", self._script()],
                ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def end(self, how: signal.Signals) -> int:
        """Send a signal to all of it, or to its first process alone to end it in order."""
        assert self.process
        if how == signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        return self.process.wait(60)

    def wait_until_healthy(self) -> None:
        """Ask as the compose file has it asked.

        Raises:
            RuntimeError: it ended, or it is not well in time; with the end of its log.
        """
        _, *command = self.told["healthcheck"]["test"]
        path = f"{find_postgres()}:{os.environ['PATH']}"
        limit = time.monotonic() + HEALTHY_WITHIN_S
        while subprocess.run(
            on(self.name, command), cwd=ROOT, env={"PATH": path}, capture_output=True, check=False
        ).returncode:
            if time.monotonic() > limit or (self.process and self.process.poll() is not None):
                raise RuntimeError(
                    f"{self.name} is not well: {self.log.read_text('utf-8')[-3000:]}"
                )
            time.sleep(0.2)

    def _script(self) -> str:
        """Mounts as a container has them, and then the service without any right."""
        options = dict(each.split(":", 1) for each in self.told["tmpfs"])["/tmp"]  # noqa: S108  (the name in a container)
        mounted = {f"{self.folder}/image-{self.name}": "/run/app"}
        mounted |= {f"{self.folder}/secrets-{self.name}": SECRETS.rstrip("/")}
        if (self.folder / f"image-{self.name}" / ".venv").exists():
            mounted[f"{(ROOT / '.venv').resolve()}"] = "/run/app/.venv"
        lines = ["mount -t tmpfs tmpfs /run"]
        lines += [f"mkdir -p {to}; mount --bind {it} {to}" for it, to in mounted.items()]
        if self.name == "database":
            lines += [f"mkdir /run/data; mount --bind {self.folder}/data /run/data"]
        for volume in (each for each in self.told.get("volumes", ()) if each.startswith("./")):
            file, to, _ = volume.split(":")
            lines += [f"mkdir -p {Path(to).parent}; [ -e {to} ] || touch {to}"]
            lines += [f"mount --bind {DEPLOY / file} {to}"]
        lines += [f"mount --bind {self.folder}/hosts-{self.name} /etc/hosts"]
        user, _, group = self._user().partition(":")
        lines += [f"echo safe:x:{user}:{group}::/tmp:/bin/sh > /run/passwd"]
        lines += ["mount --bind /run/passwd /etc/passwd"]
        lines += [f"mount -t tmpfs -o {options} tmpfs /tmp"]
        lines += [f"mount -o remount,bind,ro {to}" for to in (*mounted.values(), "/")]
        lines += ["mount -o remount,ro /run", "cd /run/app"]
        nobody = f"unshare --map-user={user} --map-group={group} setpriv --no-new-privs"
        given = {"PATH": os.environ["PATH"], **self._environment()}
        env = [f"{name}={value}" for name, value in given.items()]
        return "\n".join([*lines, f"exec {nobody} env -i {shlex.join([*env, *self._command()])}"])

    def _target(self) -> str:
        return str(self.told.get("build", {}).get("target", ""))

    def _user(self) -> str:
        return self.told.get("user") or stages()[self._target()].all("USER")[-1]

    def _environment(self) -> dict[str, str]:
        image = stages()[self._target()].all("ENV") if self._target() else []
        from_image = dict(pair.split("=", 1) for line in image for pair in line.split())
        return from_image | {k: str(v) for k, v in self.told.get("environment", {}).items()}

    def _command(self) -> list[str]:
        if self.name == "database":
            return ["sh", "-ec", START_POSTGRES.format(programs=find_postgres())]
        if self.name == "proxy":
            return [find("nginx"), *self.told["command"]]
        tini, dashes, *way_in = stages()[self._target()].last("ENTRYPOINT")
        assert (tini, dashes) == ("tini", "--")  # which is not needed here: nobody is process 1
        return [*way_in, *self.told["command"]]
