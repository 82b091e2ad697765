"""Safe to Share: may I share this about this child, with them, now, and under which law?"""
