"""What the hub does by itself when time passes: alarms, cards, shifts, minimums."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
