"""Proof over the whole space of situations: every interview there can be, and what must hold in it.

Pure but for the processes it runs in: no clock, no network. ``docs/decisions/0006`` says what is
claimed of answers; here it is shown for all of them, not for samples.
"""
