"""Pictures of the law, for those who read pictures better than files."""
