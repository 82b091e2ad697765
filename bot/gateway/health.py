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
    """200 when a person would get an answer: store and Rasa are well, and one has our law."""
    laws = await parts.rasa.laws()
    checks = {
        "law": not laws or parts.law.digest in laws,
        "store": await _store_is_well(parts),
        "rasa": bool(laws),
    }
    if all(checks.values()) and not parts.is_ending:
        return Health(status="ok", checks=checks)
    response.status_code = 503
    return Health(status="ending" if parts.is_ending else "not ready", checks=checks)


async def _store_is_well(parts: Parts) -> bool:
    try:
        await parts.store.check()
    except (SQLAlchemyError, OSError):
        return False
    return True
