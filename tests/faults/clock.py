"""The clock of a product's processes, to be put forward and back while they run."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

from bot.bootstrap import InstallError, apt_installs, run

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path(__file__).with_name("clock.c")


class Clock:
    """What the processes take for the time: the true one, and so many seconds."""

    def __init__(self, folder: Path) -> None:
        """Have it right, by a file in this folder.

        Raises:
            InstallError: there is no C compiler, and it cannot be installed without asking.
        """
        self._file = folder / "clock"
        self._library = folder / "clock.so"
        self.put(0)
        if not shutil.which("cc") and not apt_installs("gcc libc6-dev", ROOT):
            raise InstallError(
                "These tests put a clock forward and back, which needs a C compiler. "
                "On Debian: sudo apt-get install gcc libc6-dev. Then start again."
            )
        made = run(["cc", "-shared", "-fPIC", "-O1", "-o", self._library, SOURCE], ROOT)
        assert made.returncode == 0, made.stdout

    def settings(self) -> dict[str, str]:
        """What a product is started with, so that its clock is this one."""
        return {"LD_PRELOAD": str(self._library), "SAFE_TO_SHARE_CLOCK": str(self._file)}

    def put(self, seconds: int) -> None:
        """Put it so far forward, or back, for all who read it."""
        with self._file.open("r+b" if self._file.exists() else "w+b") as file:
            file.write(struct.pack("q", seconds))  # in place: it is mapped
