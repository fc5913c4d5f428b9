"""Sunglasses."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.products.pictures.article import article
from backend.products.pictures.canvas import INK
from backend.products.pictures.outlines import Line, Point, circle, flip, num, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import METALS, Metal, Picture

CY = 252
# The left lens; the right one is its mirror image.
# fmt: off
LENSES: dict[str, Line] = {
    "round": [
        (124, CY - 56), (172, CY - 38), (182, CY + 6), (160, CY + 50), (116, CY + 58), (70, CY + 38),
        (56, CY - 6), (76, CY - 46),
    ],
    "square": [
        (60, CY - 44), (116, CY - 50), (172, CY - 42), (184, CY - 20), (176, CY + 26), (150, CY + 48),
        (100, CY + 50), (66, CY + 34), (52, CY - 14),
    ],
    "aviator": [
        (64, CY - 44), (120, CY - 48), (172, CY - 40), (184, CY - 16), (172, CY + 26), (138, CY + 62),
        (100, CY + 62), (64, CY + 26), (52, CY - 16),
    ],
    "cat": [
        (40, CY - 58), (90, CY - 46), (152, CY - 38), (182, CY - 20), (174, CY + 22), (140, CY + 46),
        (94, CY + 44), (62, CY + 18), (50, CY - 20),
    ],
}
# What the arms are hinged to, at the right.
CORNERS: dict[str, Line] = {
    "round": [(330, CY - 42, 1), (342, CY - 41), (348, CY - 35), (348, CY - 24), (340, CY - 14, 1)],
    "square": [(336, CY - 42, 1), (350, CY - 44), (357, CY - 38), (357, CY - 26), (344, CY - 16, 1)],
    "cat": [(346, CY - 60, 1), (360, CY - 67), (373, CY - 70), (372, CY - 58), (359, CY - 38, 1)],
}
HINGES = {"round": (342, CY - 31), "square": (350, CY - 33), "cat": (363, CY - 60)}
# x, y and radii of the blots of tortoiseshell
PALE_BLOTS = [(8, 9, 7, 4), (33, 24, 8, 5), (22, 34, 5, 3)]
DARK_BLOTS = [(20, 12, 7, 5), (4, 26, 6, 6), (40, 8, 5, 5), (28, 30, 4, 3), (44, 34, 5, 4)]
# fmt: on
BRIDGE = f"M180 {CY - 16}Q200 {CY - 32} 220 {CY - 16}"
GLASSES = ("charcoal", "chocolate", "forest", "navy", "rust", "plum", "slate")
WIRES: dict[str, Metal] = {"silver": "silver", "black": "gun", "slate": "silver", "charcoal": "gun"}
"""The metal of a wire frame, by its colour; gold otherwise."""
TORTOISE = ("cognac", "chocolate")
"""The colours that frames have as tortoiseshell."""


@article("round", "square", "aviator", "cat", "square")
def sunglasses(p: Picture, style: str) -> None:
    rng = p.rng
    p.stage("none", 0, tilt=rng.uniform(-6, 6), top=160, bottom=370)
    glass = p.second if p.colours.two else tone(rng.choice(GLASSES))
    thin = style == "aviator" or (style == "round" and rng.random() < 0.5)
    metal = WIRES.get(p.colours.name, "gold")
    p.ground.append(
        f'<ellipse cx="208" cy="{CY + 62}" rx="128" ry="9" fill="#2a211a" opacity=".34" '
        f'filter="url(#{p.blur(9)})"/>'
    )
    fit = Fit(rng.uniform(0.9, 1), rng.uniform(0.8, 1.18), rng.choice((6, 8, 10, 13)))
    lens = fit.line(LENSES[style])
    lenses = [spline(lens), spline(flip(lens))]
    arm, thickness = (METALS[metal][2], 5) if thin else (p.main.deep, 10)
    faint = rng.choice((0.66, 0.66, 0.3))
    for d, right in zip(lenses, (0, 148), strict=True):
        _lens(p, d, right, glass, f'stroke="{arm}" stroke-width="{thickness}"', faint)
    if thin:
        double = style == "aviator" and rng.random() < 0.7
        _wire(p, lenses, fit, double, metal)
    else:
        _acetate(p, lenses, _tortoiseshell(p) if p.colours.name in TORTOISE else None, style, fit)


@dataclass(frozen=True, slots=True)
class Fit:
    """How wide and how high a frame is next to the plain one, and how thick."""

    wide: float
    high: float
    thick: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the plain frame is on this one; the bridge stays."""
        side = x - 200
        out = max(0.0, abs(side) - 20) * (self.wide - 1)
        return x + (out if side > 0 else -out), CY - 16 + (y - CY + 16) * self.high

    def line(self, points: Line) -> list[Point]:
        """The same points on this frame."""
        return [(*self.at(x, y), *corner) for x, y, *corner in points]


def _lens(p: Picture, d: str, right: float, glass: Tone, arm: str, faint: float) -> None:
    """Glass that darkens upwards, with the folded arm behind it and a window in it."""
    p.add(f'<g clip-path="url(#{p.clip(d)})"><path d="M40 {CY - 8}L360 {CY + 4}" {arm}/></g>')
    tint = p.gradient([(0, glass.deep, 0.97), (0.55, glass.base, faint + 0.22), (1, glass.light, faint)])
    p.shape(d, f"url(#{tint})")
    p.add(
        f'<g clip-path="url(#{p.clip(d)})"><path d="M{58 + right} {CY - 60}h34l-50 130h-34z" fill="#fff" '
        f'opacity=".20"/><path d="M{104 + right} {CY - 60}h12l-50 130h-12z" fill="#fff" opacity=".14"/>'
        f'<path d="{d}" fill="none" stroke="{INK}" stroke-width="12" opacity=".4" '
        f'filter="url(#{p.blur(4)})"/>'
        f'<ellipse cx="{132 + right}" cy="{CY + 34}" rx="38" ry="16" fill="{glass.light}" opacity=".35" '
        f'filter="url(#{p.blur(7)})"/></g>'
    )


def _tortoiseshell(p: Picture) -> str:
    """A pattern's id: blurred blots, for a dashed line looks like one."""
    pale, dark = (
        f'<g fill="{colour}" filter="url(#{p.blur(1.1)})">'
        + "".join(f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"/>' for x, y, rx, ry in blots)
        + "</g>"
        for colour, blots in (("#d99b4e", PALE_BLOTS), ("#3a1f12", DARK_BLOTS))
    )
    return p.tile(46, 38, f'<rect width="46" height="38" fill="#a5622a"/>{pale}{dark}')


def _wire(p: Picture, lenses: Sequence[str], fit: Fit, double: bool, metal: Metal) -> None:
    """A frame of wire."""
    pale, middle, dark = METALS[metal]
    bridge = BRIDGE
    if double:
        low, high = num(fit.at(170, CY - 30)[1]), num(fit.at(150, CY - 47)[1])
        bridge = f"M172 {low}Q200 {num(float(low) - 10)} 228 {low}"
        bridge += f"M150 {high}Q200 {num(float(high) - 7)} 250 {high}"
    for lens in lenses:
        p.stroke(lens, dark, 4.6)
        p.stroke(lens, middle, 3.6)
        p.stroke(lens, pale, 3.6 * 0.4, 0.95, 'transform="translate(-.6 -.8)"')
    p.stroke(bridge, dark, 4.4)
    p.stroke(bridge, middle, 3.2)
    p.stroke(bridge, pale, 1.2, 1, 'transform="translate(0 -.8)"')


def _acetate(p: Picture, lenses: Sequence[str], shell: str | None, style: str, fit: Fit) -> None:
    """A thick frame, with the hinges' ends at its corners."""
    width = fit.thick
    material = f'<rect width="400" height="500" fill="url(#{shell})"/>' if shell else ""
    corner = fit.line(CORNERS[style])
    for points in (flip(corner), corner):
        p.piece(spline(points), None, edge=0.5, soft=2, inside=material)
    for lens in lenses:
        p.stroke(lens, p.main.deep, width + 1.4)
        p.stroke(lens, p.main.base, width)
        if shell:
            p.stroke(lens, f"url(#{shell})", width)
        lit = f'transform="translate(-1 {num(-width * 0.2)})" filter="url(#{p.blur(0.6)})"'
        p.stroke(lens, p.main.light, width * 0.26, 0.6 if shell else 0.9, lit)
    p.stroke(BRIDGE, p.main.deep, width + 2.4)
    p.stroke(BRIDGE, f"url(#{shell})" if shell else p.main.base, width + 1)
    p.stroke(BRIDGE, p.main.light, 2.2, 0.8, f'transform="translate(0 -2.4)" filter="url(#{p.blur(0.7)})"')
    rivet = p.metal("gold" if p.rng.random() < 0.5 else "silver")[0]
    x, y = fit.at(*HINGES[style])
    rivets = circle(x, y, 2.6, 1.8) + circle(400 - x, y, 2.6, 1.8)
    if p.rng.random() < 0.4:
        rivets += circle(x - 7, y + 2, 2.6, 1.8) + circle(407 - x, y + 2, 2.6, 1.8)
    p.shape(rivets, f"url(#{rivet})")
