"""What the gateway is told from outside, read once at start."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from bot.database import Database, DatabaseError, read_database
from bot.gateway.crowd import Crowd, CrowdError
from bot.gateway.origins import OriginError, read_origins
from bot.gateway.proxies import ProxyError, read_proxies
from bot.gateway.sign_in.settings import SignInSettingsError, read_sign_in
from bot.gateway.teams.settings import TeamsSettings, TeamsSettingsError
from bot.privacy import retention
from bot.privacy.retention import DEFAULT_HOURS, read_idle_hours
from bot.sealing.keys import KEYS, KEYS_FILE
from bot.secret_files import SecretFileError, with_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.gateway.proxies import Network
    from bot.gateway.sign_in.settings import ByProxy, ByToken

SHORTEST_TOKEN = 24
"""Characters of a secret that somebody chose: fewer can be guessed."""

_ROOT = Path(__file__).resolve().parents[2]
_PREFIX = "SAFE_TO_SHARE_"
_FAULTS = (
    CrowdError,
    DatabaseError,
    OriginError,
    ProxyError,
    SignInSettingsError,
    TeamsSettingsError,
    SecretFileError,
)
T = TypeVar("T")


class SettingsError(ValueError):
    """A setting is missing or is not what it should be. The message names it."""


@dataclass(frozen=True)
class Rate:
    """A token bucket: ``burst`` at once, then ``per_minute``."""

    burst: int
    per_minute: float


@dataclass(frozen=True)
class Settings:
    """How this gateway runs.

    Attributes:
        rasa_url: base addresses of the Rasa workers behind us, with spaces between.
        secret: shared with it.
        state: folder of ``gateway.db``.
        database: PostgreSQL in its place; None when it is that file.
        patience: seconds a person waits for an answer before a notice is shown instead.
        drain: seconds for which it goes on after it was told to end, not ready, and refuses what is
            new, so that whoever sends people here notices.
        rasa_patience: seconds a turn that has begun may still take after that; its reply is kept
            for the next try.
        turns: rate of turns, for each conversation.
        beginnings: rate of new conversations, for each client address.
        questions: rate of calls without a conversation, for each client address.
        calls: rate of all calls that are not public, for each client address.
        in_all: the same for all callers of this gateway together.
        crowd: how many at once.
        keys: where the keys come from that seal what is kept, as in the environment.
        idle_hours: how long a conversation is kept after its last turn.
        record_hours: how long the record of an answer can be read; no longer than that.
        frame_ancestors: who may show our pages in a frame, as in Content-Security-Policy.
        origins: further origins whose pages may call the API, such as "https://intranet.example".
        metrics_token: what opens ``/metrics``; when empty, nothing does.
        trusted_proxies: whose forwarding headers are believed.
        sign_in: how people are signed in before they reach us; None when whoever reaches us may.
        teams: how Microsoft Teams comes in; None when it does not.
    """

    rasa_url: str
    secret: str
    state: Path = _ROOT / ".state"
    database: Database | None = None
    patience: float = 8.0
    drain: float = 0.0
    rasa_patience: float = 30.0
    turns: Rate = field(default=Rate(burst=20, per_minute=60))
    beginnings: Rate = field(default=Rate(burst=30, per_minute=30))
    questions: Rate = field(default=Rate(burst=60, per_minute=240))
    calls: Rate = field(default=Rate(burst=600, per_minute=1_200))
    in_all: Rate = field(default=Rate(burst=2_000, per_minute=6_000))
    crowd: Crowd = field(default=Crowd())
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    idle_hours: float = DEFAULT_HOURS
    record_hours: float = 24.0
    frame_ancestors: str = "'none'"
    origins: frozenset[str] = frozenset()
    trusted_proxies: tuple[Network, ...] = ()
    metrics_token: str = ""
    sign_in: ByProxy | ByToken | None = None
    teams: TeamsSettings | None = None

    @classmethod
    def from_environment(cls, env: Mapping[str, str]) -> Settings:
        """Read the settings, all named ``SAFE_TO_SHARE_...``.

        Raises:
            SettingsError: one is missing or malformed.
        """
        env = _read(lambda: with_secrets(env))
        known = {
            name.removeprefix(_PREFIX): v for name, v in env.items() if name.startswith(_PREFIX)
        }
        for name in ("SECRET", "RASA_URL"):
            if not known.get(name):
                raise SettingsError(f"{_PREFIX}{name} is not set. `make run` sets it.")
        idle_hours = _idle_hours(env)
        return cls(
            rasa_url=_workers(known["RASA_URL"], env),
            secret=known["SECRET"],
            state=cls.state_of(env),
            database=_read(lambda: read_database(env)),
            patience=_seconds(known, "PATIENCE", cls.patience),
            drain=_seconds(known, "DRAIN", cls.drain),
            turns=_rate(known, "TURNS", burst=20, per_minute=60),
            beginnings=_rate(known, "BEGINNINGS", burst=30, per_minute=30),
            questions=_rate(known, "QUESTIONS", burst=60, per_minute=240),
            calls=_rate(known, "CALLS", burst=600, per_minute=1_200),
            in_all=_rate(known, "ALL", burst=2_000, per_minute=6_000),
            crowd=_read(lambda: Crowd.from_environment(env)),
            keys={name: env[name] for name in (KEYS, KEYS_FILE) if env.get(name)},
            idle_hours=idle_hours,
            record_hours=_record_hours(known, idle_hours),
            frame_ancestors=_ancestors(known),
            origins=_read(lambda: read_origins(known.get("ORIGINS", "")), "ORIGINS"),
            trusted_proxies=_read(
                lambda: read_proxies(known.get("TRUSTED_PROXIES", "")), "TRUSTED_PROXIES"
            ),
            metrics_token=_token(known, "METRICS_TOKEN"),
            sign_in=_read(lambda: read_sign_in(env)),
            teams=_read(lambda: TeamsSettings.from_environment(env)),
        )

    @classmethod
    def state_of(cls, env: Mapping[str, str]) -> Path:
        """The state folder alone."""
        return Path(env.get(f"{_PREFIX}STATE") or cls.state)


def _read(read: Callable[[], T], name: str = "") -> T:
    """What another room reads of the settings; its errors are ours, and name the setting."""
    try:
        return read()
    except _FAULTS as error:
        raise SettingsError(f"{_PREFIX}{name} {error}" if name else str(error)) from None


def _workers(given: str, env: Mapping[str, str]) -> str:
    workers = [worker.rstrip("/") for worker in given.replace(",", " ").split()]
    if not all(worker.startswith(("http://", "https://")) for worker in workers):
        raise SettingsError(f"{_PREFIX}RASA_URL has to be addresses such as http://127.0.0.1:5005.")
    if len(set(workers)) > 1 and not env.get(f"{_PREFIX}DATABASE"):
        raise SettingsError(
            f"Several workers in {_PREFIX}RASA_URL need one store: set {_PREFIX}DATABASE."
        )
    return " ".join(dict.fromkeys(workers))


def _token(known: Mapping[str, str], name: str) -> str:
    given = known.get(name, "")
    if given and (len(given) < SHORTEST_TOKEN or not given.isascii() or " " in given):
        raise SettingsError(
            f"{_PREFIX}{name} has to be {SHORTEST_TOKEN} characters or more, without spaces, "
            "such as `openssl rand -hex 32` prints."
        )
    return given


def _seconds(known: Mapping[str, str], name: str, default: float) -> float:
    given = known.get(name)
    if not given:
        return default
    try:
        seconds = float(given)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= 60:  # noqa: PLR2004  (a minute is longer than anyone waits)
        raise SettingsError(f"{_PREFIX}{name} has to be seconds, above 0 and up to 60.")
    return seconds


def _idle_hours(env: Mapping[str, str]) -> float:
    try:
        return read_idle_hours(env.get(retention.SETTING))
    except ValueError as error:
        raise SettingsError(str(error)) from None


def _record_hours(known: Mapping[str, str], idle_hours: float) -> float:
    """A record goes with its conversation, so it cannot promise to be there for longer."""
    given = known.get("RECORD_HOURS")
    if not given:
        return min(Settings.record_hours, idle_hours)
    try:
        hours = float(given)
    except ValueError:
        hours = 0
    if not 0 < hours <= idle_hours:
        raise SettingsError(
            f"{_PREFIX}RECORD_HOURS has to be hours, above 0 and up to {idle_hours:g}: so long "
            f"{retention.SETTING} keeps a conversation, and its records go with it."
        )
    return hours


def _rate(known: Mapping[str, str], name: str, *, burst: int, per_minute: float) -> Rate:
    given = known.get(f"RATE_{name}")
    if not given:
        return Rate(burst, per_minute)
    first, _, second = given.partition("/")
    if not (first.isdecimal() and second.isdecimal() and int(first) and int(second)):
        raise SettingsError(
            f"{_PREFIX}RATE_{name} has to be burst/per minute, two whole numbers such as 20/60."
        )
    return Rate(int(first), int(second))


def _ancestors(known: Mapping[str, str]) -> str:
    given = known.get("FRAME_ANCESTORS") or "'none'"
    if any(char in given for char in ";,\r\n"):
        raise SettingsError(
            f"{_PREFIX}FRAME_ANCESTORS has to be origins with spaces between, or 'none' or 'self'."
        )
    return given
