"""Each patch gives what Rasa's code gives, and Rasa's code has the shape it was made for."""

from __future__ import annotations

import inspect
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

from bot.rasa import patches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ORIGINAL_VALIDATE = RemoteAction._validate_action_result
ORIGINAL_RESOLVE = Event.resolve_by_type


@pytest.fixture(autouse=True)
def patched() -> Iterator[None]:
    """Patched while a test runs, as it was afterwards."""
    before = RemoteAction._validate_action_result, Event.resolve_by_type
    patches.apply()
    yield
    RemoteAction._validate_action_result = before[0]
    Event.resolve_by_type = staticmethod(before[1])


def test_this_is_the_rasa_that_the_patches_were_made_for() -> None:
    """Another version needs a look at each of them, and at ``Dialogue._take``."""
    assert rasa.__version__ == "3.6.21"


@pytest.mark.parametrize(
    ("function", "digest"),
    [
        pytest.param(ORIGINAL_VALIDATE, "f8cdb4be6812", id="response schema"),
        pytest.param(ORIGINAL_RESOLVE, "b5cf570fa7f2", id="event lookup"),
        pytest.param(MessageProcessor.handle_message, "0c41d4780d2d", id="what a turn is made of"),
        pytest.param(RemoteAction.run, "ccabf6f1160d", id="how an action is called"),
    ],
)
def test_rasas_own_code_is_unchanged(function: Callable[..., Any], digest: str) -> None:
    """The source that we replaced or repeat is the one that we read."""
    assert sha256(inspect.getsource(function).encode()).hexdigest()[:12] == digest


@pytest.mark.parametrize(
    "response",
    [
        pytest.param({"events": [], "responses": []}, id="empty"),
        pytest.param({"events": [{"event": "slot", "name": "x", "value": 1}]}, id="a slot"),
        pytest.param({"events": [{"event": "followup", "name": "x"}], "responses": [{}]}, id="two"),
        pytest.param({"events": [{"event": "slot"}]}, id="a slot without name"),
        pytest.param({"events": {}}, id="events no list"),
        pytest.param({"events": [{"event": "nonsense"}]}, id="an event of no kind"),
        pytest.param({"events": [{"event": ["slot"]}]}, id="a list as kind"),
        pytest.param({"events": [{"name": "x"}]}, id="an event without kind"),
        pytest.param({"events": [{"event": "action", "policy": 3}]}, id="a number as policy"),
        pytest.param({"responses": ["x"]}, id="a response no object"),
        pytest.param([], id="no object"),
    ],
)
def test_the_response_validator_agrees_with_rasas(response: Any) -> None:
    """The same responses pass, the same fail."""
    action = RemoteAction("action_x", None)

    def accepts(validate: Callable[..., bool]) -> bool:
        try:
            return validate(action, response)
        except jsonschema.ValidationError:
            return False

    assert accepts(RemoteAction._validate_action_result) == accepts(ORIGINAL_VALIDATE)


def test_the_event_lookup_agrees_with_rasas() -> None:
    """Every kind of event, an unknown one, and an unknown one with a default."""
    for event_class in all_subclasses(Event):
        name = event_class.type_name
        assert Event.resolve_by_type(name) is ORIGINAL_RESOLVE(name)
    assert Event.resolve_by_type("topic") is None
    assert Event.resolve_by_type("nonsense", Event) is Event
    with pytest.raises(ValueError, match="nonsense"):
        Event.resolve_by_type("nonsense")
