"""Blocks as Adaptive Cards for Microsoft Teams: pure, like all of ``bot.render``."""

from bot.render.teams.asking import CHANGE, FEEDBACK
from bot.render.teams.joining import messages

__all__ = ["CHANGE", "FEEDBACK", "messages"]
