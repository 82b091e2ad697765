"""The start: checks what is cheap to check, then imports Rasa, then serves."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from bot.database import DatabaseError
from bot.model_digest import ForeignModel, check_digest
from bot.ports import PortError, bind
from bot.process_names import RASA
from bot.rasa import lighter
from bot.rasa.archive import NotSaved
from bot.rasa.settings import CannotStart, Settings, check_secret, newest_model
from bot.sealing.keys import KeysError
from bot.standing_by import serve_again

if TYPE_CHECKING:
    import socket

    from rasa.core.agent import Agent

    from bot.law.model import Law

CANNOT_START = 1
IMPORTED_WITH_STAND_INS = (
    "rasa.core.agent",
    "rasa.engine.recipes.default_components",
    "rasa.graph_components.validators.default_recipe_validator",
)


def start(settings: Settings, law: Law) -> int:
    """Serve until SIGTERM or SIGINT.

    Args:
        settings: host, port, secret and folders.
        law: what answers are checked against.

    Returns:
        Exit status: 0 after a signal, 1 with a line on stderr when it cannot start.
    """
    try:
        check_secret(settings.secret, settings.host)
        model = newest_model(settings.models)
        check_digest(model, settings.model_digest)
        bound = bind(settings.host, settings.port)
        import_rasa(with_tensorflow=lighter.uses_tensorflow(model))
        from bot.rasa.server import load_without_stores  # noqa: PLC0415  (takes seconds)

        agent = load_without_stores(model, settings, law)
    except (CannotStart, ForeignModel, PortError) as error:
        print(error, file=sys.stderr)
        return CANNOT_START
    return serve_again(lambda: _serve(agent, settings, law, bound), RASA)


def _serve(agent: Agent, settings: Settings, law: Law, bound: socket.socket) -> int:
    """Open the stores and serve: the part that each fork does."""
    from bot.rasa.server import open_stores, serve  # noqa: PLC0415  (takes seconds)

    try:
        open_stores(agent, settings, law)
    except (CannotStart, DatabaseError, KeysError, NotSaved) as error:
        print(error, file=sys.stderr)
        return CANNOT_START
    serve(agent, settings, law, bound)
    return 0


def import_rasa(*, with_tensorflow: bool) -> None:
    """Import Rasa with what the model needs of it, and no more."""
    lighter.trust_only()
    if with_tensorflow or "tensorflow" in sys.modules:
        return
    with lighter.stand_ins_for_the_heavy():
        for name in IMPORTED_WITH_STAND_INS:
            import_module(name)
