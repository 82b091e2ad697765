"""Bring the whole product up and keep it together until someone stops it.

Standard library only, from Python 3.9: this is what ``make run`` starts on a machine
that has nothing yet. It installs, trains, starts Rasa and the gateway, and says Ready.
"""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Iterator, NoReturn

from bot import ports
from bot.bootstrap import InstallError, environment, need_pango
from bot.install import GATEWAY, RASA, ROOT, install, python
from bot.process_names import GATEWAY as GATEWAY_NAMES
from bot.process_names import RASA as RASA_NAMES
from bot.services import ServiceDiedError, Services
from bot.training import TrainingError, train

if TYPE_CHECKING:
    from pathlib import Path

START_LIMIT = 180.0  # seconds until a start that says nothing is taken to have failed
LOOK_EVERY = 0.25  # seconds between looks at the services


class _Stopped(BaseException):
    """Someone asked us to end; not an error, so no ``except Exception`` may catch it."""


class StartError(Exception):
    """The services run but do not become ready."""


def run(root: Path = ROOT) -> int:
    """Install, train, start, and stay until a signal or a death.

    Returns:
        The exit status: 0 if someone stopped us, 1 if anything failed.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    state = root / os.environ.get("SAFE_TO_SHARE_STATE", ".state")
    services = Services(root, state / "log")
    try:
        # First of all, so that nobody waits minutes to learn that the port is taken.
        address = ports.wanted()
        with _step("install"):
            install(GATEWAY, RASA, root=root)
            without_pdf = _without_pdf(root)
        if without_pdf:
            print(without_pdf, flush=True)
        with _step("train"):
            train(root)
        with _step("start"):
            _start(services, address, state)
        print(f"Ready: {address.url}", flush=True)
        _watch(services)
    except _Stopped:
        return 0
    except (
        InstallError,
        TrainingError,
        StartError,
        ServiceDiedError,
        ports.PortError,
        OSError,
    ) as error:
        print(f"\nmake run: {error}", file=sys.stderr)
        return 1
    finally:
        _finish(services)


def _without_pdf(root: Path) -> str:
    """What is missing for records as PDF; empty where nothing is. All else works without."""
    try:
        need_pango(root)
    except (InstallError, OSError) as error:
        return f"\n{error}\nUntil then everything works but the PDF of a record.\n"
    return ""


def _start(services: Services, address: ports.Address, state: Path) -> None:
    """Start both processes at once, and wait until the gateway says that all is well."""
    rasa_port = ports.free()
    state.mkdir(parents=True, exist_ok=True, mode=0o700)
    env = {
        **environment(),
        "SAFE_TO_SHARE_SECRET": secrets.token_urlsafe(32),
        "SAFE_TO_SHARE_RASA_URL": f"http://127.0.0.1:{rasa_port}",
        "SAFE_TO_SHARE_STATE": str(state),
    }
    env.pop("SAFE_TO_SHARE_SECRET_FILE", None)  # these two have a secret of their own
    root = services.folder
    rasa = [str(python(RASA, root)), "-m", "bot.rasa", "--port", str(rasa_port)]
    services.start("rasa", rasa, env, heirs=RASA_NAMES.heirs)
    gateway = [str(python(GATEWAY, root)), "-m", "bot.gateway"]
    gateway += ["--host", address.host, "--port", str(address.port)]
    services.start("gateway", gateway, env, heirs=GATEWAY_NAMES.heirs)
    _wait_until_ready(services, address)


def _wait_until_ready(services: Services, address: ports.Address) -> None:
    """Ask ``/readyz`` until it answers 200.

    Raises:
        ServiceDiedError: one of the processes ended first.
        StartError: it took too long.
    """
    limit = time.monotonic() + START_LIMIT
    while time.monotonic() < limit:
        services.check()
        if _status(address) == http.client.OK:
            return
        time.sleep(LOOK_EVERY)
    raise StartError(f"not ready after {START_LIMIT:.0f} s. The logs are in {services.logs}.")


def _status(address: ports.Address) -> int:
    """The gateway's answer to ``GET /readyz``; 0 while it does not answer."""
    connection = http.client.HTTPConnection(address.local_host, address.port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def _watch(services: Services) -> NoReturn:
    """Stay until a service ends by itself or a signal comes; who is killed is replaced."""
    while True:
        for news in services.mend():
            print(f"\nmake run: {news}", file=sys.stderr, flush=True)
        time.sleep(LOOK_EVERY)


@contextmanager
def _step(name: str) -> Iterator[None]:
    """Print ``name`` when it begins and its seconds when it is done, on one line."""
    print(name, end=" ", flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:.1f} s", flush=True)


def _stop(_number: int, _frame: object) -> NoReturn:
    """Handle a signal once; the ones that follow must not break the tidying up."""
    _ignore_signals()
    raise _Stopped


def _finish(services: Services) -> None:
    """End everything, and let no second Ctrl-C leave half of it behind."""
    _ignore_signals()
    services.stop()


def _ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
