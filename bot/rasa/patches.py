"""What we change in Rasa 3.6.21, one function each. tests/rasa/test_patches.py checks the shapes.

Rasa Open Source is at its last release line, so nothing of this can be sent upstream. Each
function here gives the same results as the one that it replaces, for less work.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import jsonschema
from rasa.core.actions.action import RemoteAction
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


def apply() -> None:
    """Put the functions of this module in place of Rasa's. Doing it twice changes nothing."""
    RemoteAction._validate_action_result = _validate_action_result  # noqa: SLF001  (that is the patch)
    Event.resolve_by_type = staticmethod(_resolve_by_type)
