"""Every widget in every state, for people and for tests."""
