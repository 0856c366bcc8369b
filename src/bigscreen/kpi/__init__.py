"""Definitions and engine of every measure, one place for each formula."""
