"""``python -m bench.profile``: where the milliseconds of turns go, as flames in docs/profiles.

Ten people talk without pauses, and py-spy looks at both processes a hundred times a second.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench import processes, stacks, turns
from bench.flames import Flames
from bot.process_names import GATEWAY, RASA

if TYPE_CHECKING:
    from collections.abc import Sequence

PEOPLE = 10
WHERE = stacks.ROOT / "docs" / "profiles"
A_SECOND = 100


def profiled(pids: dict[str, int], stack: turns.Stack, seconds: int) -> dict[str, Path]:
    """Look at processes while people talk; the stacks that were seen, one file each."""
    folder = Path(tempfile.mkdtemp())
    options = ["--format=raw", "--nonblocking", f"--duration={seconds}", f"--rate={A_SECOND}"]
    look = [str(Path(sys.executable).with_name("py-spy")), "record", *options]
    looking = {
        name: subprocess.Popen(
            [*look, f"--pid={pid}", f"--output={folder / name}"], stdout=subprocess.DEVNULL
        )
        for name, pid in pids.items()
    }
    print(turns.HEAD)
    print(asyncio.run(turns.crowds(stack, PEOPLE, 0, seconds + 1)))
    for process in looking.values():
        assert process.wait(60) == 0, "py-spy could not look: it needs the right to trace"
    return {name: folder / name for name in pids}


def serving(pids: Sequence[int], name: str) -> int:
    """The one of a service's processes that serves."""
    return next(
        pid for pid in pids if Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() == name
    )


def main() -> int:
    """Draw both."""
    parser = argparse.ArgumentParser(prog="python -m bench.profile", description=__doc__)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--to", type=Path, default=WHERE, help="folder of the drawings")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        stacks.ours(Path(folder)) as (address, process, _),
    ):
        tree = processes.tree(process.pid)
        stack = turns.Stack("ours", address, stacks.our_conversation, tree)
        asyncio.run(turns.crowds(stack, 1, 0, 3))  # warm
        pids = {
            "gateway": serving(tree["bot.gateway"], GATEWAY.serving),
            "rasa": serving(tree["bot.rasa"], RASA.serving),
        }
        for name, seen in profiled(pids, stack, given.seconds).items():
            flames = Flames.of(seen.read_text(encoding="utf-8").splitlines())
            (given.to / f"{name}.svg").write_text(flames.svg(name), encoding="utf-8")
            print(f"\n{name}: of {flames.total} samples", *flames.costs(), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
