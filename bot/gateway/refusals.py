"""Errors as answers in blocks. What a person sent is never repeated in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from bot.gateway import schemas, words
from bot.gateway.errors import Refused
from bot.gateway.hygiene import clean
from bot.gateway.shell import refusal

if TYPE_CHECKING:
    from fastapi import FastAPI, Request
    from fastapi.responses import JSONResponse

    from bot.gateway.words import RawBlock
    from bot.law.model import Law

_CALLS = (
    schemas.BeginConversation,
    schemas.TakeTurn,
    schemas.ButtonAnswer,
    schemas.GiveFeedback,
    schemas.ResolveFacts,
)
_FIELDS = frozenset(name for call in _CALLS for name in call.model_fields) | {"after", "q", "in"}
_SAYS = {
    "missing": "is needed.",
    "string_pattern_mismatch": (
        "may hold 1 to 64 letters without accents, digits, hyphens and underscores."
    ),
    "string_type": "has to be text.",
    "bool_type": "has to be true or false.",
    "literal_error": "is not one of the values allowed.",
    "too_long": "holds too much.",
}
_OF_THE_BODY = {
    "json_invalid": "The body is not JSON. Allowed: one JSON object, sent as application/json.",
    "extra_forbidden": "There is a field that this call does not know. See /api/v1/openapi.json.",
    "model_attributes_type": "The body has to be a JSON object, sent as application/json.",
    "model_type": "The body has to be a JSON object, sent as application/json.",
}
_BY_STATUS = {404: words.NO_SUCH_PAGE, 405: words.NOT_ALLOWED, 400: _OF_THE_BODY["json_invalid"]}


def add_refusals(app: FastAPI) -> None:
    """Answer every error of the app in blocks."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refused)  # noqa: S101  (registered for it)
    blocks = with_lifelines(error, request.app.state.parts.law)
    return refusal(error.status, blocks, error.headers)


def with_lifelines(refused: Refused, law: Law) -> list[RawBlock]:
    """Its blocks, with whom to ring where somebody is told to wait, and nothing says it yet."""
    said = {block.get("level", block["type"]) for block in refused.blocks}
    waits = "Retry-After" in refused.headers and not said & {"emergency", "contacts"}
    return [*refused.blocks, words.whom_to_ring(law)] if waits else refused.blocks


async def _malformed(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  (registered for it)
    blocks = [words.notice("error", sentence(error.errors()[0]))]
    parts = request.app.state.parts
    if parts.danger.seen(_typed(error.body)):
        blocks.insert(0, words.emergency(parts.law))
    return refusal(422, blocks)


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  (registered for it)
    status = 422 if error.status_code == 400 else error.status_code  # noqa: PLR2004  (HTTP)
    text = _BY_STATUS.get(error.status_code, words.NOT_ALLOWED)
    return refusal(status, [words.notice("error", text)], dict(error.headers or {}))


def sentence(problem: dict[str, Any]) -> str:
    """One sentence that names the field and what is allowed.

    Args:
        problem: an error as pydantic lists it. Its input is left out, and
            so are names that are not ours.
    """
    kind = problem["type"]
    field = ".".join(part for part in problem["loc"][1:] if part in _FIELDS)
    if not field or kind == "extra_forbidden":
        known = _OF_THE_BODY.get(kind)
        return known or f"The body is not right: {_allowed(problem)}"
    return f"{field} {_SAYS.get(kind) or 'is not right: ' + _allowed(problem)}"


def _allowed(problem: dict[str, Any]) -> str:
    """What pydantic says is allowed; its words do not repeat what was sent."""
    words_of_it = str(problem["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    return f"it {words_of_it}." if words_of_it.startswith("should") else f"{words_of_it}."


def _typed(body: object) -> str:
    """What was typed, wherever a malformed body has it."""
    text = body.get("text") if isinstance(body, dict) else body
    return clean(text) if isinstance(text, str) else ""
