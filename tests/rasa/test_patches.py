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
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses

from bot.rasa import patches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ORIGINAL_VALIDATE = RemoteAction._validate_action_result
ORIGINAL_RESOLVE = Event.resolve_by_type
ORIGINAL_RUN = DaskGraphRunner.run
ORIGINAL_IS_EMPTY = Domain.is_empty


@pytest.fixture(autouse=True)
def patched() -> Iterator[None]:
    """Patched while a test runs, as it was afterwards."""
    before = RemoteAction._validate_action_result, Event.resolve_by_type
    run, is_empty = DaskGraphRunner.run, Domain.is_empty
    patches.apply()
    yield
    RemoteAction._validate_action_result = before[0]
    Event.resolve_by_type = staticmethod(before[1])
    DaskGraphRunner.run, Domain.is_empty = run, is_empty


def test_this_is_the_rasa_that_the_patches_were_made_for() -> None:
    """Another version needs a look at each of them, and at ``Dialogue._take``."""
    assert rasa.__version__ == "3.6.21"


@pytest.mark.parametrize(
    ("function", "digest"),
    [
        pytest.param(ORIGINAL_VALIDATE, "f8cdb4be6812", id="response schema"),
        pytest.param(ORIGINAL_RESOLVE, "b5cf570fa7f2", id="event lookup"),
        pytest.param(MessageProcessor.handle_message, "0c41d4780d2d", id="what a turn is made of"),
        pytest.param(ORIGINAL_RUN, "45f0f52f574f", id="how a graph is run"),
        pytest.param(ORIGINAL_IS_EMPTY, "884be90ef485", id="an empty domain"),
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


def test_an_empty_domain_is_known_and_no_other() -> None:
    """Also once it has been asked before."""
    full = Domain.from_dict({"intents": ["greet"]})
    for _ in range(2):
        assert Domain.empty().is_empty()
        assert not full.is_empty()


class Adder:
    """A node of a graph: adds what it is given, and counts how often."""

    def __init__(self, name: str, *, fails: bool = False) -> None:
        self.name, self.fails, self.runs = name, fails, 0

    def __call__(self, *inputs: Any) -> tuple[str, Any]:
        """As ``GraphNode``: its name, and what comes out."""
        self.runs += 1
        if self.fails:
            raise RuntimeError(self.name)
        return self.name, sum(value for _, value in inputs if not isinstance(value, str)) + 1


def a_graph(**nodes: Adder) -> tuple[DaskGraphRunner, dict[str, Adder]]:
    """``last`` needs ``left`` and ``right``, which both need ``first``; ``apart`` needs nothing."""
    needs = {"first": ["text"], "left": ["first"], "right": ["first"], "last": ["left", "right"]}
    schema = GraphSchema(
        {
            name: SchemaNode({need: need for need in needs.get(name, [])}, Any, "", "", {})
            for name in ("first", "left", "right", "last", "apart")
        }
    )
    runner = DaskGraphRunner.__new__(DaskGraphRunner)
    made = {name: nodes.get(name, Adder(name)) for name in schema.nodes}
    runner._graph_schema, runner._instantiated_nodes = schema, made
    runner._execution_context = None
    return runner, made


@pytest.mark.parametrize("targets", [["last"], ["left", "last"], ["apart"], ["apart", "first"]])
def test_a_graph_gives_what_dask_gives(targets: list[str]) -> None:
    """Each node that is needed runs once a turn, also in the turns that follow."""
    ours, counted = a_graph()
    theirs, counted_there = a_graph()

    for value in (1, 20):
        given = {"text": value}
        assert ours.run(given, targets) == ORIGINAL_RUN(theirs, given, targets)
    assert {k: n.runs for k, n in counted.items()} == {k: n.runs for k, n in counted_there.items()}


def test_a_graph_that_fails_fails_as_with_dask() -> None:
    """And an input with a node's name is refused."""
    runner, _ = a_graph(left=Adder("left", fails=True))

    with pytest.raises(GraphRunError, match="Error running runner"):
        runner.run({"text": 1}, ["last"])
    with pytest.raises(GraphRunError, match="clashes"):
        runner.run({"text": "left"}, ["last"])
