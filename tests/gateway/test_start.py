"""Starting: with what is needed, or not at all."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.gateway.settings import Rate, Settings, SettingsError

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {"SAFE_TO_SHARE_SECRET": "s", "SAFE_TO_SHARE_RASA_URL": "http://127.0.0.1:1/"}


def start(
    folder: Path, room: int = resource.RLIM_INFINITY, /, **env: str
) -> subprocess.CompletedProcess[str]:
    """Start a copy of the gateway that cannot start, with room for files so large; how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "bot.gateway", "--port", "0"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **env},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def copy_of_the_product(folder: Path) -> Path:
    """Code and law data, to be broken."""
    for name in ("bot", "data"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize(
    ("file", "change", "says"),
    [
        pytest.param(
            "data/law/facts.yml", ("id: danger_now", "idd: danger_now"), "facts.yml:", id="law"
        ),
        pytest.param("data/danger.yml", ("signs:", "sings:"), "danger.yml:", id="danger words"),
        pytest.param(
            "data/law/wording.yml", ("  unavailable:", "  not_there:"), "unavailable", id="a word"
        ),
        pytest.param(
            "data/law/contacts.yml", ("id: emergency", "id: urgency"), "emergency", id="a number"
        ),
    ],
)
def test_broken_law_data_stop_the_start_with_their_message(
    tmp_path: Path, file: str, change: tuple[str, str], says: str
) -> None:
    """Exit 2, one message, no trace: it could not tell people whom to ring."""
    product = copy_of_the_product(tmp_path)
    path = product / file
    path.write_text(path.read_text("utf-8").replace(*change, 1), "utf-8")

    ended = start(product, **NEEDED)

    assert ended.returncode == 2
    assert says in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("room", "says"),
    [
        pytest.param(1, "sealing.keys cannot be made", id="not even for a key"),
        pytest.param(5_000, "The store does not answer (OperationalError)", id="for no table"),
    ],
)
def test_a_full_disk_is_said_before_anything_is_served(
    tmp_path: Path, room: int, says: str
) -> None:
    """In one sentence, with the setting that names the folder."""
    ended = start(ROOT, room, **NEEDED, SAFE_TO_SHARE_STATE=str(tmp_path / "state"))

    assert ended.returncode == 2
    assert says in ended.stderr
    assert "SAFE_TO_SHARE_STATE" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_without_secret_or_address_it_does_not_start(name: str) -> None:
    """The message names the setting."""
    env = {key: value for key, value in NEEDED.items() if key != name}

    with pytest.raises(SettingsError, match=name):
        Settings.from_environment(env)


def test_settings_have_defaults() -> None:
    """Eight seconds, and the repository's own state folder."""
    settings = Settings.from_environment(NEEDED)

    assert settings.patience == 8
    assert settings.rasa_url == "http://127.0.0.1:1"
    assert settings.state == ROOT / ".state"


def test_settings_are_read_from_the_environment(tmp_path: Path) -> None:
    """Each has its variable."""
    settings = Settings.from_environment(
        {
            **NEEDED,
            "SAFE_TO_SHARE_STATE": str(tmp_path),
            "SAFE_TO_SHARE_PATIENCE": "2.5",
            "SAFE_TO_SHARE_RATE_TURNS": "3/7",
            "SAFE_TO_SHARE_FRAME_ANCESTORS": "'self' https://intranet.example",
            "SAFE_TO_SHARE_ORIGINS": "https://a.example https://b.example",
        }
    )

    assert settings.state == tmp_path
    assert settings.patience == 2.5
    assert settings.turns == Rate(3, 7)
    assert settings.frame_ancestors == "'self' https://intranet.example"
    assert settings.origins == {"https://a.example", "https://b.example"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATIENCE", "soon"),
        ("PATIENCE", "-1"),
        ("PATIENCE", "900"),
        ("DRAIN", "61"),
        ("RASA_URL", "worker-1:5005"),
        ("RASA_URL", "http://worker-1:5005 http://worker-2:5005"),
        ("RATE_TURNS", "many"),
        ("RATE_TURNS", "0/10"),
        ("FRAME_ANCESTORS", "'self'; script-src *"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str) -> None:
    """And nothing can be smuggled into the security policy."""
    with pytest.raises(SettingsError, match=name):
        Settings.from_environment({**NEEDED, f"SAFE_TO_SHARE_{name}": value})
