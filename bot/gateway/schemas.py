"""Bodies of calls and answers. Their examples are run against the gateway by the tests."""

from __future__ import annotations

from datetime import date  # noqa: TC003  (pydantic reads it)
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StrictBool, StringConstraints, model_validator

from bot.gateway.blocks import Block, Finding, Source, Wire

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]{1,64}$")]
ClientId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$"),
    Field(description="made by the client, new for each message, the same again on each retry"),
]


def _example(*examples: dict[str, Any]) -> ConfigDict:
    return ConfigDict(extra="forbid", json_schema_extra={"examples": list(examples)})


class BeginConversation(Wire):
    """How the conversation comes in. On the web the token is also set as a cookie."""

    model_config = _example({}, {"channel": "web", "locale": "en-NZ"}, {"channel": "terminal"})

    channel: Literal["web", "terminal", "api"] = "api"
    locale: Literal["en-NZ"] = "en-NZ"


class Begun(Wire):
    """A new conversation: its id, its token (shown once) and the greeting."""

    id: str
    token: str
    blocks: list[Block]


class ButtonAnswer(Wire):
    """A button: of the open question, or ``change`` with a fact of the newest facts block."""

    question: Name
    value: Name


class TakeTurn(Wire):
    """What the person says: typed text, or a button; never both."""

    model_config = _example(
        {"client_id": "m1", "text": "I am a teacher. May I tell the practice nurse?"},
        {"client_id": "m2", "answer": {"question": "danger_now", "value": "no"}},
        {"client_id": "m3", "answer": {"question": "change", "value": "sharer"}},
    )

    client_id: ClientId
    text: str | None = Field(default=None, description="up to 4,000 characters")
    answer: ButtonAnswer | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if (self.text is None) == (self.answer is None):
            raise ValueError("one of text and answer is needed, and not both")
        return self


class GiveFeedback(Wire):
    """Whether an answer helped; ``answer_id`` is that of the feedback block."""

    model_config = _example({"answer_id": "1-4", "helped": True})

    answer_id: Name
    helped: StrictBool


class TurnReply(Wire):
    """What the bot says, and the number of the turn."""

    turn: int
    blocks: list[Block]


class SaidBefore(Wire):
    """The person's side of a turn: a button's label, or that something was typed, not what."""

    how: Literal["chose", "typed"]
    label: str | None = None


class PastTurn(Wire):
    """A turn as it is kept; number 0 is the greeting."""

    turn: int
    said: SaidBefore | None
    blocks: list[Block]


class PastTurns(Wire):
    """Turns in order, to restore a page. ``open`` names facts whose question may be answered."""

    turns: list[PastTurn]
    open: list[str]
    changeable: list[str]


class ResolveFacts(Wire):
    """Known facts, and the day of sharing (today in New Zealand when left out)."""

    model_config = _example(
        {
            "facts": {"danger_now": "no", "sharer": "state-school-teacher", "concern": "neglect"},
            "on": "2026-11-22",
        },
        {"facts": {}},
    )

    facts: Annotated[dict[str, str], Field(max_length=64)]
    on: date | None = None


class Resolved(Wire):
    """What the law says on the facts. ``digest`` names the law data that was used."""

    on: date
    digest: str
    findings: list[Finding]
    blocks: list[Block]


class Passage(Wire):
    """What answers a question: a quotation with its source, or an explainer of ours.

    An explainer names its provisions in its text.
    """

    id: str
    kind: Literal["quote", "explainer"]
    text: str
    source: Source | None = None


class Topic(Wire):
    """A place in the guidance to offer when nothing answers."""

    id: str
    place: str


class Guidance(Wire):
    """Passages, best first; when there are none, the nearest topics."""

    passages: list[Passage]
    nearest: list[Topic]


class Blocks(Wire):
    """Why a call was refused, and what to do now."""

    blocks: list[Block]


class Health(Wire):
    """How the gateway and what stands behind it are. Whoever is ending takes no new turn."""

    status: Literal["ok", "not ready", "ending"]
    checks: dict[str, bool] = Field(default_factory=dict)
