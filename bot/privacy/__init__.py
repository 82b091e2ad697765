"""What could tell who somebody is, left out of what people type. Pure."""
