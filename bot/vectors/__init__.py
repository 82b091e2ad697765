"""Sentence vectors: what a sentence means, as 384 numbers. No network, no model hub, no torch."""
