"""What processes call themselves that are forks of one another, and so have one command line.

Standard library only: ``bot.run`` reads it before anything is installed.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """Of the three that keep one service up, as ``ps -o comm`` has them: 15 letters at most.

    Attributes:
        holder: has all loaded, and serves nothing.
        spare: waits to be the next holder.
        serving: is forked by the holder, and serves.
    """

    holder: str
    spare: str
    serving: str

    @property
    def heirs(self) -> tuple[str, str]:
        """Who goes on in the place of a holder that was killed."""
        return self.spare, self.holder


GATEWAY = Names("gateway-holds", "gateway-spare", "gateway-serves")
RASA = Names("rasa-holds", "rasa-spare", "rasa-serves")
