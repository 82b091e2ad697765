"""The whole compose file, laid out on machines of this one, and a person's machine beside it."""

from __future__ import annotations

import shlex
import shutil
import signal
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot.training import train
from tests.deploy.certificate import HOST, write_certificate
from tests.deploy.given import make_secrets
from tests.deploy.machines import Layout, on, write_rules
from tests.deploy.reading import ROOT, addresses, compose, copied, services
from tests.deploy.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator


def subnets() -> dict[str, str]:
    """Those of the compose file; the networks without one get some."""
    networks = compose()["networks"]
    return {
        name: (it or {}).get("ipam", {}).get("config", [{}])[0].get("subnet", f"10.81.{n}.0/24")
        for n, (name, it) in enumerate(networks.items())
    }


@dataclass
class Deployment:
    """All services, each on its machine, and a machine of a person outside."""

    folder: Path
    layout: Layout
    services: dict[str, Service] = field(default_factory=dict)

    @classmethod
    @contextmanager
    def running(cls, folder: Path) -> Iterator[Self]:
        """Lay everything out, start it, and wait until it is well; ended afterwards."""
        with Layout.of(subnets()) as layout:
            deployment = cls(folder, layout)
            deployment._lay_out()
            try:
                for name in deployment.services:
                    deployment._start(name)
                for service in deployment.services.values():
                    service.wait_until_healthy()
                yield deployment
            finally:
                for service in deployment.services.values():
                    if service.process and service.process.poll() is None:
                        service.end(signal.SIGKILL)

    def on_the_persons_machine(self, command: list[str]) -> list[str]:
        """The command that runs another one there, where the product has its name."""
        hosts = f"mount --bind {self.folder}/hosts-person /etc/hosts; exec {shlex.join(command)}"
        return on("person", ["unshare", "--mount", "--propagation=private", "sh", "-ec", hosts])

    def _start(self, name: str) -> None:
        """Start a service, after those that it waits for."""
        service = self.services[name]
        for other, it in service.told.get("depends_on", {}).items():
            self._start(other)
            if it["condition"] == "service_healthy":
                self.services[other].wait_until_healthy()
        if not service.process:
            service.start()

    def _lay_out(self) -> None:
        model = train()
        write_certificate(make_secrets(self.folder / "secrets"))
        (self.folder / "data").mkdir(mode=0o700)
        for name, told in services().items():
            self.layout.add(name, addresses(told))
            self.services[name] = Service(name, self.folder)
            self._give_secrets(name, told.get("secrets", ()))
            self._give_image(name, model)
        self.layout.add("person", {"outside": ""})
        for name in (*self.services, "person"):
            hosts = self.layout.hosts(name, {HOST: "proxy"})
            (self.folder / f"hosts-{name}").write_text(hosts, encoding="utf-8")
        write_rules("proxy", _published(services()["proxy"]["ports"]))

    def _give_secrets(self, name: str, secrets: list[str]) -> None:
        folder = self.folder / f"secrets-{name}"
        folder.mkdir()
        for secret in secrets:
            shutil.copy(self.folder / "secrets" / secret, folder)

    def _give_image(self, name: str, model: Path) -> None:
        """What the Dockerfile copies; what its stages make is what was made here."""
        image = self.folder / f"image-{name}"
        image.mkdir()
        target = services()[name].get("build", {}).get("target")
        for source in copied(target) if target else ():
            where = image / source
            where.parent.mkdir(parents=True, exist_ok=True)
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, where, dirs_exist_ok=True)
            else:
                shutil.copy(ROOT / source, where)
        if target:
            (image / ".venv").mkdir()
        if target == "worker":
            shutil.copytree(model.parent, image / "models")


def _published(ports: list[str]) -> str:
    """Docker's part in publishing a port: what comes for it goes to the service's own."""
    lines = [
        f"tcp dport {outer} redirect to :{inner}"
        for outer, inner in (it.split(":") for it in ports)
    ]
    chain = "\n".join(["type nat hook prerouting priority -100;", *lines])
    return f"table ip published {{ chain ports {{\n{chain}\n}}\n}}\n"
