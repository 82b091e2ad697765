"""What the processes of both stacks cost: processor time, and memory with shared pages once."""

from __future__ import annotations

import os
import re
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> dict[str, list[int]]:
    """A process and those under it, by the module that they run: ``bot.rasa``, ``bot run``."""
    found = {_module(pid): [pid]}
    for child in _children(pid):
        for name, pids in tree(child).items():
            found.setdefault(name, []).extend(pids)
    return found


def spent(pids: list[int]) -> float:
    """Seconds of processor time that they have used since they began."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # utime and stime, as proc(5) counts them
    return ticks / _TICKS


def memory(pids: list[int]) -> float:
    """Megabytes that they hold; a page that two of them share counts half in each."""
    kilobytes = 0
    for pid in pids:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
        held = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
        kilobytes += int(held[1]) if held else 0
    return kilobytes / 1024


def load_average() -> str:
    """How busy the machine has been in the last minute, beside its cores."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def _children(pid: int) -> list[int]:
    return [
        int(child)
        for task in Path(f"/proc/{pid}/task").iterdir()
        for child in (task / "children").read_text(encoding="utf-8").split()
    ]


def _module(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").split("\0")
    if "-m" not in words:
        return words[0]
    named = words[words.index("-m") + 1 :]
    options = [place for place, word in enumerate(named) if word.startswith("-") or not word]
    return " ".join(named[: options[0]] if options else named)
