"""Tests mirror src; tests.support holds the builders and fakes they share."""
