"""What the three processes of Rasa call themselves, since they have one command line.

Standard library only: ``bot.run`` reads it before anything is installed.
"""

from __future__ import annotations

HOLDER, SPARE, SERVING = "rasa-holds", "rasa-spare", "rasa-serves"
HEIRS = (SPARE, HOLDER)
"""Who goes on in the place of a holder that was killed."""
