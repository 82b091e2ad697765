"""Measures understanding on messages that were written apart from all training data.

Runs beside Rasa: ``python -m bot evaluate`` starts it there.
"""
