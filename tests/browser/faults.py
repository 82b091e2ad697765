"""Faults that the chat could have, each a small change of a source: ``faults.yml``, read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "faults.yml"
PLACES = ("widget", "gateway/templates")
"""Folders of bot/ that hold what can be changed: modules and styles, then pages."""


class NotInPlaceError(Exception):
    """What a fault changes is not in its file, or in more than one place of it."""


@dataclass(frozen=True)
class Fault:
    """One change for the worse.

    Attributes:
        breaks: what does not hold any more; its name.
        file: the source that is changed, by its name.
        was: words of it, which stand there once.
        now: what stands there in their place.
        first: names of the tests that are most likely to notice.
    """

    breaks: str
    file: str
    was: str
    now: str
    first: tuple[str, ...]

    def applied(self, source: str) -> str:
        """The source with the fault in it.

        Raises:
            NotInPlaceError: the words are not there once.
        """
        count = source.count(self.was)
        if count != 1:
            raise NotInPlaceError(f"{self.breaks}: in {self.file} {count} times: {self.was}")
        return source.replace(self.was, self.now)


def faults() -> tuple[Fault, ...]:
    """All of them, as the file has them."""
    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(
        Fault(each["breaks"], file, each["was"], each["now"], tuple(each["first"]))
        for file, made in found.items()
        for each in made
    )


def place(bot: Path, file: str) -> Path:
    """Where a source lies under a folder of our code.

    Raises:
        FileNotFoundError: nowhere.
    """
    for folder in PLACES:
        if (found := bot / folder / file).is_file():
            return found
    raise FileNotFoundError(file)
