"""Start the gateway: ``python -m bot.gateway --host 127.0.0.1 --port 8000``."""

from __future__ import annotations

import argparse
import logging
import os
import sys

import uvicorn

from bot.gateway import quiet
from bot.gateway.app import create_app
from bot.gateway.settings import Settings, SettingsError
from bot.law.errors import LawError
from bot.sealing.keys import KeysError, open_keyring

WRONG_USE = 2


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to end.

    Returns:
        0 after an orderly end; 2 when a setting or the law data is wrong, with a message.
    """
    parser = argparse.ArgumentParser(prog="python -m bot.gateway", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    quiet.settle()
    try:
        settings = Settings.from_environment(os.environ)
        open_keyring(settings.keys, settings.state)  # so that a broken key stops the start here
        app = create_app(settings)
    except (SettingsError, KeysError, LawError) as error:
        print(error, file=sys.stderr)  # noqa: T201  (what to do, to the one who starts it)
        return WRONG_USE
    except KeyError as error:
        print(f"data/law lacks {error}, which the gateway says.", file=sys.stderr)  # noqa: T201
        return WRONG_USE
    uvicorn.run(
        app,
        host=options.host,
        port=options.port,
        access_log=False,  # paths hold ids
        log_level="warning",
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies or None,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
