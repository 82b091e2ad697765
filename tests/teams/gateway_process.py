"""A gateway in a process of its own, for tests that kill it: its Rasa and Microsoft on loopback."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from bot.gateway.app import create_app
from bot.gateway.settings import Settings
from bot.gateway.teams.credentials import Secret
from bot.gateway.teams.settings import TeamsSettings
from tests.gateway.stand_in import SECRET
from tests.teams.microsoft import APP, TENANT
from tests.teams.served import ways_to


def main(state: str, rasa: str, microsoft: str, port: str) -> None:
    """Serve on a port until killed.

    Args:
        state: folder of the store.
        rasa: port of Rasa.
        microsoft: port of Microsoft.
        port: to serve on.
    """
    teams = TeamsSettings(APP, (TENANT,), "https://share.example.govt.nz", Secret("x"))
    settings = Settings(f"http://127.0.0.1:{rasa}", SECRET, Path(state), teams=teams)
    app = create_app(settings, microsoft=ways_to(int(microsoft)))
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="error", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
