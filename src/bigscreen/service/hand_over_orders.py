"""Rules of the forms that go to departments: hand-over, transfer, supervision."""

from bigscreen.service.rule import Rules

RULES: Rules = {}
