"""Who may go on with a conversation: whoever has its token. Only the token's hash is kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.gateway.errors import NotFound, OtherSite

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

COOKIE = "safe_to_share"
PLAIN_COOKIE = "safe_to_share_plain"
"""The chat without scripts has its own: id and token, sent with /chat only."""

_BEARER = "bearer "
_REPLY = b"safe-to-share: the key of Rasa's replies"


def new_id() -> str:
    """A conversation's id: 128 random bits, safe in an address."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """A conversation's token: 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    """What is kept of a token. It is random enough to need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def reply_key(token: str) -> str:
    """The key, in base64, with which Rasa seals its replies. The token cannot be told from it."""
    key = hmac.digest(token.encode("utf-8", "surrogateescape"), _REPLY, "sha256")
    return base64.b64encode(key).decode()


def given_token(request: Request) -> str:
    """The token from the Authorization header, else from the cookie; empty without either."""
    return _given_bearer(request) or request.cookies.get(COOKIE, "")


def _given_bearer(request: Request) -> str:
    """The token of the header; empty without one, also where a proxy puts its own login there."""
    header = request.headers.get("authorization", "")
    is_bearer = header[: len(_BEARER)].lower() == _BEARER
    return header[len(_BEARER) :].strip() if is_bearer else ""


def check_token(token: str, kept: bytes | None) -> None:
    """Compare in constant time, also when there is nothing to compare with.

    Raises:
        NotFound: unknown conversation or wrong token; the caller cannot tell which.
    """
    same = hmac.compare_digest(hashed(token), kept or bytes(32))
    if kept is None or not same:
        raise NotFound


def check_origin(request: Request, allowed: frozenset[str]) -> None:
    """Refuse a state-changing call that another site's page makes with our cookie.

    A call with a bearer token cannot be made by a page that does not know it, so it may come from
    anywhere. A browser names the page's origin on every POST and DELETE.

    Raises:
        OtherSite: the origin is another, or is not named beside a cookie.
    """
    if _given_bearer(request):
        return
    origin = request.headers.get("origin")
    if origin is None:
        if request.cookies.keys() & {COOKIE, PLAIN_COOKIE}:
            raise OtherSite
        return
    if origin in allowed:
        return
    if urlsplit(origin).netloc != request.headers.get("host"):
        raise OtherSite


def set_cookie(response: Response, request: Request, conversation: str, token: str) -> None:
    """Let the browser send the token with this conversation's calls, and show it to no script.

    The path keeps two tabs' conversations apart.
    """
    _set(response, request, COOKIE, token, _path(conversation))


def clear_cookie(response: Response, conversation: str) -> None:
    """Have the browser forget the token."""
    _clear(response, COOKIE, _path(conversation))


def set_plain_cookie(response: Response, request: Request, conversation: str, token: str) -> None:
    """The same for the chat without scripts, whose cookie also has to say which conversation."""
    _set(response, request, PLAIN_COOKIE, f"{conversation}.{token}", "/chat")


def given_plain(request: Request) -> tuple[str, str]:
    """Conversation and token from the cookie of the chat without scripts; empty without it."""
    conversation, _, token = request.cookies.get(PLAIN_COOKIE, "").partition(".")
    return conversation, token


def clear_plain_cookie(response: Response) -> None:
    """Have the browser forget them."""
    _clear(response, PLAIN_COOKIE, "/chat")


def is_in_frame(request: Request) -> bool:
    """Whether the page says that it stands in another page's frame."""
    return request.query_params.get("in") == "frame"


def _set(response: Response, request: Request, name: str, value: str, path: str) -> None:
    """A session cookie that no script reads: strict, and Secure wherever the page came by HTTPS.

    A strict cookie does not reach us from another site's page. There it is partitioned: kept for
    the pair of that site and us, so that it tells nobody where else a person has been, and no
    other site's page makes the browser send it. The origin is checked in either case.
    """
    is_partitioned = _is_third_party(request)
    response.set_cookie(
        name,
        value,
        path=path,
        httponly=True,
        samesite="none" if is_partitioned else "strict",
        secure=is_partitioned or request.url.scheme == "https",
    )
    if is_partitioned:
        _partition(response)


def _is_third_party(request: Request) -> bool:
    """Whether the browser would treat our cookie as another site's.

    A call of another site's page says so itself. A call out of a frame looks like any of our own,
    so the page in the frame says it; whoever says it falsely gets a cookie that is good for
    no more. Browsers send ``Sec-Fetch-Site`` where they also take a Secure cookie.
    """
    site = request.headers.get("sec-fetch-site")
    can_be_secure = site is not None or request.url.scheme == "https"
    return site == "cross-site" or (is_in_frame(request) and can_be_secure)


def _clear(response: Response, name: str, path: str) -> None:
    """Both kinds: the call that ends a conversation need not look like the one that began it."""
    response.delete_cookie(name, path=path, httponly=True, samesite="strict")
    response.delete_cookie(name, path=path, httponly=True, samesite="none", secure=True)
    _partition(response)


def _partition(response: Response) -> None:
    """Mark the cookie that was set last; http.cookies knows the word from Python 3.14 on."""
    name, value = response.raw_headers[-1]
    response.raw_headers[-1] = (name, value + b"; Partitioned")


def _path(conversation: str) -> str:
    return f"/api/v1/conversations/{conversation}"
