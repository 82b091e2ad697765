"""Settings as a container is given them, with secrets in a folder in the place of /run/secrets."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.gateway.settings import Settings, SettingsError
from bot.log_lines import SETTING as LOGS
from bot.secret_files import SECRETS as SECRET_SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

from tests.deploy.reading import ROOT

VALUES = {
    "database": "postgresql://safe:{password}@database:5432/safe",
    "database_password": "{password}",
    "keys": "{key}",
    "metrics_token": "{token}",
    "secret": "{secret}",
}


def make_secrets(folder: Path) -> Path:
    """The files that the page on deploying has people make, but for the certificate."""
    folder.mkdir()
    made = {name: secrets.token_hex(32) for name in ("password", "key", "token", "secret")}
    for name, value in VALUES.items():
        (folder / name).write_text(value.format(**made) + "\n", encoding="utf-8")
    return folder


def inside(env: Mapping[str, Any], folder: Path) -> dict[str, str]:
    """The variables, with paths of mounted secrets led to the folder."""
    mounted = re.compile(r"^/run/secrets/(?:safe-to-share/)?")
    return {name: mounted.sub(f"{folder}/", str(value)) for name, value in env.items()}


def without_effect(env: Mapping[str, str]) -> list[str]:
    """Settings that a gateway, but for its log, would run the same without: none or a default."""
    whole = Settings.from_environment(env)
    return [name for name in env if name != LOGS and _same_without(name, env, whole)]


def _same_without(name: str, env: Mapping[str, str], whole: Settings) -> bool:
    try:
        return Settings.from_environment({k: v for k, v in env.items() if k != name}) == whole
    except SettingsError:
        return False


def unknown_to_a_worker(env: Mapping[str, str]) -> list[str]:
    """Settings that no code of a worker names."""
    code = ("bot/rasa", "bot/sealing", "bot/privacy")
    files = [file for folder in code for file in (ROOT / folder).glob("*.py")]
    files += [ROOT / "bot" / f"{name}.py" for name in ("database", "log_lines", "model_digest")]
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    known = set(re.findall(r"SAFE_TO_SHARE_[A-Z0-9_]+", text))
    known |= {f"{name}_FILE" for name in known & set(SECRET_SETTINGS)}
    return sorted(set(env) - known)
