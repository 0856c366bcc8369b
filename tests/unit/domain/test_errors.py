"""Failures say what a person or a machine needs to go on."""

from bigscreen.domain.errors import DomainError, InvalidValue, Rejected


def test_an_invalid_value_names_field_value_and_what_would_be_right():
    error = InvalidValue("lat", 91, "a number from -90 to 90")
    assert str(error) == "lat: 91 is not a number from -90 to 90"
    assert (error.field, error.value, error.expected) == ("lat", 91, "a number from -90 to 90")
    assert isinstance(error, DomainError | ValueError)


def test_a_rejection_carries_code_and_facts():
    facts = {"unit": "u1"}
    error = Rejected("unit_held", facts)
    facts["unit"] = "changed later"
    assert (error.code, error.facts, str(error)) == ("unit_held", {"unit": "u1"}, "unit_held")
    assert Rejected("not_allowed").facts == {}
