"""Which database holds what is remembered, as the settings say. Both processes read it here.

Standard library only: the gateway and Rasa have different drivers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from bot.secret_files import SecretFileError, read_secret

if TYPE_CHECKING:
    from collections.abc import Mapping

STORE_VERSION = "0002"
"""Of the tables that this software reads: the newest of ``bot/gateway/migrations``."""

_URL = "SAFE_TO_SHARE_DATABASE"
_NAME = "SAFE_TO_SHARE_INSTALLATION"
_SCHEMES = frozenset({"postgres", "postgresql"})
_OPTIONS = frozenset({"host", "sslmode", "sslrootcert"})


class DatabaseError(ValueError):
    """A setting of the database is missing or wrong. The message names it, without its password."""


@dataclass(frozen=True)
class Database:
    """A PostgreSQL database and who uses it.

    Attributes:
        url: as both drivers read it, postgresql://user:password@host/name.
        installation: which installation's conversations it holds; another one is refused.
    """

    url: str
    installation: str

    def __repr__(self) -> str:
        """Without the address: it has the password."""
        return f"Database(installation={self.installation!r})"


def read_database(env: Mapping[str, str]) -> Database | None:
    """The database of the settings; None for SQLite in the state folder.

    Raises:
        DatabaseError: one of them is missing or malformed.
    """
    try:
        url = read_secret(env, _URL).strip()
    except SecretFileError as error:
        raise DatabaseError(str(error)) from None
    if not url:
        return None
    _check(url)
    name = env.get(_NAME, "")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,39}", name):
        raise DatabaseError(
            f"{_NAME} has to name this installation beside {_URL}: up to 40 small letters, digits "
            "and hyphens, such as production. All its gateways and workers have the same name."
        )
    return Database("postgresql" + url[url.index(":") :], name)


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        options = {name for name, _ in parse_qsl(parts.query, strict_parsing=bool(parts.query))}
        well_formed = parts.port is None or parts.port > 0
    except ValueError:
        well_formed = False
    if not well_formed or parts.scheme not in _SCHEMES or not parts.path.strip("/"):
        raise DatabaseError(
            f"{_URL} has to be postgresql://user:password@host:5432/name, or not set for SQLite."
        )
    strange = sorted(options - _OPTIONS)
    if strange:
        raise DatabaseError(
            f"{_URL} has options that are not known: {', '.join(strange)}. Known are: "
            f"{', '.join(sorted(_OPTIONS))}."
        )
