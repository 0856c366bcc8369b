"""Figures drawn: bars, lines, rankings."""
