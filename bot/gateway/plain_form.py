"""What the forms of the chat without scripts send, read into the API's own calls."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError

from bot.gateway.errors import Unreadable
from bot.gateway.refusals import sentence
from bot.gateway.schemas import GiveFeedback, TakeTurn

if TYPE_CHECKING:
    from typing import TypeVar

    Call = TypeVar("Call", bound=BaseModel)

_MOST_FIELDS = 20


@dataclass(frozen=True)
class Form:
    """One form as it was sent. All its buttons send the words in the box as well.

    Attributes:
        client_id: made by the server for each page.
        text: the words in the box, as typed.
        answer: "fact:value" of a button, or empty.
        helped: "answer_id:yes" or "answer_id:no", or empty.
        do: "again" or "clear", or empty.
    """

    client_id: str = ""
    text: str = ""
    answer: str = ""
    helped: str = ""
    do: str = ""

    @classmethod
    def read(cls, body: bytes) -> Form:
        """Read a body; what is not of the form is left out, and so is what is no text.

        Raises:
            Unreadable: it is no form of ours.
        """
        try:
            sent = dict(
                parse_qsl(
                    body.decode("ascii", "replace"),
                    keep_blank_values=True,
                    max_num_fields=_MOST_FIELDS,
                )
            )
        except ValueError:
            raise Unreadable("There are fields in this form that are not of this page.") from None
        return cls(**{name: sent.get(name, "") for name in cls.__dataclass_fields__})

    @property
    def unsent(self) -> str:
        """Words in the box that another button than its own does not send."""
        return self.text if self.answer or self.helped or self.do else ""

    def turn(self) -> TakeTurn:
        """As the call that takes a turn.

        What is said becomes part of the message's name: the same page sent twice is one message,
        and an old page that the browser brought back and that says something else is another. The
        page's own random part, which is kept nowhere, is the key, so that nobody can find out from
        the name what was said.

        Raises:
            Unreadable: it is none.
        """
        call: dict[str, Any] = {"text": self.text}
        if self.answer:
            question, _, value = self.answer.partition(":")
            call = {"answer": {"question": question, "value": value}}
        _checked(TakeTurn, {"client_id": self.client_id, "text": ""})  # the page's part by itself
        said = (self.answer or self.text).encode("utf-8", "surrogateescape")
        name = hmac.new(self.client_id.encode(), said, hashlib.sha256).hexdigest()[:32]
        return _checked(TakeTurn, {"client_id": name, **call})

    def vote(self) -> GiveFeedback:
        """As the call that says whether an answer helped.

        Raises:
            Unreadable: it is none.
        """
        answer_id, _, way = self.helped.partition(":")
        helped = {"yes": True, "no": False}.get(way)
        return _checked(GiveFeedback, {"answer_id": answer_id, "helped": helped})


def _checked(kind: type[Call], call: dict[str, Any]) -> Call:
    try:
        return kind.model_validate(call)
    except ValidationError as error:
        problem = dict(error.errors()[0])
        problem["loc"] = ("body", *error.errors()[0]["loc"])
        raise Unreadable(sentence(problem)) from None
