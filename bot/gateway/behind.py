"""Whatever fails behind the gateway, the person hears whom to ring."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.gateway import words
from bot.gateway.crowd import SOON, Full
from bot.gateway.errors import Busy, NotFound, Refused, Unavailable
from bot.gateway.faults import log_fault
from bot.gateway.order import TooSlow
from bot.gateway.rasa import RasaDown, RasaLost
from bot.sealing.keyring import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.law.model import Law


@contextmanager
def or_unavailable(law: Law) -> Iterator[None]:
    """Do what needs Rasa or the store.

    Raises:
        Unavailable: in place of any fault; a refusal passes as it is.
        NotFound: what is kept of the conversation cannot be read, so it is as good as gone.
    """
    try:
        yield
    except Refused:
        raise
    except (Unreadable, RasaLost) as error:
        log_fault("conversation_unreadable", error)
        raise NotFound(more=[words.whom_to_ring(law)]) from None
    except Full:
        raise Busy(SOON) from None
    except (RasaDown, TooSlow):
        raise Unavailable(words.unavailable(law)) from None
    except (SQLAlchemyError, OSError) as error:
        log_fault("store_failed", error)
        raise Unavailable(words.unavailable(law)) from None
    except Exception as error:  # noqa: BLE001  (a person waits; the fault is in the log)
        log_fault("unexpected", error)
        raise Unavailable(words.unavailable(law)) from None
