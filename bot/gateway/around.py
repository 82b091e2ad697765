"""What every call passes on its way to a route, from the outside in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.gateway.bodies import Bodies
from bot.gateway.limits import Limits
from bot.gateway.origins import OtherOrigins
from bot.gateway.proxies import Forwarded
from bot.gateway.shell import Shell, safety_headers
from bot.gateway.sign_in.gate import Gate
from bot.gateway.turned_away import TurnedAway

if TYPE_CHECKING:
    from fastapi import FastAPI

    from bot.gateway.metrics import Metrics
    from bot.gateway.settings import Settings
    from bot.gateway.sign_in.gate import Entrance
    from bot.law.model import Law


def add_around(
    app: FastAPI, settings: Settings, law: Law, numbers: Metrics, entrance: Entrance | None
) -> None:
    """Put it all around the app's routes; what is added last is met first."""
    away, safe = TurnedAway(law), safety_headers(settings.frame_ancestors)
    app.state.outright = away.outright(safe)
    app.add_middleware(Bodies, away=away)
    app.add_middleware(
        Limits,
        calls=settings.calls,
        in_all=settings.in_all,
        at_once=settings.crowd.of_one,
        away=away,
    )
    app.add_middleware(Gate, entrance=entrance, away=away)
    app.add_middleware(Shell, law=law, frame_ancestors=settings.frame_ancestors, metrics=numbers)
    if settings.origins:
        app.add_middleware(OtherOrigins, origins=settings.origins, headers=safe)
    app.add_middleware(Forwarded, proxies=settings.trusted_proxies)
