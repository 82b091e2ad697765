"""Findings in, blocks out: what a person reads, whatever the channel. Pure."""
