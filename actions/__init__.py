"""Rasa's custom actions: thin adapters, one action a file. Decisions are made in ``bot``."""
