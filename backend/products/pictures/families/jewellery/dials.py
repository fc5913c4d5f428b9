"""The face of a watch that tells the time: hours and minutes, a date or small dials, hands, glass."""

from math import cos, pi, radians, sin

from backend.products.pictures.outlines import circle, num, rounded
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import METALS, Metal, Picture

CX, CY, RADIUS = 200, 250, 74
INK = "#2b2825"
WHEEL = "#fbfaf6"
RED = "#b9412f"
BUTT = 'style="stroke-linecap:butt"'
# Ten past ten, as watches are shown: the hands' degrees and lengths.
HANDS = ((-58, 34), (60, 50))


def tell_time(p: Picture, face: Tone, metal: Metal) -> None:
    _hours(p, face, metal)
    p.shape(rounded(CX - 13, CY - 32, 26, 2.2, 1) + rounded(CX - 8, CY - 27, 16, 1.6, 0.8), _ink(face), 0.75)
    shows = p.rng.choice(("date", "date", "seconds", "stopwatch", "nothing"))
    if shows == "date":
        _date(p, METALS[metal][2])
    elif shows == "seconds":
        _small_dial(p, face, CX, CY + 27, 15)
    elif shows == "stopwatch":
        for x in (-26, 26):
            _small_dial(p, face, CX + x, CY + 4, 13)
        _small_dial(p, face, CX, CY + 29, 13)
    _hands(p, face, metal)
    _glass(p)


def _ink(face: Tone) -> str:
    return face.light if face.lightness < 0.5 else INK


def _mark(face: Tone, metal: Metal) -> str:
    """The colour of hands and hours."""
    pale, _, dark = METALS[metal]
    if face.lightness < 0.5:
        return pale
    return INK if metal == "gun" else dark


def _hours(p: Picture, face: Tone, metal: Metal) -> None:
    """Bars, dots, or four strong bars with dots between."""
    ink, mark = _ink(face), _mark(face, metal)
    kind = p.rng.choice(("bars", "bars", "quarters", "dots", "pairs"))
    minutes = "".join(_tick(angle / 60, 2.6) for angle in range(60) if angle % 5)
    p.stroke(minutes, ink, 0.8, 0.6)
    bars = "".join(_tick(hour / 12, 11) for hour in range(0, 12, {"bars": 1, "dots": 12}.get(kind, 3)))
    if kind == "pairs":
        turns = (hour / 12 + side for hour in range(12) for side in (-0.008, 0.008))
        bars = "".join(_tick(turn, 9) for turn in turns)
    width = 1.6 if kind == "pairs" else 3
    p.stroke(bars, "#000", width + 0.2, 0.25, f'transform="translate(.8 1.2)" {BUTT}')
    p.stroke(bars, mark, width, 1, BUTT)
    if kind in ("quarters", "dots"):
        each = (hour for hour in range(12) if hour % 3 or kind == "dots")
        dots = "".join(f"M{at(hour * pi / 6, RADIUS - 21)}h.01" for hour in each)
        p.stroke(dots, "#000", 6, 0.25, 'transform="translate(.8 1.2)"')
        p.stroke(dots, mark, 5.6)


def _small_dial(p: Picture, face: Tone, x: float, y: float, radius: float) -> None:
    p.stroke(circle(x, y, radius), _ink(face), 0.8, 0.5)
    p.shape(circle(x, y, radius), face.deep, 0.14)
    p.stroke(f"M{num(x)} {num(y)}l{num(radius * 0.4)}-{num(radius * 0.6)}", _ink(face), 1.3, 0.9)


def _date(p: Picture, frame: str) -> None:
    window = rounded(CX + 34, CY - 6, 16, 12, 1.4)
    p.shape(window, WHEEL)
    p.stroke(window, frame, 0.8, 0.8)
    p.shape(rounded(CX + 38, CY - 3, 3, 6, 0.5) + rounded(CX + 43, CY - 3, 3, 6, 0.5), INK)


def _tick(turn: float, length: float) -> str:
    """A line at the dial's edge, after this part of a turn."""
    angle, outer = turn * 2 * pi, RADIUS - 16
    return f"M{at(angle, outer)}L{at(angle, outer - length)}"


def at(angle: float, distance: float) -> str:
    """A point on the dial, clockwise from the top."""
    return f"{num(CX + distance * sin(angle))} {num(CY - distance * cos(angle))}"


def _hands(p: Picture, face: Tone, metal: Metal) -> None:
    pale, mark = METALS[metal][0], _mark(face, metal)
    ridge = pale
    if face.lightness >= 0.5:
        ridge = "#8a7650" if metal == "gold" else "#77797b"
    widths = p.rng.choice(((5, 3.6), (5, 3.6), (3.4, 2.4), (7, 5)))
    for (degrees, length), width in zip(HANDS, widths, strict=True):
        angle = radians(degrees)
        line = f"M{at(angle, -10)}L{at(angle, length)}"
        p.stroke(line, "#000", width, 0.3, 'transform="translate(1.4 2.4)"')
        p.stroke(line, mark, width)
        p.stroke(line, ridge, width * 0.3, 0.9)
    p.stroke(f"M{CX - 4} {CY + 18}L{CX + 8} {CY - 52}", p.rng.choice([RED, mark, mark]), 1.2)
    p.shape(circle(CX, CY, 4), mark)
    p.shape(circle(CX, CY, 1.6), pale)


def _glass(p: Picture) -> None:
    """A window's reflection."""
    wedge = (
        f"M{CX - 58} {CY - 22}A62 62 0 0 1 {CX + 18} {CY - 60}"
        f"L{CX - 26} {CY + 56}A62 62 0 0 1 {CX - 58} {CY - 22}z"
    )
    inside = p.clip(circle(CX, CY, RADIUS - 10))
    fading = p.gradient([(0, "#fff", 0.34), (1, "#fff", 0.02)], 0, 0, 1, 1)
    p.add(f'<g clip-path="url(#{inside})"><path d="{wedge}" fill="url(#{fading})"/></g>')
