"""A file that the trained model reads beside it is broken: Rasa does not start, and says which."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bot.install import RASA, python
from bot.training import train
from tests.conftest import ROOT

FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml")


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    """One line, and no trace of Rasa's loading; the gateway's own: test_data_files.py."""
    shutil.copytree(train().parent, tmp_path / "models")
    for folder in ("bot", "actions", "data"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in FILES:
        shutil.copy(ROOT / name, tmp_path)
    broken = tmp_path / "data/nlu/cues.yml"
    first, _, rest = broken.read_bytes().partition(b"\n")
    broken.write_bytes(first + b"\n\xe9" + rest)

    ended = subprocess.run(
        [str(python(RASA)), "-m", "bot.rasa", "--port", "0"],
        cwd=tmp_path,
        env={
            "PATH": os.environ["PATH"],
            "SAFE_TO_SHARE_SECRET": "s",
            "SAFE_TO_SHARE_STATE": str(tmp_path / "state"),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == "data/nlu/cues.yml:2: this is not text in UTF-8; save it as UTF-8.\n"
