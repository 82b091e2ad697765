"""Is this process up, and can it answer?"""

from __future__ import annotations

from fastapi import APIRouter, Response
from sqlalchemy.exc import SQLAlchemyError

from bot.gateway.parts import Parts, Running  # noqa: TC001  (FastAPI reads them)
from bot.gateway.schemas import Health

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def healthz() -> Health:
    """200 while the process is up."""
    return Health(status="ok")


@router.get("/readyz", responses={503: {"model": Health}})
async def readyz(response: Response, parts: Running) -> Health:
    """200 when a person would get an answer: law, store and Rasa are all well."""
    checks = {"law": True, "store": await _store_is_well(parts), "rasa": await parts.rasa.is_well()}
    if all(checks.values()):
        return Health(status="ok", checks=checks)
    response.status_code = 503
    return Health(status="not ready", checks=checks)


async def _store_is_well(parts: Parts) -> bool:
    try:
        await parts.store.check()
    except (SQLAlchemyError, OSError):
        return False
    return True
