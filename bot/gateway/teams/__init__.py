"""Microsoft Teams: from a delivery of Microsoft's to a turn, and back as a card.

Source: docs/decisions/0015-teams.md
"""
