"""Rules of putting a wrong stamp right."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
