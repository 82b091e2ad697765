"""What we change in Rasa 3.6.21, one function each. tests/rasa/test_patches.py checks the shapes.

Rasa Open Source is at its last release line, so nothing of this can be sent upstream. Each
function here gives the same results as the one that it replaces, for less work.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event

_resolve = Event.resolve_by_type


@lru_cache(maxsize=1)
def _validator() -> jsonschema.protocols.Validator:
    schema = RemoteAction.action_response_format_spec()
    chosen = jsonschema.validators.validator_for(schema)
    chosen.check_schema(schema)
    return chosen(schema)


@lru_cache(maxsize=1)
def _validators_by_kind() -> dict[str, jsonschema.protocols.Validator]:
    """Rasa tries 23 schemas on each event, of which exactly one names the event's kind."""
    schema = RemoteAction.action_response_format_spec()
    kinds = schema["properties"]["events"]["items"]["oneOf"]
    return {
        kind["properties"]["event"]["const"]: _validator().evolve(schema=kind) for kind in kinds
    }


def _is_plainly_valid(result: Any) -> bool:
    """Whether each event satisfies the schema of its kind; if not, Rasa's schema has to say why."""
    if not isinstance(result, dict):
        return False
    events, responses = result.get("events", []), result.get("responses", [])
    if not isinstance(events, list) or not isinstance(responses, list):
        return False
    by_kind = _validators_by_kind()
    return all(isinstance(response, dict) for response in responses) and all(
        isinstance(event, dict)
        and isinstance(kind := event.get("event"), str)
        and kind in by_kind
        and by_kind[kind].is_valid(event)
        for event in events
    )


def _validate_action_result(_self: RemoteAction, result: dict[str, Any]) -> bool:
    """As Rasa's, without checking the schema itself again: three quarters of an action turn."""
    if not _is_plainly_valid(result):
        _validator().validate(result)
    return True


@lru_cache(maxsize=128)
def _known(type_name: str) -> type[Event] | None:
    event_class: type[Event] | None = _resolve(type_name)
    return event_class


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """As Rasa's, without walking all subclasses for every event of every tracker."""
    try:
        return _known(type_name)
    except ValueError:
        if default is None:
            raise
        return default


@lru_cache(maxsize=1)
def _nothing() -> dict[str, Any]:
    nothing: dict[str, Any] = Domain.empty().as_dict()
    return nothing


def _is_empty(self: Domain) -> bool:
    """As Rasa's, without making an empty domain for each message to compare with."""
    return bool(self.as_dict() == _nothing())


def _run(
    self: DaskGraphRunner,
    inputs: dict[str, Any] | None = None,
    targets: list[str] | None = None,
) -> dict[str, Any]:
    """As Rasa's, by calling one node after another: dask plans anew what is the same each turn."""
    wanted = targets or self._graph_schema.target_names
    graph = dict(_graph_of(self, tuple(wanted)))
    self._add_inputs_to_graph(inputs, graph)
    try:
        return dict(_found(name, graph) for name in wanted)
    except RuntimeError as error:
        message = "Error running runner."
        raise GraphRunError(message) from error


def _graph_of(runner: DaskGraphRunner, wanted: tuple[str, ...]) -> dict[str, Any]:
    """The nodes that these need; a runner's schema never changes."""
    known: dict[tuple[str, ...], dict[str, Any]] = vars(runner).setdefault("_by_targets", {})
    if wanted not in known:
        schema = runner._graph_schema.minimal_graph_schema(list(wanted))  # noqa: SLF001  (as ``run`` does)
        known[wanted] = runner._build_dask_graph(schema)  # noqa: SLF001  (as ``run`` does)
    return known[wanted]


def _found(name: str, graph: dict[str, Any]) -> Any:
    """What a node gives, run once; an input as it is; a name that is neither stays a name."""
    node = graph.get(name, name)
    if isinstance(node, tuple) and callable(node[0]):
        run, *needs = node
        graph[name] = run(*(_found(need, graph) for need in needs))
    return graph.get(name, name)


def apply() -> None:
    """Put the functions of this module in place of Rasa's. Doing it twice changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result  # noqa: SLF001  (that is the patch)
    Event.resolve_by_type = staticmethod(_resolve_by_type)
    Domain.is_empty = _is_empty
    DaskGraphRunner.run = _run
