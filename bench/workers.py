"""``python -m bench.workers``: two Rasa workers against one, before one gateway and PostgreSQL.

Each as ``docs/how-to/deploy.md`` starts it, a process of its own; people talk without pauses. Where
the processors are fewer than the processes that want them, a second worker has nothing to run on.
So both are measured again with every worker stopped for most of the time, as if its processor were
that much slower: then what is left to limit them is what they share.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench import processes, stacks, turns
from bench.crowd import listen
from bench.profile import serving
from bot import ports
from bot.bootstrap import environment
from bot.install import RASA, python
from bot.process_names import RASA as NAMES
from tests.postgres import running_postgres, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.crowd import Heard

PERIOD_S = 0.1
SHARES = (1.0, 0.25)
"""Of the time that a worker may run. A quarter: two of them leave the gateway a processor."""


@contextmanager
def running(module: str, port: int, env: Mapping[str, str]) -> Iterator[int]:
    """One process of ours, on its own side of the two environments; its id."""
    interpreter = str(python(RASA)) if module == "bot.rasa" else sys.executable
    command = [interpreter, "-m", module, "--port", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=stacks.ROOT, env=dict(env), stdout=quiet, stderr=quiet
    ) as run:
        try:
            yield run.pid
        finally:
            run.terminate()


@contextmanager
def deployed(url: str, folder: Path, workers: int) -> Iterator[turns.Stack]:
    """A gateway before so many workers, ready."""
    places = [ports.free() for _ in range(workers + 1)]
    gateway, *each = places
    env = {
        **environment(),
        **stacks.UNLIMITED,
        **settings_of(url),
        "SAFE_TO_SHARE_STATE": str(folder),
        "SAFE_TO_SHARE_SECRET": "a secret of the bench, long enough",
        "SAFE_TO_SHARE_RASA_URL": " ".join(f"http://127.0.0.1:{port}" for port in each),
    }
    with ExitStack() as stack:
        pids = {"gateway": stack.enter_context(running("bot.gateway", gateway, env))}
        for number, port in enumerate(each, 1):
            pids[f"worker {number}"] = stack.enter_context(running("bot.rasa", port, env))
        address = f"http://127.0.0.1:{gateway}"
        for port in each:
            _wait(f"http://127.0.0.1:{port}/webhooks/gateway/health")
        _wait(f"{address}/readyz")
        trees = {name: _all(pid) for name, pid in pids.items()}
        yield turns.Stack("ours", address, stacks.our_conversation, trees)


def _all(pid: int) -> list[int]:
    return [each for pids in processes.tree(pid).values() for each in pids]


def _wait(address: str) -> None:
    limit = time.monotonic() + stacks.START_LIMIT
    while True:
        try:
            if httpx.get(address, timeout=5).is_success:
                return
        except httpx.HTTPError:
            pass
        assert time.monotonic() < limit, f"{address} did not answer"
        time.sleep(0.2)


@contextmanager
def slowed(pids: list[int], share: float) -> Iterator[None]:
    """Let each process run for a share of the time only, one after the other where that fits."""
    done = threading.Event()

    def hold(pid: int, after: float) -> None:
        done.wait(after)
        while not done.wait(PERIOD_S * share):
            os.kill(pid, signal.SIGSTOP)
            done.wait(PERIOD_S * (1 - share))
            os.kill(pid, signal.SIGCONT)

    each = PERIOD_S / len(pids)
    threads = [
        threading.Thread(target=hold, args=(pid, number * each)) for number, pid in enumerate(pids)
    ]
    for thread in threads if share < 1 else ():
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads if share < 1 else ():
            thread.join()


def measured(stack: turns.Stack, people: int, seconds: float, share: float) -> float:
    """Print a row; gives the turns a second."""
    serve = [
        serving(pids, NAMES.serving) for name, pids in stack.processes.items() if "worker" in name
    ]
    with slowed(serve, share):
        before = {name: processes.spent(pids) for name, pids in stack.processes.items()}
        heard = asyncio.run(_heard(stack, people, seconds))
    cost = {
        name: 1000 * (processes.spent(pids) - before[name]) / max(1, len(heard.times))
        for name, pids in stack.processes.items()
    }
    print(turns.row(f"{len(serve)}; {share:.0%} of the time", heard, cost), flush=True)
    return heard.rate


async def _heard(stack: turns.Stack, people: int, seconds: float) -> Heard:
    return await listen(stack.address, stack.begin, people, 0, seconds)


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.workers", description=__doc__)
    parser.add_argument("--people", type=int, default=16, help="at once")
    parser.add_argument("--seconds", type=float, default=10, help="for each row")
    given = parser.parse_args()
    rates: dict[tuple[int, float], float] = {}
    with running_postgres() as postgres:
        print(turns.HEAD.replace("people; pause", "workers; each runs"))
        for workers in (1, 2):
            with (
                tempfile.TemporaryDirectory() as folder,
                deployed(postgres.migrated(), Path(folder), workers) as stack,
            ):
                asyncio.run(_heard(stack, workers, 3))  # warm
                for share in SHARES:
                    rates[workers, share] = measured(stack, given.people, given.seconds, share)
    for share in SHARES:
        times = rates[2, share] / rates[1, share]
        print(f"| two against one, each {share:.0%} of the time | {times:.2f} times |")
    print(f"| machine, at the end | {processes.load_average()} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
