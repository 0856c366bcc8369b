"""What counts as a patrol duty fulfilled."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
