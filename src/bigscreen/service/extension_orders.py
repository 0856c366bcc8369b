"""Rules of asking for more time, and of granting it."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
