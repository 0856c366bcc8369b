"""Paper: pages printed without a window of their own."""
