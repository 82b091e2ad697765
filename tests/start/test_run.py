"""``make run`` as a person meets it: what it prints, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.start.conftest import Standin

LIMIT = 20


def test_each_step_is_one_line_and_ready_comes_last(standin: Standin) -> None:
    """Three steps with their seconds, then exactly the line that says where to go."""
    _, said = standin.start_and_wait()

    assert [re.sub(r"\d+\.\d s", "N s", line) for line in said] == [
        "install N s",
        "train N s",
        "start N s",
        f"Ready: http://127.0.0.1:{standin.port}",
    ]


def test_ready_means_that_the_gateway_answers(standin: Standin) -> None:
    """Whoever opens the address as soon as it is printed is served."""
    standin.start_and_wait()

    with urllib.request.urlopen(f"http://127.0.0.1:{standin.port}/readyz", timeout=5) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_everything(
    standin: Standin, number: signal.Signals, gone: Callable[[list[int]], bool]
) -> None:
    """Ctrl-C, a service manager and a closed terminal all leave no process behind."""
    process, _ = standin.start_and_wait()

    process.send_signal(number)
    _, errors = process.communicate(timeout=LIMIT)

    assert process.returncode == 0, errors
    assert gone(standin.children())


def test_a_signal_while_starting_ends_everything(
    standin: Standin, gone: Callable[[list[int]], bool]
) -> None:
    """Someone who changes their mind before Ready leaves nothing behind either."""
    standin.root.joinpath("bot/gateway/__main__.py").write_text("import time; time.sleep(600)")
    process = standin.start()
    limit = time.monotonic() + LIMIT
    while not standin.root.joinpath("pids").exists() and time.monotonic() < limit:
        time.sleep(0.05)
    time.sleep(0.2)  # the stand-in has its file open, and may still be writing

    process.send_signal(signal.SIGINT)
    process.communicate(timeout=LIMIT)

    assert process.returncode == 0
    assert gone(standin.children())


def test_killed_outright_it_takes_its_services_along(
    standin: Standin, gone: Callable[[list[int]], bool]
) -> None:
    """Even a kill that cannot be handled leaves no server on the port (Linux)."""
    process, _ = standin.start_and_wait()

    process.kill()
    process.communicate(timeout=LIMIT)

    assert gone(standin.children()[:1])


def test_a_service_that_dies_ends_all_and_says_why(
    standin: Standin, gone: Callable[[list[int]], bool]
) -> None:
    """Half a product must not go on serving; the reason is what the service said last."""
    process, _ = standin.start_and_wait()

    standin.root.joinpath("die").touch()
    _, errors = process.communicate(timeout=LIMIT)

    assert process.returncode == 1
    assert "rasa stopped by itself (exit code 1)" in errors
    assert "the model could not be read" in errors
    assert gone(standin.children())


def test_a_killed_service_is_started_again(
    standin: Standin, gone: Callable[[list[int]], bool]
) -> None:
    """No person is needed; what it had started itself goes, and its log goes on."""
    standin.start_and_wait()
    before = standin.children()

    os.kill(before[0], signal.SIGKILL)
    limit = time.monotonic() + LIMIT
    while standin.children() == before and time.monotonic() < limit:
        time.sleep(0.05)

    assert standin.children() != before
    assert gone(before)
    log = standin.root / ".state" / "log" / "rasa.log"
    assert log.read_text() == "Rasa stand-in\n" * 2


def test_a_killed_service_that_does_not_start_again_leaves_the_others_running(
    standin: Standin,
) -> None:
    """A law file was broken meanwhile, say: it is said once, and tried until it is mended."""
    process, _ = standin.start_and_wait()
    before = standin.children()
    standin.root.joinpath("die").touch()
    os.kill(before[0], signal.SIGKILL)

    assert process.stderr is not None
    said = [process.stderr.readline() for _ in range(6)]

    assert "rasa stopped by itself (exit code 1)" in "".join(said)
    assert "the model could not be read" in "".join(said)
    assert process.poll() is None
    with urllib.request.urlopen(f"http://127.0.0.1:{standin.port}/readyz", timeout=5) as answer:
        assert answer.status == 200
    standin.root.joinpath("die").unlink()
    mended = standin.children()
    limit = time.monotonic() + LIMIT
    while standin.children() == mended and time.monotonic() < limit:
        time.sleep(0.05)
    assert standin.children() != mended
    assert process.poll() is None


def test_a_service_killed_over_and_over_ends_all(standin: Standin) -> None:
    """Something is wrong that a start does not mend, and the reason is said."""
    process, _ = standin.start_and_wait()

    before: list[int] = []
    while process.poll() is None:
        if standin.children() != before:
            before = standin.children()
            os.kill(before[0], signal.SIGKILL)
        time.sleep(0.05)
    _, errors = process.communicate(timeout=LIMIT)

    assert process.returncode == 1
    assert "rasa stopped by itself (signal 9)" in errors


def test_a_taken_port_is_said_before_any_work(standin: Standin) -> None:
    """Nobody waits for an installation to learn that the port is not free."""
    with socket.create_server(("127.0.0.1", standin.port)):
        output, errors = standin.start().communicate(timeout=LIMIT)

    assert output == ""
    assert f"cannot listen on 127.0.0.1 port {standin.port}" in errors
    assert f"make run PORT={standin.port + 1}" in errors


@pytest.mark.parametrize("port", ["abc", "65536", "-1", "8000.5"])
def test_a_port_that_is_none_is_refused(standin: Standin, port: str) -> None:
    """A mistyped PORT is named back to the person."""
    process = standin.start(port)
    _, errors = process.communicate(timeout=LIMIT)

    assert process.returncode == 1
    assert f"PORT is '{port}'" in errors


def test_services_write_logs_that_others_cannot_read(standin: Standin) -> None:
    """The logs hold no one's words, and are still nobody else's business."""
    standin.start_and_wait()

    log = standin.root / ".state" / "log" / "rasa.log"

    assert log.read_text() == "Rasa stand-in\n"
    assert log.stat().st_mode & 0o077 == 0


def test_the_secret_is_on_no_command_line(standin: Standin) -> None:
    """Any account of the machine can read command lines, so the secret goes by variable."""
    standin.start_and_wait()

    rasa = str(standin.children()[0])
    command = ["ps", "-ww", "-o", "args=", "-p", rasa]
    line = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert re.fullmatch(r"\S+ -m bot\.rasa --port \d+\n", line)
