"""Insight without people: counts of conversations by what was met in them, and their page."""
