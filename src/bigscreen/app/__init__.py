"""Composition roots and the command line: sees every room, holds no logic."""
