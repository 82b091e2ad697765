"""Find or make what else is needed: uv; Chromium and PostgreSQL for tests; Graphviz; Pango for PDF.

Standard library only, from Python 3.9: on a fresh machine this is the first code to run.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import List, Sequence, Union

Argument = Union[str, Path]
_POSTGRES = Path("/usr/lib/postgresql")
_SHELL = "chromium-headless-shell"
"""Debian's Chromium without windows round its pages: each takes a quarter of the work."""
_CHROMIUM = (_SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset")
_FONT = "DejaVuSans.ttf"
_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core")


class InstallError(Exception):
    """Something is missing that a program cannot, or should not, provide by itself."""


def run(command: Sequence[Argument], root: Path) -> subprocess.CompletedProcess[str]:
    """Run a command from the repository's root; its output and errors are in ``stdout``."""
    return subprocess.run(
        [str(part) for part in command],
        cwd=root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def environment() -> dict[str, str]:
    """This process's variables for a child, less those that would slow or mislead it."""
    unwanted = {
        "PYTHONDONTWRITEBYTECODE",  # Rasa would compile its sources again at every start
        "PYTHONHOME",
        "PYTHONPATH",
        "VIRTUAL_ENV",  # we say which environment is meant
        "MAKEFLAGS",
        "MAKELEVEL",
        "MFLAGS",
    }
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, "RASA_TELEMETRY_ENABLED": "false"}


def find_or_make_uv(root: Path) -> Path:
    """Path of a uv that is at least the pinned version.

    Raises:
        InstallError: it is not there and cannot be installed.
    """
    lock = root / "requirements" / "tools.txt"
    ours = root / ".venv" / "tools" / "bin" / "uv"
    stamp = root / ".venv" / "tools" / ".lock-digest"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if ours.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return ours
    elsewhere = shutil.which("uv")
    if elsewhere and _version_of(elsewhere, root) >= _pinned(lock):
        return Path(elsewhere)
    _make_tools(root, lock)
    stamp.write_text(digest, encoding="ascii")
    return ours


def _pinned(lock: Path) -> tuple[int, ...]:
    """The version of uv that the lock names."""
    pin = re.search(r"^uv==([\d.]+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    if pin is None:
        raise InstallError(f"{lock} names no version of uv.")
    return tuple(int(part) for part in pin.group(1).split("."))


def _version_of(uv: str, root: Path) -> tuple[int, ...]:
    """The version a uv on PATH reports; empty, so older than any, if it reports none."""
    said = re.match(r"uv (\d+)\.(\d+)\.(\d+)", run([uv, "--version"], root).stdout)
    return tuple(int(part) for part in said.groups()) if said else ()


def _make_tools(root: Path, lock: Path) -> None:
    """Make ``.venv/tools`` with pip, and uv in it, its hash checked."""
    folder = root / ".venv" / "tools"
    _need_venv(root)
    made = run([sys.executable, "-m", "venv", "--clear", folder], root)
    if made.returncode:
        raise InstallError(f"Could not make {folder}:\n{made.stdout.strip()}")
    pip: list[Argument] = [folder / "bin" / "python", "-m", "pip", "install", "--quiet"]
    done = run([*pip, "--require-hashes", "--disable-pip-version-check", "-r", lock], root)
    if done.returncode:
        raise InstallError(f"Could not install requirements/tools.txt:\n{done.stdout.strip()}")


def _need_venv(root: Path) -> None:
    """Make sure that this Python can make environments with pip in them.

    Debian ships Python without that part.
    """
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    if apt_installs(package, root):
        return
    raise InstallError(
        f"{sys.executable} cannot make environments: its 'venv' or 'ensurepip' is missing.\n"
        f"On Debian or Ubuntu: sudo apt-get install {package}. Then start again."
    )


def find_chromium() -> Path | None:
    """Path of a Chromium that is on this machine, for the tests in a browser."""
    found = filter(None, map(shutil.which, _CHROMIUM))
    return next((Path(each) for each in found), None)


def need_chromium(root: Path) -> None:
    """Make sure that there is a browser to test the page in.

    Raises:
        InstallError: there is none, and it cannot be installed without asking.
    """
    if not shutil.which(_SHELL):
        with contextlib.suppress(InstallError):  # a Debian that is older, or not Debian
            apt_installs(_SHELL, root)
    if find_chromium() or (apt_installs("chromium", root) and find_chromium()):
        return
    raise InstallError(
        "The tests of the page need Chromium, which is not on this machine.\n"
        f"On Debian: sudo apt-get install {_SHELL}. Elsewhere: install Chromium or Chrome, so that "
        f"one of {', '.join(_CHROMIUM)} is on PATH. Then start again."
    )


def need_graphviz(root: Path) -> None:
    """Make sure that there is a ``dot`` to draw with.

    Raises:
        InstallError: there is none, and it cannot be installed without asking.
    """
    if shutil.which("dot") or (apt_installs("graphviz", root) and shutil.which("dot")):
        return
    raise InstallError(
        "Drawing needs Graphviz, whose 'dot' is not on this machine.\n"
        "On Debian: sudo apt-get install graphviz. Elsewhere: install Graphviz, so that dot is on "
        "PATH. Then start again."
    )


def find_postgres() -> Path:
    """Folder of PostgreSQL's programs, newest version first; where there are none, an empty path.

    Debian keeps the server's programs off PATH.
    """
    found = sorted(_POSTGRES.glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else Path()


def need_postgres(root: Path) -> None:
    """Make sure that there is a PostgreSQL to test the store with.

    Raises:
        InstallError: there is none, and it cannot be installed without asking.
    """
    if find_postgres() != Path():
        return
    if apt_installs("postgresql", root) and find_postgres() != Path():
        return
    raise InstallError(
        "The tests of the store need PostgreSQL, which is not on this machine.\n"
        "On Debian: sudo apt-get install postgresql. Elsewhere: install PostgreSQL 15 or newer, so "
        "that initdb is on PATH. Then start again."
    )


def need_pango(
    root: Path,
    libraries: Sequence[str] = _LIBRARIES,
    font_folders: Sequence[str] = _FONT_FOLDERS,
) -> None:
    """Make sure that records can be printed as PDF: Pango, and a font that has macrons.

    Args:
        root: the repository's root.
        libraries: the names by which the system's loader knows them.
        font_folders: where fonts lie.

    Raises:
        InstallError: something is missing, and it cannot be installed without asking.
    """
    if not _missing(libraries, font_folders):
        return
    apt_installs(" ".join(_PANGO), root)
    missing = _missing(libraries, font_folders)
    if missing:
        raise InstallError(
            f"Records as PDF need {', '.join(missing)}, not found on this machine.\n"
            f"On Debian: sudo apt-get install {' '.join(_PANGO)}. Elsewhere: install Pango, "
            "HarfBuzz and the DejaVu fonts. Then start again."
        )


def _missing(libraries: Sequence[str], font_folders: Sequence[str]) -> List[str]:
    """What of it is not there."""
    missing = [f"lib{name}" for name in libraries if not ctypes.util.find_library(name)]
    folders = [Path(each).expanduser() for each in font_folders]
    if not any(True for folder in folders for _ in folder.rglob(_FONT)):
        missing.append(_FONT)
    return missing


def apt_installs(packages: str, root: Path) -> bool:
    """Install packages of Debian where that needs no question: as root, with apt-get.

    Returns:
        False where it may not; the person must be asked to.

    Raises:
        InstallError: it may, and it failed.
    """
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    run(["apt-get", "update", "-qq"], root)
    done = run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages.split()], root
    )
    if done.returncode:
        raise InstallError(f"apt-get could not install {packages}:\n{done.stdout.strip()}")
    return True
