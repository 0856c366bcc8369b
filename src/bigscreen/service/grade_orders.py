"""Rules of what is said of a case: level, handling, sensitivity, evidence, call-back."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
