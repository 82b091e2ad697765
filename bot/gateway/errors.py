"""Ways to refuse a call: each has a status and blocks that say what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.gateway import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.gateway.words import RawBlock


class Refused(Exception):
    """The call is not done. Its text never holds what a person typed.

    Refused
      ├── NoCall             400  what is no HTTP
      ├── NotSignedIn        401
      ├── PastSignIn         403  says who is signed in, and is not who may say it
      ├── NotFound           404  unknown conversation or wrong token, told apart by nobody
      ├── OtherSite          403  the cookie came with another site's request
      ├── TooLate            408
      ├── NoLongerOpen       409
      ├── TooLarge           413
      ├── Unreadable         422
      ├── TooFast            429
      ├── Busy               503  too many others
      └── Unavailable        503
    """

    status = 500

    def __init__(self, blocks: list[RawBlock], headers: Mapping[str, str] | None = None) -> None:
        """Refuse with these blocks, the first being the notice that says why."""
        super().__init__(type(self).__name__)
        self.blocks = blocks
        self.headers = dict(headers or {})


class NoCall(Refused):
    """What came over a connection is no call, or its headers are too long."""

    status = 400

    def __init__(self) -> None:
        """Say what mostly helps: browsers send their cookies along, however many there are."""
        super().__init__([words.notice("error", words.NO_CALL)])


class NotFound(Refused):
    """No such conversation for this caller, or nothing of that name in it."""

    status = 404

    def __init__(self, text: str = words.NOT_FOUND, more: Sequence[RawBlock] = ()) -> None:
        """Say so, and no more than the blocks ``more``."""
        super().__init__([words.notice("error", text), *more])


class OtherSite(Refused):
    """A state-changing call with our cookie, sent by another site's page."""

    status = 403

    def __init__(self) -> None:
        """Say what to do instead."""
        super().__init__([words.notice("error", words.OTHER_SITE)])


class NotSignedIn(Refused):
    """The agency lets in only who is signed in, and nobody is."""

    status = 401

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            [words.notice("error", words.NOT_SIGNED_IN)], {"WWW-Authenticate": "Bearer"}
        )


class PastSignIn(Refused):
    """Somebody else than the agency's proxy says who is signed in."""

    status = 403

    def __init__(self) -> None:
        """Say how to come in."""
        super().__init__([words.notice("error", words.PAST_SIGN_IN)])


class NoLongerOpen(Refused):
    """An answer to a question, or a change of a fact, that is not on offer now."""

    status = 409

    def __init__(self, *, why: str, still_open: list[RawBlock]) -> None:
        """Show what is open, so that nothing is lost."""
        super().__init__([words.notice("error", why), *still_open])


class TooLarge(Refused):
    """More than is allowed."""

    status = 413

    def __init__(self, text: str) -> None:
        """Say how much is allowed."""
        super().__init__([words.notice("error", text)])


class Unreadable(Refused):
    """Not in the form of the contract; ``text`` names the field and what is allowed."""

    status = 422

    def __init__(self, text: str) -> None:
        """Say what is wrong in words of ours only."""
        super().__init__([words.notice("error", text)])


class TooFast(Refused):
    """Over the rate."""

    status = 429

    def __init__(self, seconds: int) -> None:
        """Say how long to wait."""
        self.seconds = seconds
        super().__init__(
            [words.notice("error", words.TOO_FAST.format(seconds=seconds))],
            {"Retry-After": str(seconds)},
        )


class TooLate(Refused):
    """What was sent did not arrive in time."""

    status = 408

    def __init__(self) -> None:
        """Say that it was not sent."""
        super().__init__([words.notice("error", words.NOT_ARRIVED)])


class Busy(Refused):
    """There is too much to do for all callers together."""

    status = 503

    def __init__(self, seconds: int) -> None:
        """Say when to come again."""
        super().__init__([words.notice("error", words.BUSY)], {"Retry-After": str(seconds)})


class Unavailable(Refused):
    """Rasa, or the store, did not do its part; whom to ring is in the blocks."""

    status = 503

    def __init__(self, blocks: list[RawBlock]) -> None:
        """Ask to try again soon."""
        super().__init__(blocks, {"Retry-After": "5"})
