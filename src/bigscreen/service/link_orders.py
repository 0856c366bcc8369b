"""Rules of the orders that join and part cases: merge, unmerge, link, unlink."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
