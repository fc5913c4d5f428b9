"""How components see a State: handlers take Vars, fields of rows are Vars; no type checker follows that."""

from typing import Any, TypeAlias

import reflex as rx

# A row as `rx.foreach` hands it to a component: each field of the dataclass is a Var.
Shown: TypeAlias = Any


def events(state: type[rx.State]) -> Any:
    """A State's handlers, as what a button is given."""
    return state
