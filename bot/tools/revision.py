"""The law files as they were at a revision of git."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.law.errors import LawError
from bot.law.load import load_law
from bot.tools.console import WrongUse

if TYPE_CHECKING:
    from bot.law.model import Law


def law_at(rev: str, folder: Path) -> Law:
    """The law at a revision, checked as today's is.

    Args:
        rev: a commit, branch or tag.
        folder: the law files now, somewhere in a repository of git.

    Raises:
        WrongUse: no such revision, no law files in it that can be read now, or no repository.
    """
    top = Path(_git(folder, "rev-parse", "--show-toplevel").decode().strip())
    known = _git(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"
    )
    commit = known.decode().strip()
    if not commit:
        raise WrongUse(
            f"git knows no revision '{rev}'. 'git log --oneline -- data/law' lists some."
        )
    inside = folder.resolve().relative_to(top.resolve()).as_posix()
    packed = _git(top, "archive", commit, "--", inside)
    if not packed:
        raise WrongUse(f"revision '{rev}' has no {inside}.")
    with tempfile.TemporaryDirectory() as scratch:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(scratch, filter="data")
        try:
            return load_law(Path(scratch) / inside)
        except LawError as error:
            raise WrongUse(
                f"the law files at '{rev}' are not as we read them now: {error}"
            ) from error


def _git(folder: Path, *arguments: str) -> bytes:
    """What git prints; nothing where it refuses.

    Raises:
        WrongUse: the folder is in no repository.
    """
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    if b"not a git repository" in done.stderr:
        raise WrongUse(f"{folder} is in no repository of git: there is nothing to compare with.")
    return done.stdout if done.returncode == 0 else b""
