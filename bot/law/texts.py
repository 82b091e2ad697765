"""Texts around the law: guidance that is quoted, explainers of ours, whom to ring."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bot.law.conditions import Condition


@dataclass(frozen=True)
class Note:
    """A duty, limit, judgement or open point in plain words, with its provision.

    ``values`` are the answers for which an open point stands; empty means any.
    """

    text: str
    provision: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A published page that we quote."""

    id: str
    title: str
    publisher: str
    url: str
    as_at: date


@dataclass(frozen=True)
class Passage:
    """Verbatim words of guidance, with their place on the page.

    ``requires`` must hold on the person's facts before the words may be shown;
    ``beside`` is our own sentence that always goes with them. ``lead_in`` is the
    page's words that open the list of which this one is a point.
    """

    id: str
    text: str
    place: str
    source: Source
    topics: tuple[str, ...] = ()
    requires: Condition | None = None
    beside: str = ""
    lead_in: str = ""


@dataclass(frozen=True)
class Explainer:
    """A short answer of ours to a question that people ask; each sentence has its provision.

    ``questions`` are ways in which it is asked, ``read`` is the consolidation that was read.
    """

    id: str
    title: str
    questions: tuple[str, ...]
    read: date
    says: tuple[Note, ...]


@dataclass(frozen=True)
class Contact:
    """Whom to ring or write to, when, and how sure we are of the number."""

    id: str
    name: str
    when: str
    phone: str
    email: str
    url: str
    confidence: str


@dataclass(frozen=True)
class NotCovered:
    """A topic that people ask about and that neither guidance nor explainers answer.

    ``about`` completes "The guidance does not say"; ``who`` would know, or is empty where the
    topic is far from what this guide is for. ``questions`` are ways in which it is asked.
    """

    id: str
    about: str
    who: str
    questions: tuple[str, ...]
