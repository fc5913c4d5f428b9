"""The design tokens by the names that class lists use; their values are in assets/theme.css."""

from typing import Any

COLOURS = (
    *("canvas", "surface", "hover", "tile", "line", "control", "ink", "muted"),
    *("accent", "on-accent", "sale", "warn"),
)

TAILWIND: dict[str, Any] = {
    "theme": {
        "colors": {name: f"var(--{name})" for name in COLOURS}
        | {"transparent": "transparent", "current": "currentColor"},
        "fontFamily": {"sans": ["Geist Variable", "system-ui", "sans-serif"]},
        "fontSize": {
            "note": ["0.875rem", "1.45"],
            "card": ["0.9375rem", "1.4"],
            "body": ["1rem", "1.6"],
            "h2": ["1.5rem", "1.25"],
            "h1": ["clamp(2rem, 1.4rem + 2.2vw, 3rem)", "1.1"],
        },
        "extend": {"borderRadius": {"card": "12px", "panel": "16px"}, "maxWidth": {"page": "1280px"}},
    },
}
