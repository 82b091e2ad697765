"""Words of danger: recognised at once, from data/danger.yml, without Rasa. Pure."""
