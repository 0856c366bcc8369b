"""Rules of calling reinforcement and of standing it down."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
