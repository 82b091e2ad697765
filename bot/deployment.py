"""Programs that tests of ``deploy/`` need: nginx, and what lays out machines on this one.

Standard library only, from Python 3.9.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from bot.bootstrap import InstallError, apt_installs

if TYPE_CHECKING:
    from pathlib import Path

PROGRAMS = {
    "nginx": "nginx",
    "ip": "iproute2",
    "nft": "nftables",
    "unshare": "util-linux",
    "setpriv": "util-linux",
}
"""Each with Debian's package of it."""
_ALSO = ("/usr/sbin", "/sbin")


def find(program: str) -> str:
    """Its path; Debian keeps some off PATH. Empty where it is not."""
    path = os.pathsep.join((os.environ.get("PATH", ""), *_ALSO))
    return shutil.which(program, path=path) or ""


def need_deployment(root: Path) -> None:
    """Make sure that the deployment can be tried on this machine.

    Raises:
        InstallError: a program is missing, and cannot be installed without asking.
    """
    packages = _missing()
    if packages and apt_installs(" ".join(packages), root):
        packages = _missing()
    if packages:
        raise InstallError(
            f"The tests of deployment need {', '.join(packages)}, not on this machine.\n"
            f"On Debian: sudo apt-get install {' '.join(packages)}. Then start again."
        )


def _missing() -> list[str]:
    return sorted({package for program, package in PROGRAMS.items() if not find(program)})
