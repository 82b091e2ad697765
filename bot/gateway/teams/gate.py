"""Who may bring a delivery, and of what: Microsoft, for our app, our tenants and our channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.gateway.faults import log_line
from bot.gateway.fetched_keys import NoKeys
from bot.gateway.teams import activity, hosts
from bot.gateway.teams.tokens import CHANNEL, NotMicrosoft, bearer

if TYPE_CHECKING:
    from bot.gateway.teams.activity import Activity
    from bot.gateway.teams.tokens import Tokens


class Closed(Exception):
    """The delivery is not let in; the answer is the bare status."""

    def __init__(self, status: int, check: str) -> None:
        """Log which check failed, and nothing that was sent."""
        super().__init__(check)
        self.status = status
        log_line("teams_refused", status=status, check=check)


async def let_in(
    authorization: str, body: bytes, *, tokens: Tokens, tenants: frozenset[str]
) -> Activity:
    """The activity of a delivery.

    Raises:
        Closed: 401, 403 as to who brings it, 400 as to its form, 503 while that cannot be told.
    """
    try:
        bearer(authorization)
        found = activity.read(body)
        await tokens.check(authorization, found.service)
    except NotMicrosoft as refused:
        raise Closed(refused.status, refused.check) from None
    except activity.Malformed as malformed:
        raise Closed(400, f"form: {malformed.field}") from None
    except NoKeys:
        raise Closed(503, "no keys") from None
    if not hosts.is_https_at(found.service, hosts.CONNECTORS):
        raise Closed(403, "service host")
    if found.channel != CHANNEL:
        raise Closed(403, "channel")
    if not found.tenants or not tenants.issuperset(found.tenants):
        raise Closed(403, "tenant")
    if not found.place or not found.kind:
        raise Closed(400, "form: conversation or type")
    return found
