"""Start the gateway: ``python -m bot.gateway --host 127.0.0.1 --port 8000``."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import nullcontext

from bot import log_lines, ports
from bot.gateway import quiet
from bot.gateway.app import create_app
from bot.gateway.migrate import StoreError
from bot.gateway.ready_store import make_ready
from bot.gateway.serving import serve
from bot.gateway.settings import Settings, SettingsError
from bot.gateway.sole_user import sole_user
from bot.gateway.usage.names import UsageWordsError
from bot.law.errors import LawError
from bot.sealing.keys import KeysError, open_keyring

WRONG_USE = 2
_FAULTS = (
    SettingsError,
    KeysError,
    LawError,
    UsageWordsError,
    log_lines.LogsError,
    ports.PortError,
)


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to end.

    Returns:
        0 after an orderly end; 2 when a setting, the law data or the store is wrong, with
        a message.
    """
    parser = argparse.ArgumentParser(prog="python -m bot.gateway", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    try:
        quiet.settle()
        log_lines.set_up(os.environ)
        settings = Settings.from_environment(os.environ)
        open_keyring(settings.keys, settings.state)  # so that a broken key stops the start here
        app = create_app(settings)
        bound = ports.bind(options.host, options.port)
    except _FAULTS as error:
        print(error, file=sys.stderr)  # noqa: T201  (what to do, to the one who starts it)
        return WRONG_USE
    except KeyError as error:
        print(f"data/law lacks {error}, which the gateway says.", file=sys.stderr)  # noqa: T201  (to whoever started it)
        return WRONG_USE
    try:
        # On PostgreSQL there may be many gateways; of an SQLite file each process would be alone.
        with nullcontext() if settings.database else sole_user(settings.state):
            fault = make_ready(settings.state, settings.database)
            if fault:
                print(fault, file=sys.stderr)  # noqa: T201  (to whoever started it)
                return WRONG_USE
            return serve(app, settings, bound)
    except StoreError as error:
        print(error, file=sys.stderr)  # noqa: T201  (to whoever started it)
        return WRONG_USE


if __name__ == "__main__":
    sys.exit(main())
