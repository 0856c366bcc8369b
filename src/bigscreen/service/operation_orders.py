"""Rules of joint operations."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
