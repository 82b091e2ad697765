"""Who may use it, where an agency wants that told: by its proxy's word, or by a signed token."""
