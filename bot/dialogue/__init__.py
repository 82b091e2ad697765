"""What a turn changes in the facts. Pure: no Rasa here; the actions are its adapters."""
