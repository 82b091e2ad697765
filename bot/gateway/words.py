"""Every sentence that the gateway itself says. Those about danger and whom to ring are law data.

The one place that reads ``law.wording`` and ``law.contacts`` for the gateway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.privacy.kinds import PersonalKind

if TYPE_CHECKING:
    from bot.law.model import Law
    from bot.law.texts import Contact

RawBlock = dict[str, Any]
"""A block without its id."""

NOT_FOUND = "This chat is not here any more. Start a new chat."
NO_SUCH_ANSWER = "There is no such answer in this chat, so nothing was counted."
NO_SUCH_PAGE = "There is nothing at this address."
NOT_ALLOWED = "This address does not take that kind of request."
NO_CALL = (
    "What your browser sent could not be read, so nothing was done. Please close all of its "
    "windows, open the chat again, and send it once more."
)
OTHER_SITE = "This came from another site, so nothing was done. Open the chat on its own page."
NOT_SIGNED_IN = (
    "You are not signed in, so nothing was done. Sign in as you do for your agency's other pages, "
    "then try again."
)
PAST_SIGN_IN = (
    "This did not come by way of your agency's sign-in, so nothing was done. Open the chat at the "
    "address that your agency gives for it."
)
STALE = (
    "That question has been answered or put aside since, so nothing was changed. "
    "Answer the one below, or type what you want to say."
)
STALE_NOTHING_OPEN = (
    "That question has been answered or put aside since, so nothing was changed. "
    "Type what you want to say, or start again."
)
CHANGED_SINCE = (
    "That can no longer be changed with this button, so nothing was changed. "
    "Use the newest list of what you have told me, or type the correction."
)
TEXT_TOO_LONG = (
    "That was {length:,} characters; up to {limit:,} are allowed, and it was not sent. "
    "Please say in a few sentences who is worried about what, and who should know."
)
QUERY_TOO_LONG = (
    "That was {length:,} characters; up to {limit:,} are allowed. Please ask in a few words."
)
BODY_TOO_LARGE = (
    "That was too long to read: a request may have up to {limit:,} bytes. It was not sent. "
    "Please say it in a few sentences."
)
FORM_TOO_LARGE = (
    "That was too long to read, so it was not sent. Go back in your browser to find your words, "
    "and say it in a few sentences."
)
NOT_SENT = "What you typed is still in the box below. It was not sent."
CLEARED = "This chat is cleared. Nothing of it is kept."
EMPTY_TEXT = (
    "There were no words in that. Type what worries you and who you would like to tell, "
    "or choose an answer."
)
TOO_FAST = "That was a lot at once. Please wait {seconds} seconds, then send it again."
BUSY = (
    "Many people are using this just now, so your message was not answered. Please try again in a "
    "few seconds."
)
NOT_ARRIVED = "Your message did not arrive in full, so it was not sent. Please try again."
GO_BACK = "Go back in your browser to find your words."
COUNTED = "Thank you. That was counted."
NOT_KNOWN_HERE = (
    "Teams does not tell me which account of your agency this is, so I cannot chat here. "
    "Use the web chat: {address}"
)
NOT_CLEARED = (
    "This chat could not be cleared just now, so nothing was removed. Please try again in a minute."
)


def notice(level: str, text: str) -> RawBlock:
    """A notice block; level emergency, privacy, info or error."""
    return {"type": "notice", "level": level, "text": text}


def emergency(law: Law) -> RawBlock:
    """What a person reads first when someone may be in danger now: the line, then the rest."""
    return notice("emergency", f"{law.wording['emergency']}\n{law.wording['emergency_details']}")


def unavailable(law: Law) -> list[RawBlock]:
    """What a person reads when there is no answer: that, and whom to ring."""
    return [notice("error", law.wording["unavailable"]), whom_to_ring(law)]


def whom_to_ring(law: Law) -> RawBlock:
    """111, and whom to ring about a child."""
    return _contacts(lifelines(law))


def lifelines(law: Law) -> list[Contact]:
    """Whom to ring whatever works or fails: 111, then Oranga Tamariki."""
    return [law.contacts["emergency"], law.contacts["oranga-tamariki"]]


def left_out(law: Law, kinds: list[PersonalKind]) -> RawBlock:
    """What was left out of a person's words before they were read, and why."""
    named = [law.wording[f"left_out_{kind.value}"] for kind in kinds]
    last = law.wording["and"].join([", ".join(named[:-1]), named[-1]] if named[1:] else named)
    return notice("privacy", law.wording["left_out"].format(what=last))


def counts_stay(law: Law) -> RawBlock:
    """What stays of a conversation that is forgotten: counts, beside which nobody stands."""
    return notice("privacy", law.wording["counts_stay"])


def check(law: Law) -> None:
    """Look up every word and number of the law data that the gateway needs, once at start.

    Raises:
        KeyError: one is missing.
    """
    emergency(law)
    unavailable(law)
    left_out(law, list(PersonalKind))
    counts_stay(law)


def _contacts(found: list[Contact]) -> RawBlock:
    items = [
        {"name": contact.name, "phone": contact.phone, "when": contact.when} for contact in found
    ]
    return {"type": "contacts", "items": items}
