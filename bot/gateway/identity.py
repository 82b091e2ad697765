"""Who may go on with a conversation: whoever has its token. Only the token's hash is kept."""

from __future__ import annotations

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
_BEARER = "bearer "


def new_id() -> str:
    """A conversation's id: 128 random bits, safe in an address."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """A conversation's token: 256 random bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> bytes:
    """What is kept of a token. It is random enough to need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


def given_token(request: Request) -> str:
    """The token from the Authorization header, else from the cookie; empty without either."""
    header = request.headers.get("authorization", "")
    if header[: len(_BEARER)].lower() == _BEARER:
        return header[len(_BEARER) :].strip()
    return request.cookies.get(COOKIE, "")


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
    if request.headers.get("authorization"):
        return
    origin = request.headers.get("origin")
    if origin is None:
        if COOKIE in request.cookies:
            raise OtherSite
        return
    if origin in allowed:
        return
    if urlsplit(origin).netloc != request.headers.get("host"):
        raise OtherSite


def set_cookie(response: Response, request: Request, conversation: str, token: str) -> None:
    """Let the browser send the token with this conversation's calls, and show it to no script.

    The path keeps two tabs' conversations apart. It is Secure wherever the page came by HTTPS.
    """
    response.set_cookie(
        COOKIE,
        token,
        path=_path(conversation),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def clear_cookie(response: Response, conversation: str) -> None:
    """Have the browser forget the token."""
    response.delete_cookie(COOKIE, path=_path(conversation), httponly=True, samesite="strict")


def _path(conversation: str) -> str:
    return f"/api/v1/conversations/{conversation}"
