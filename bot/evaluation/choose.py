"""Choose ``data/bands.yml`` on messages that are neither trained on nor measured with."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np

from bot.dialogue.bands import BANDS
from bot.evaluation import sets
from bot.evaluation.figures import OUTSIDE
from bot.evaluation.sets import SEED
from bot.nlu import crises
from bot.nlu.sight import crises_on_file, the_eyes
from bot.safety.danger import load_danger

if TYPE_CHECKING:
    from bot.evaluation.listener import Listener

WRONGLY_ACTED_ON = 0.02
"""Of all messages, how many may be acted on wrongly before asking back begins."""

TURNED_AWAY = 0.005
"""Of messages that are ours and well understood, how many may be told that they were not."""

ANSWERED_IN_VAIN = 0.03
"""Of questions that nothing answers, how many may get an answer; the target is 5 in 100."""

LEFT = 0.1
"""Of questions that something answers, how many may get no offer."""

MISSED = 0.015
"""Of people in need, how many more may go unseen than at the lowest likelihood that is tried."""

LIKELIHOODS = np.arange(0.2, 0.61, 0.05)
PARTS = 5
"""Into so many parts the messages are dealt; each is read by what the others taught."""

HEAD = """\
# How sure to be. Chosen by `python -m bot evaluate --choose` on tests/held_out/choosing.yml and
# questions_for_choosing.yml, and for danger on data/crises, part by part; never by hand.
#
# act      from here on, act
# confirm  from here on, ask back ("Do you mean ...?") or offer the nearest topics; below, say so
"""


def choose(listener: Listener) -> str:
    """The new text of ``data/bands.yml``."""
    act, confirm = _of_intents(listener)
    answer, offer = _of_guidance(listener)
    danger = _of_danger()
    return (
        f"{HEAD}intents: {{act: {act:.2f}, confirm: {confirm:.2f}}}\n"
        "# Likelihood from which a message counts as one of somebody who needs help at once.\n"
        f"danger: {danger:.2f}\n"
        "# By how much the best answer fits better than the best topic that is not covered.\n"
        f"guidance: {{act: {answer:.2f}, confirm: {offer:.2f}}}\n"
    )


def write(text: str) -> None:
    """Put it in its place."""
    BANDS.write_text(text, "utf-8")


def _of_intents(listener: Listener) -> tuple[float, float]:
    messages = sets.by_intent("choosing.yml")
    read = [listener.read(text) for text, _ in messages]
    right = np.array([one.top == intent for one, (_, intent) in zip(read, messages, strict=True)])
    sure = np.array([one.confidence for one in read])
    wrong = np.sort(sure[~right])[::-1]
    allowed = int(WRONGLY_ACTED_ON * len(messages))
    act = float(wrong[allowed]) if len(wrong) > allowed else float(np.quantile(sure, 0.05))
    ours = np.array([intent not in OUTSIDE for _, intent in messages])
    confirm = float(np.quantile(sure[right & ours], TURNED_AWAY))
    return max(act, confirm), min(act, confirm)


def _of_guidance(listener: Listener) -> tuple[float, float]:
    asked = sets.questions("questions_for_choosing.yml")
    leads = np.array([listener.lead(one.asks) for one in asked])
    answerable = np.array([bool(one.answers) for one in asked])
    act = float(np.quantile(leads[~answerable], 1 - ANSWERED_IN_VAIN))
    offer = float(np.quantile(leads[answerable], LEFT))
    return act, min(offer, act)


def _of_danger() -> float:
    """The highest likelihood at which hardly anybody in need is missed who is seen at the lowest.

    Every message is read by a model that learnt from the others, beside the words of danger that
    leave no doubt.
    """
    eyes, danger = the_eyes(), load_danger()
    messages = [(eyes.study(text), kind, danger.certain(text)) for text, kind in crises_on_file()]
    random.Random(SEED).shuffle(messages)  # noqa: S311 - dealing, not a secret
    likely, in_need, rung = [], [], []
    for part in range(PARTS):
        others = [one for at, one in enumerate(messages) if at % PARTS != part]
        model = crises.train([(sight, kind) for sight, kind, _ in others])
        for sight, kind, rings in messages[part::PARTS]:
            likely.append(model.likeliest(sight)[1])
            in_need.append(kind != crises.ORDINARY)
            rung.append(rings)
    needy, sure = np.array(in_need), np.where(rung, 1.0, likely)
    seen = [float(np.mean(sure[needy] >= least)) for least in LIKELIHOODS]
    allowed = [x for x, share in zip(LIKELIHOODS, seen, strict=True) if share >= seen[0] - MISSED]
    return float(max(allowed))
