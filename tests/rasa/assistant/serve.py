"""Starts the real server with the parcel counter's model, actions and facts."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from bot.law.vocabulary import Fact, Option
from bot.rasa import quiet
from bot.rasa.settings import Settings
from bot.rasa.start import start
from tests.loud import turn_up

if TYPE_CHECKING:
    from bot.law.model import Law

HERE = Path(__file__).parent
FACTS = {
    "danger_now": ("yes", "no"),
    "size": ("small", "large", "unwieldy", "unknown"),
    "speed": ("slow", "fast", "unknown"),
    "insured": ("yes", "no", "unknown"),
}


def parcel_law() -> Law:
    """The parcel counter's facts, with the names that ``bot.law`` gives the law's."""
    facts = {
        name: Fact(
            id=name,
            name=name,
            question=f"{name}?",
            whether=name,
            cost=1,
            options={value: Option(value, value) for value in values},
        )
        for name, values in FACTS.items()
    }
    found = SimpleNamespace(
        facts=facts,
        asked_in={},
        assumed=(),
        explainers={},
        not_covered={},
        roles={},
        gateways=(),
        passages={},
        contacts={},
        digest="of the parcels",
        wording={"action_failed": "The counter is broken. In danger? Ring 111."},
    )
    return cast("Law", found)


def main() -> int:
    """Serve on the port given first, with the models in the folder given second, on a host."""
    quiet.settle()
    if os.environ.get("LOUD"):
        quiet.settle_structlog(logging.DEBUG)
        turn_up()
    sys.path.insert(0, f"{HERE}")
    secret = os.environ.get("SAFE_TO_SHARE_SECRET", "")
    port, models, host = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    endpoints = HERE / "endpoints.yml"
    settings = Settings(port, secret, models, endpoints, "parcel_actions", host=host)
    return start(settings, parcel_law())


if __name__ == "__main__":
    sys.exit(main())
