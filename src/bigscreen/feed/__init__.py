"""The client side of the hub's socket, live or replayed."""
