"""The Dockerfile: linted, pinned, without root, and with nothing in it that is not needed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.reading import DEPLOY, ROOT, compose, copied, services, stages

IMAGES = ("gateway", "worker")
ANYWHERE = "0.0.0.0"  # noqa: S104  (read in the file, and bound to by nothing here)
PINNED = re.compile(r"^[\w/]+:\d+(\.\d+){1,2}[\w.-]*(@sha256:[0-9a-f]{64})?$")


def hadolint(file: Path) -> subprocess.CompletedProcess[str]:
    """What the linter says."""
    program = Path(sys.executable).with_name("hadolint")
    return subprocess.run([program, file], capture_output=True, text=True, check=False)


def test_the_linter_of_dockerfiles_is_content(tmp_path: Path) -> None:
    """And is one that would say something."""
    said = hadolint(DEPLOY / "Dockerfile")
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM debian\nRUN cd /tmp && sudo ls\n", encoding="utf-8")

    assert (said.returncode, said.stdout) == (0, "")
    assert hadolint(bad).returncode == 1


def test_every_base_has_its_version() -> None:
    """In the Dockerfile and in the compose file; no registry's host is named."""
    bases = {stage.base for stage in stages().values() if stage.base not in stages()}
    bases |= {service["image"] for service in services().values() if "build" not in service}

    assert [base for base in sorted(bases) if not PINNED.match(base)] == []


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_runs_as_nobody_in_particular(name: str) -> None:
    """By number, since Kubernetes cannot tell whether a name is root."""
    stage = stages()[name]

    assert stage.all("USER") == ["10001:10001"]
    assert [word for word, _ in stage.instructions][-1] == "CMD"


@pytest.mark.parametrize("name", stages())
def test_everything_that_is_copied_is_there_and_let_through(name: str) -> None:
    """By the list of what the build may see, which leaves out all else."""
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    through = {line.removeprefix("!") for line in lines if line.startswith("!")}

    assert "*" in lines
    for source in copied(name):
        assert (ROOT / source).exists()
        assert source.split("/")[0] in through


@pytest.mark.parametrize("name", IMAGES)
def test_no_image_has_tests_or_somebodys_files(name: str) -> None:
    """Nothing is added whole."""
    assert copied(name).isdisjoint({".", "./", "tests", "models", ".state", "deploy", ".git"})


@pytest.mark.parametrize("name", stages())
def test_packages_come_from_the_locks_alone(name: str) -> None:
    """Through the product's own installer, which checks every hash."""
    for command in stages()[name].all("RUN"):
        assert "pip" not in command.split()
    installs = [run for run in stages()[name].all("RUN") if "bot.install" in run]
    assert installs or not name.endswith("-packages")


def test_the_stages_that_compose_builds_are_there() -> None:
    """Each is an image of its own kind, and its command; but a gateway listens at one address."""
    for name, service in compose()["services"].items():
        if "build" in service:
            target, networks = service["build"]["target"], service["networks"]
            assert name.startswith(target)
            at = networks["calls"]["ipv4_address"] if "calls" in networks else ANYWHERE
            command = [at if word == ANYWHERE else word for word in stages()[target].last("CMD")]
            assert service["command"] == command
