"""Rules of the steps of a city-management case, and the stages its units take it to."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
