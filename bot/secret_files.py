"""Secrets that are in files, such as mounted ones, in the place of the environment.

Standard library only: the gateway and Rasa both read them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SECRETS = (
    "SAFE_TO_SHARE_SECRET",
    "SAFE_TO_SHARE_DATABASE",
    "SAFE_TO_SHARE_METRICS_TOKEN",
    "SAFE_TO_SHARE_TEAMS_SECRET",
    "SAFE_TO_SHARE_TEAMS_KEY",
)
"""Each may be given as NAME, or as NAME_FILE with the path of a file that holds it. The keys that
seal have a file of their own: ``bot.sealing.keys``."""


class SecretFileError(ValueError):
    """A secret cannot be read. The message names its setting and its file, and nothing in it."""


def read_secret(env: Mapping[str, str], name: str) -> str:
    """One secret of the settings, without space around it; empty when it is not given.

    Raises:
        SecretFileError: it is given in both ways, or its file is empty or cannot be read.
    """
    value, file = env.get(name, ""), env.get(f"{name}_FILE", "")
    if not file:
        return value
    if value:
        raise SecretFileError(f"{name} and {name}_FILE are both set. Keep one of them.")
    try:
        value = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SecretFileError(
            f"{name}_FILE: {file} cannot be read: {type(error).__name__}."
        ) from None
    if not value:
        raise SecretFileError(f"{name}_FILE: {file} is empty.")
    return value


def with_secrets(env: Mapping[str, str]) -> dict[str, str]:
    """The settings with every secret as if it stood in the environment.

    Raises:
        SecretFileError: as ``read_secret``.
    """
    files = {f"{name}_FILE" for name in SECRETS}
    found = {name: read_secret(env, name) for name in SECRETS}
    plain = {name: value for name, value in env.items() if name not in files}
    return plain | {name: value for name, value in found.items() if value}
