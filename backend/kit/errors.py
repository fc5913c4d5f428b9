"""What a service says when it can't do as it was asked; each names the field and loses nothing."""

from dataclasses import dataclass

from backend.kit.words import joined


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `field` as a path into the request, `message` in words for the shopper."""

    field: str
    message: str


class RefusedError(Exception):
    """The request was understood and refused; nothing was changed."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.field}: {problem.message}" for problem in problems))

    @property
    def message(self) -> str:
        """All problems as sentences for the shopper."""
        return joined(problem.message for problem in self.problems)
