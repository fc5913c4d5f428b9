"""Why a product's file can't be taken: its field, and in plain words what is wrong with it."""

import re

from pydantic import ValidationError

WHOLE, NUMBER = "should be a whole number", "should be a number"
REASONS = {
    "missing": "is missing",
    "too_long": "has more than {max_length} characters",
    "too_short": "is empty",
    "string_type": "should be text",
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), WHOLE),
    **dict.fromkeys(("decimal_type", "decimal_parsing", "float_type", "float_parsing"), NUMBER),
    "finite_number": NUMBER,
    "greater_than": "should be more than {gt}",
    "greater_than_equal": "should be at least {ge}",
    "less_than_equal": "should be at most {le}",
    "value_error": "{error}",
}

_DECIMAL = re.compile(r"Decimal\('([^']*)'\)")  # pydantic tells a Decimal limit as Python would write it


def reason_of(error: ValidationError) -> str:
    """The first thing that is wrong; what has no plain words here is said in pydantic's."""
    problem = error.errors(include_url=False, include_input=False)[0]
    # Beside names of fields pydantic names its own validators.
    field = ".".join(part for part in map(str, problem["loc"]) if part.isidentifier()) or "data"
    plain = REASONS.get(problem["type"])
    words = plain.format(**problem.get("ctx", {})) if plain else problem["msg"]
    return f"{field}: " + _DECIMAL.sub(r"\1", words)
