"""What faces people: the HTTP contract, the chat page, order, limits and the store."""
