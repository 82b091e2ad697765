"""What tests need from npm: Microsoft's renderer of Adaptive Cards. The product needs none of it.

Standard library only, from Python 3.9.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from bot.bootstrap import InstallError, apt_installs, run

CARDS = Path("tests") / "browser" / "cards"
"""Holds package.json and its lock: versions with hashes, and no registry's address."""


def need_cards(root: Path) -> None:
    """Install what the lock names, unless that is there.

    Raises:
        InstallError: npm is missing and may not be installed, or a package is not as the lock says.
    """
    folder = root / CARDS
    digest = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    stamp = folder / "node_modules" / ".lock-digest"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return
    if not (shutil.which("npm") or (apt_installs("npm", root) and shutil.which("npm"))):
        raise InstallError(
            "The tests of cards need npm, which is not on this machine.\n"
            "On Debian: sudo apt-get install npm. Elsewhere: install Node.js 20 or newer. "
            "Then start again."
        )
    done = run(
        ["npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"], root
    )
    if done.returncode:
        raise InstallError(
            f"npm could not install {CARDS}/package-lock.json:\n{done.stdout.strip()}"
        )
    stamp.write_text(digest, encoding="ascii")
