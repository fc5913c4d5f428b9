"""Line icons as inline SVG: one stroke, the colour of the text, silent to screen readers."""

import reflex as rx

PATHS: dict[str, tuple[str, ...]] = {
    "search": ("M11 18.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15Z", "m20.5 20.5-4.1-4.1"),
    "bag": ("M5.5 8.5h13l1 12h-15z", "M8.5 11V7a3.5 3.5 0 0 1 7 0v4"),
    "bag-add": ("M13.5 20.5h-9l1-12h13l.4 4.5", "M8.5 11V7a3.5 3.5 0 0 1 7 0v4", "M18.5 16v6M15.5 19h6"),
    "orders": ("M6 3.5h12v17l-3-2-3 2-3-2-3 2z", "M9.5 8.5h5M9.5 12.5h5"),
    "person": ("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z", "M4.5 20.5a7.5 7.5 0 0 1 15 0"),
    "light": (
        "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z",
        "M12 2.5v2M12 19.5v2M4 12H2M22 12h-2M6 6 4.7 4.7M19.3 19.3 18 18M6 18l-1.3 1.3M19.3 4.7 18 6",
    ),
    "dark": ("M20 14.2A8.3 8.3 0 0 1 9.8 4a8.3 8.3 0 1 0 10.2 10.2Z",),
    "system": ("M3.5 5h17v11h-17z", "M9 20h6M12 16v4"),
    "print": ("M7 8V3.5h10V8", "M7 17H4V8h16v9h-3", "M7 13.5h10v7H7z"),
    "back": ("m14.5 6-6 6 6 6",),
    "close": ("m6 6 12 12M18 6 6 18",),
    "plus": ("M12 6v12M6 12h12",),
    "minus": ("M6 12h12",),
    "remove": ("M4.5 7h15M10 7V4.5h4V7M6.5 7l.8 12.5h9.4L17.5 7", "M10.2 11v5M13.8 11v5"),
    "undo": ("M4.5 9.5h9.5a5 5 0 0 1 0 10h-4", "m8.5 5.5-4 4 4 4"),
    "offline": (
        "m4 4 16 16",
        "M12 19h.01M8.5 15.5a5 5 0 0 1 5-1.2M5 12a10 10 0 0 1 4-2.5M12.5 9a10 10 0 0 1 6.5 3",
    ),
    "wait": ("M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z", "M12 7.5V12l3 2"),
    "check": ("m5 12.5 4.5 4.5L19 7.5",),
    "delivery": ("M3.5 8 12 3.5 20.5 8v8L12 20.5 3.5 16z", "m3.5 8 8.5 4.5L20.5 8M12 12.5v8"),
    "warn": ("M12 4 2.5 20h19z", "M12 10v4.5M12 17.2v.1"),
}


def icon(name: str, size: int = 20) -> rx.Component:
    """One of `PATHS`, drawn on a 24-unit square."""
    return rx.el.svg(
        *(rx.el.path(d=path) for path in PATHS[name]),
        view_box="0 0 24 24",
        width=str(size),
        height=str(size),
        aria_hidden="true",
        class_name="icon",
    )


def wave() -> rx.Component:
    """The shop's mark."""
    return rx.el.svg(
        rx.el.path(
            d="M3 9c3 0 3-2.5 6-2.5S12 9 15 9s3-2.5 6-2.5M3 15.5c3 0 3-2.5 6-2.5s3 2.5 6 2.5 3-2.5 6-2.5"
        ),
        view_box="0 0 24 24",
        width="24",
        height="24",
        aria_hidden="true",
        class_name="icon bold text-accent",
    )
