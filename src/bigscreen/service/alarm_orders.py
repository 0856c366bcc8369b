"""Rules of answering alarms, once for all screens."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
