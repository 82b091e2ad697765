"""Measure what the product promises: ``make bench`` prints the table of docs/measurements.md."""
