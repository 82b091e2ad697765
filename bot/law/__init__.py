"""The law, pure: facts in, findings out. Reads no clock, no environment and no network.

Everything legal stands in ``data/law``; this package only weighs it.
"""
