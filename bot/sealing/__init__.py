"""What is kept, sealed: with keys of the agency, and with what only the person holds."""
