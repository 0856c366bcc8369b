"""Rules of the duty level and of notes between shifts."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
