"""What every bench says: a table for people, and with `--json FILE` the same figures for machines."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import psutil

PACKAGES = (
    "reflex",
    "redis",
    "hiredis",
    "redis-om",
    "motor",
    "pymongo",
    "pydantic",
    "uvicorn",
    "uvloop",
    "secantusdb",
)


@dataclass(frozen=True, slots=True)
class Goal:
    """One aim of the project: it holds while `value` is at most `goal`, or with `at_least` not under it."""

    name: str
    value: float
    goal: float
    unit: str
    at_least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.goal if self.at_least else self.value <= self.goal


@dataclass(slots=True)
class Report:
    """Collects the rows and goals of one run; `settings` is whatever a reader needs to repeat it."""

    title: str
    settings: dict[str, Any]
    rows: list[dict[str, Any]] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    servers: dict[str, str] = field(default_factory=dict)

    def row(self, **figures: Any) -> None:
        """Add a line to the table; the names of the first line are its header."""
        self.rows.append(figures)

    def goal(self, name: str, value: float, goal: float, unit: str, *, at_least: bool = False) -> None:
        self.goals.append(Goal(name, value, goal, unit, at_least))

    def show(self) -> None:
        """Print everything."""
        print(f"\n{self.title}\n")
        header = list(dict.fromkeys(name for row in self.rows for name in row))
        _print_table([header, *([_text(row.get(name, "")) for name in header] for row in self.rows)])
        print()
        for goal in self.goals:
            mark = "holds" if goal.holds else "MISSED"
            bound = "at least" if goal.at_least else "at most"
            print(
                f"{mark:>6}  {goal.name}: {_text(goal.value)} {goal.unit} (aim: {bound} {_text(goal.goal)})"
            )

    def write(self, path: Path) -> None:
        """Write everything as JSON."""
        figures = {
            "bench": self.title,
            "machine": machine(),
            "versions": {**versions(), **self.servers},
            "settings": self.settings,
            "figures": self.rows,
            "goals": [{**asdict(goal), "holds": goal.holds} for goal in self.goals],
        }
        path.write_text(json.dumps(figures, indent=2) + "\n")


def arguments(description: str | None) -> argparse.ArgumentParser:
    """A parser with `--json`; a bench adds what is its own."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there")
    return parser


def finish(report: Report, options: argparse.Namespace) -> None:
    """Show the report and write it where it was asked for."""
    report.show()
    if options.json:
        report.write(options.json)


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "system": f"{platform.system()} {platform.release()}",
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
    }


def versions() -> dict[str, str]:
    """Python and the packages that matter to speed."""
    found = {"python": sys.version.split()[0]}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _text(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def _print_table(lines: Sequence[Sequence[str]]) -> None:
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    for number, line in enumerate(lines):
        cells = (
            cell.ljust(width) if index == 0 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(cells).rstrip())
        if number == 0:
            print("  ".join("-" * width for width in widths))
