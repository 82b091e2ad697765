"""People who need help at once are seen, by words or by likeness, and ordinary worry is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.bands import read_bands
from bot.nlu.crisis_watch import CrisisWatch
from bot.nlu.sight import crises_on_file

if TYPE_CHECKING:
    from bot.evaluation.listener import Listener
    from bot.nlu.crises import CrisisModel
    from bot.nlu.sight import Eyes


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("im 14 and my uncle comes into my room at night", "own_trouble"),
        ("i dont want to be alive anymore", "own_trouble"),
        ("hes got her by the hair in the car park", "emergency"),
        ("a dad is blocking the door and wont let me leave the house", "emergency"),
    ],
)
def test_a_crisis_is_acted_on_first(listener: Listener, text: str, intent: str) -> None:
    """Whatever else the message may say."""
    read = listener.read(text)

    assert read.alarms
    assert read.meaning.intent == intent or read.danger


@pytest.mark.parametrize(
    "text",
    [
        "one of my year 12s said she wishes she could just go to sleep and not wake up",
        "he gave his mate his favourite cap and said he wont need it",
    ],
)
def test_a_child_who_may_end_their_life_rings(listener: Listener, text: str) -> None:
    """Though nobody is in danger this minute, as far as is said."""
    assert listener.read(text).alarms


@pytest.mark.parametrize(
    "text",
    [
        "she's 9",
        "do i need consent to tell the gp",
        "he has no lunch most days",
        "thanks heaps",
        "thanks you saved my life",
        "forget me",
        "this is killing me",
        "mōrena",
        "he",
        "",
        "...",
    ],
)
def test_ordinary_messages_do_not_ring(listener: Listener, text: str) -> None:
    """An alarm that rings for everything says nothing."""
    assert not listener.read(text).alarms


def test_every_kind_is_learnt_from_enough_messages() -> None:
    """And from more ordinary ones than of any of them."""
    kinds = [kind for _, kind in crises_on_file()]

    assert {kind for kind in kinds if kinds.count(kind) < 100} == set()
    assert max(set(kinds), key=kinds.count) == "ordinary"


class Lukewarm:
    """A model that is never sure: a little above half of what is enough without a sign."""

    def __init__(self, likely: float) -> None:
        self.likely = likely

    def likeliest(self, _sight: object) -> tuple[str, float]:
        """The same of every message."""
        return "danger_now", self.likely


@pytest.mark.parametrize(
    ("text", "rings"),
    [
        pytest.param("he has locked them in and taken her phone", True, id="a sign"),
        pytest.param("a year ago he locked her in the house", False, id="calmed"),
        pytest.param("she gets no lunch most days", False, id="no sign"),
    ],
)
def test_half_the_likelihood_is_enough_beside_a_sign(eyes: Eyes, text: str, *, rings: bool) -> None:
    """A sign that nothing calms is a reason to be careful."""
    bands = read_bands()
    model = cast("CrisisModel", Lukewarm(bands.danger * 0.6))
    watch = CrisisWatch(cast("Any", None), cast("Any", None), eyes, bands, model)
    message = Message({"text": text})

    watch.process([message])

    assert bool(message.get("entities")) is rings


@pytest.mark.parametrize(
    "text",
    [
        "said hes going to finish it",
        "told us she doesnt plan on being around for her birthday",
    ],
)
def test_a_risk_of_suicide_is_the_worry_as_well(listener: Listener, text: str) -> None:
    """So that nobody who told of it is asked what the worry is."""
    assert listener.read(text).facts["concern"] == "self_harm"


@pytest.mark.parametrize(
    "text",
    [
        "hi im only the neighbour, the kids next door look hungry",
        "wouldnt i need her dad to agree",
        "its not an emergency but i want to talk about a family",
        "no one is in danger, its the state of the house",
        "the cops came on saturday and he has moved out, who do i tell now",
    ],
)
def test_where_danger_is_over_or_denied_nobody_is_told_to_ring(
    listener: Listener, text: str
) -> None:
    """Worries of the everyday, and questions."""
    assert not listener.read(text).alarms


@pytest.mark.parametrize(
    "text",
    [
        "its not urgent but he has got her by the throat right now",
        "theyre safe for now but hes outside with a machete",
        "not an emergency, but i dont want to be alive any more",
        "nothing urgent, she told me she is going to end her life",
        "its not urgent, my dad hits me and i hide",
    ],
)
def test_a_sign_of_danger_weighs_more_than_a_word_of_calm(listener: Listener, text: str) -> None:
    """Recall comes first."""
    assert listener.read(text).alarms


@pytest.mark.parametrize(
    "text",
    [
        "so we can tell whether somebody did it",
        "coach here, a boy of 12 says his stepmum has him sleep in the sleepout",
        "she wants all of her file",
    ],
)
def test_what_is_only_near_a_risk_does_not_ring(listener: Listener, text: str) -> None:
    """Purposes, arrangements, requests."""
    assert not listener.read(text).alarms
