"""``python -m bot.rasa --host ADDRESS --port N``: the Rasa server behind the gateway."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.log_lines import LogsError
from bot.model_digest import PINNED
from bot.privacy.retention import SETTING, read_idle_hours
from bot.rasa import quiet
from bot.rasa.settings import LOOPBACK, SHORTEST_SECRET, Settings
from bot.rasa.start import CANNOT_START, start
from bot.secret_files import read_secret

if TYPE_CHECKING:
    from collections.abc import Sequence

BROKEN_LAW = 2


def parser() -> argparse.ArgumentParser:
    """The command's arguments."""
    command = argparse.ArgumentParser(
        prog="python -m bot.rasa",
        description="Serve the trained assistant to the gateway.",
        epilog="Exit status: 0 stopped, 1 cannot start, 2 the law files are broken. "
        "SAFE_TO_SHARE_SECRET is shared with the gateway; "
        "SAFE_TO_SHARE_STATE is the folder of the conversations' file.",
    )
    command.add_argument(
        "--host",
        default=LOOPBACK,
        help=f"address to listen on; beyond loopback the secret has {SHORTEST_SECRET} characters",
    )
    command.add_argument("--port", type=int, required=True, help="port on that address")
    command.add_argument(
        "--models", type=Path, default=Path("models"), help="folder of the trained models"
    )
    return command


def main(arguments: Sequence[str] | None = None) -> int:
    """Start the server; the exit status is in ``--help``."""
    given = parser().parse_args(arguments)
    try:
        quiet.settle()
    except LogsError as error:
        print(error, file=sys.stderr)
        return CANNOT_START
    from bot.data_files import named  # noqa: PLC0415  (quiet has to settle first)
    from bot.law.errors import LawError  # noqa: PLC0415  (quiet has to settle first)
    from bot.law.load import load_law  # noqa: PLC0415  (quiet has to settle first)

    try:
        with named():
            law = load_law()
    except LawError as error:
        print(error, file=sys.stderr)
        return BROKEN_LAW
    pinned = os.environ.get(PINNED, "")
    try:
        secret = read_secret(os.environ, "SAFE_TO_SHARE_SECRET")
        hours = read_idle_hours(os.environ.get(SETTING))
    except ValueError as error:
        print(error, file=sys.stderr)
        return CANNOT_START
    settings = Settings(
        given.port,
        secret,
        given.models,
        model_digest=pinned,
        idle_hours=hours,
        host=given.host,
    )
    return start(settings, law)


if __name__ == "__main__":
    sys.exit(main())
