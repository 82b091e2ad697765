"""Puts the server together: model, stores, actions, channel; then serves."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import register
from rasa.core.lock_store import LockStore
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic
from sanic.exceptions import SanicException
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.data_files import first_fault
from bot.privacy.logs import place_of
from bot.rasa import applied, copies, patches, rules
from bot.rasa.channel import LARGEST_BODY, GatewayChannel, failure_notice
from bot.rasa.in_process import InProcessActions
from bot.rasa.quiet import silence_others
from bot.rasa.retention import keep_dropping
from bot.rasa.settings import CannotStart, Settings
from bot.rasa.tracker_store import ConversationStore
from bot.rasa.vocabulary import words_of_law

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from sanic.request import Request

    from bot.law.model import Law

log = logging.getLogger(__name__)

STOP_WITHIN_S = 5.0


def serve(agent: Agent, settings: Settings, law: Law, bound: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; a turn that is being taken is finished first."""
    silence_others()
    app = make_app(agent, GatewayChannel(settings.secret, law))

    @app.after_server_start
    async def say_ready(_app: Sanic, _loop: object) -> None:
        app.add_task(keep_dropping(agent, settings.idle_hours))
        model = agent.processor.model_filename
        where = f"[{settings.host}]" if ":" in settings.host else settings.host
        print(f"Rasa is ready on http://{where}:{settings.port} with {model}", flush=True)

    app.run(sock=bound, motd=False, access_log=False)


def load_agent(model: Path, settings: Settings, law: Law) -> Agent:
    """Load a model with our patches and the actions in process, and open our stores.

    Raises:
        CannotStart: the model is broken or understands nothing, or a store may lose turns.
        NotSaved: the conversations' file cannot be opened.
    """
    agent = load_without_stores(model, settings, law)
    open_stores(agent, settings, law)
    return agent


def load_without_stores(model: Path, settings: Settings, law: Law) -> Agent:
    """All that takes long, and can be shared by forks.

    Raises:
        CannotStart: the model is broken or understands nothing.
    """
    for each in (patches, rules, applied, copies):
        each.apply()
    agent = Agent(action_endpoint=InProcessActions(settings.actions, failure_notice(law)))
    _load(agent, model)
    _check(agent)
    return agent


def open_stores(agent: Agent, settings: Settings, law: Law) -> None:
    """Give a loaded agent the stores that ``endpoints.yml`` names.

    Rasa wraps each tracker store in one that goes on in memory when it fails, and loses turns;
    so ours is put in afterwards, bare.

    Raises:
        CannotStart: a store may lose turns.
        NotSaved: the conversations' file cannot be opened.
    """
    store, locks = _stores(settings.endpoints, law)
    store.domain = agent.domain
    agent.tracker_store = agent.processor.tracker_store = store
    agent.lock_store = agent.processor.lock_store = locks


def _load(agent: Agent, model: Path) -> None:
    try:
        agent.load_model(model)
    except Exception as error:
        cause = error.__cause__ or error
        fault = first_fault()  # of what the model's parts read beside it
        message = f"{fault or f'{model} cannot be loaded: {type(cause).__name__}: {cause}'}"
        raise CannotStart(message) from error


def _stores(file: Path, law: Law) -> tuple[TrackerStore, LockStore]:
    endpoints = AvailableEndpoints.read_endpoints(f"{file}")
    tracker_store, lock_store = endpoints.tracker_store, endpoints.lock_store
    if tracker_store is None or lock_store is None:
        message = f"{file} has to name a tracker_store and a lock_store."
        raise CannotStart(message)
    if tracker_store.type == _path_of(ConversationStore):
        tracker_store.kwargs["words"] = words_of_law(law)
    store = TrackerStore.create(tracker_store)
    if tracker_store.type != _path_of(type(store)):
        message = f"{file}: no tracker store {tracker_store.type}; Rasa would keep turns in memory."
        raise CannotStart(message)
    return store, LockStore.create(lock_store)


def _check(agent: Agent) -> None:
    """Rasa goes on with an untrained classifier when it cannot read the trained one."""
    parsed = asyncio.run(agent.parse_message("kia ora"))
    if not parsed["intent"]["name"]:
        message = f"{agent.processor.model_filename} understands nothing. Train it again."
        raise CannotStart(message)


def _path_of(kind: type[Any]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def make_app(agent: Agent, channel: GatewayChannel) -> Sanic:
    """The web application: our channel and nothing else, errors as JSON without messages."""
    app = Sanic("safe_to_share_rasa", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = 2 * LARGEST_BODY
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = STOP_WITHIN_S
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.ctx.agent = agent
    register([channel], app, route="/webhooks/")

    @app.exception(Exception)
    async def as_json(_request: Request, error: Exception) -> HTTPResponse:
        status = error.status_code if isinstance(error, SanicException) else 500
        if status >= 500:  # noqa: PLR2004  (HTTP)
            log.error("A request failed: %s.", place_of(error))
        return json_response({"error": "not answered"}, status=status)

    return app
