"""The closed set of blocks, as they go over the wire. Text is plain text everywhere."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter


class Wire(BaseModel):
    """Something of ours on the wire: no field that is not named here."""

    model_config = ConfigDict(extra="forbid")


class _Block(Wire):
    id: str


class Text(_Block):
    """A sentence or two."""

    type: Literal["text"]
    text: str


class Option(Wire):
    """One button under a question."""

    value: str
    label: str


class Question(_Block):
    """A question with its buttons; ``why`` says what the answer can decide."""

    type: Literal["question"]
    fact: str
    text: str
    why: str = ""
    options: list[Option]
    free_text: bool = True


class FactItem(Wire):
    """Something understood: ``name`` heads it, ``label`` is the value in words."""

    fact: str
    name: str
    value: str
    label: str
    changeable: bool = True


class Facts(_Block):
    """What has been understood so far."""

    type: Literal["facts"]
    items: list[FactItem]


class Finding(Wire):
    """What one gateway of the law says on the facts."""

    gateway: str
    framework: str
    provision: str
    title: str
    effect: Literal[
        "emergency",
        "requires",
        "advice",
        "requires_considering",
        "permits",
        "exempts",
        "duty",
        "regard",
        "protects",
        "limits",
    ]
    status: Literal["open", "closed", "undecided"]
    elsewhere: bool = False
    says: str = ""
    because: list[str] = []
    missing: list[str] = []
    url: HttpUrl | None = None


class Note(Wire):
    """A duty, limit, judgement or protection with its provision."""

    text: str
    provision: str


class Change(Wire):
    """What would change the answer."""

    text: str
    gateway: str


class Answer(_Block):
    """The answer, in order of preference. ``lead`` is the gateway that the headline is about."""

    type: Literal["answer"]
    outcome: Literal[
        "required", "permitted", "consider", "not_under_these", "undecided", "get_advice"
    ]
    headline: str
    lead: str | None = None
    findings: list[Finding] = []
    duties: list[Note] = []
    limits: list[Note] = []
    judgements: list[Note] = []
    protections: list[Note] = []
    would_change: list[Change] = []
    as_at: str
    summary: list[str] = []


class Source(Wire):
    """Where a quote comes from."""

    title: str
    publisher: str
    url: HttpUrl
    place: str = ""
    as_at: str


class Quote(_Block):
    """Verbatim words of guidance."""

    type: Literal["quote"]
    text: str
    source: Source


class ContactItem(Wire):
    """Whom to ring or write to, and when."""

    name: str
    phone: str | None = None
    email: str | None = None
    url: HttpUrl | None = None
    when: str


class Contacts(_Block):
    """People to ring or write to."""

    type: Literal["contacts"]
    items: list[ContactItem]


class Notice(_Block):
    """Something to know at once."""

    type: Literal["notice"]
    level: Literal["emergency", "privacy", "info", "error"]
    text: str


class RecordDecision(Wire):
    """A way in which the person may have decided, and the record that says so."""

    value: str
    label: str
    url: str


class Letter(Wire):
    """A message to copy, with names in square brackets left blank."""

    id: str
    title: str
    text: str


class Record(_Block):
    """The receipt of an answer: a page to put on file, until ``expires`` (UTC).

    ``decisions`` are the same page as it says that the person decided; ``digest`` is that of
    the one at ``url``.
    """

    type: Literal["record"]
    url: str
    digest: str
    expires: str
    decisions: list[RecordDecision]
    letters: list[Letter] = []


class Feedback(_Block):
    """Asks whether an answer helped: the feedback call takes ``answer_id``."""

    type: Literal["feedback"]
    answer_id: str


Block = Annotated[
    Text | Question | Facts | Answer | Quote | Contacts | Notice | Record | Feedback,
    Field(discriminator="type"),
]

_BLOCKS: TypeAdapter[list[Block]] = TypeAdapter(list[Block])


def with_ids(blocks: list[dict[str, Any]], prefix: str) -> list[Block]:
    """Give each block its id and check it.

    Args:
        blocks: blocks without ids, as Rasa and ``bot.render`` make them.
        prefix: begins each id, so that ids differ between the turns of a conversation.

    Raises:
        pydantic.ValidationError: one is not in the closed set.
    """
    return _BLOCKS.validate_python(
        [{**block, "id": f"{prefix}-{n}"} for n, block in enumerate(blocks, 1)]
    )


def as_json(blocks: list[Block]) -> list[dict[str, Any]]:
    """Blocks as they go into a store or an answer; fields without a value are left out."""
    dumped: list[dict[str, Any]] = _BLOCKS.dump_python(blocks, mode="json", exclude_none=True)
    return dumped
