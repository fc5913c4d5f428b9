"""Totes: open at the top, carried by two handles."""

from backend.products.pictures.families.bags.leather import contrast, mark, stand, strap, stud, tag
from backend.products.pictures.outlines import Line, circle, rounded, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import Metal, Picture

# Half the width at the top, in the middle and at the foot.
CUTS = ((124, 134, 142), (132, 136, 134), (142, 134, 120), (114, 136, 146))
METALS: tuple[Metal, ...] = ("gold", "gold", "silver")


def tote(p: Picture) -> None:
    rng = p.rng
    stand(p, 128, 438, (0.9, 1.06), (0.84, 1.02))
    top, middle, foot = rng.choice(CUTS)
    base, rise, metal = contrast(p), rng.choice((0, 0, 34, -26)), rng.choice(METALS)
    apart = rng.choice((58, 58, 46))
    held = rng.choice(("tabs", "tabs", "running", "studs"))
    _handle(p, apart - 2, 206, 66 + rise, p.main.shaded, behind=True)
    opening = spline([
        (202 - top, 200, 1), (120, 192), (200, 187), (280, 192), (198 + top, 200, 1), (200, 216),
    ])  # fmt: skip
    p.shape(opening, p.main.deep)
    body = spline(_outline(top, middle, foot))
    folds = (
        (84, 210, 116, 330 + rng.uniform(-20, 20), 10, 7), (316, 210, 286, 340, -10, 7),
        (150, 436, 160 + rng.uniform(-12, 12), 330, 6, 6), (252, 436, 240, 346 + rng.uniform(-20, 20), -6, 6),
    )  # fmt: skip
    p.piece(
        body, None, 0, None if p.pattern == "plain" else "linen", edge=1.6, soft=6, volume=1.1, folds=folds
    )
    if base or rng.random() < 0.25:
        _foot(p, body, base or p.main.shaded)
    p.seam(f"M{201 - top} 212Q200 219 {199 + top} 212", None, 1.2, 0.7)
    p.stitch(f"M{201 - top} 216.5Q200 223.5 {199 + top} 216.5", p.main.line, 1)
    p.stroke(f"M{202 - top} 200Q200 206 {198 + top} 200", p.main.light, 2.4, 0.7)
    for x in (200 - apart, 200 + apart):
        if held == "running":
            strap(p, f"M{x} 212V436", 15, base)
        elif held == "studs":
            stud(p, metal, x, 226, 6)
        else:
            _tab(p, body, x, base, metal)
    _handle(p, apart, 216, 88 + rise, base)
    front = rng.choice((_pocket, _closing, _plain, _plain))
    front(p, body, metal)
    if rng.random() < 0.35:
        tag(p, 200 - apart, 214, -10)


def _outline(top: int, middle: int, foot: int) -> Line:
    return [
        (200 - top, 198, 1), (200, 204), (200 + top, 198, 1), (200 + middle, 320), (200 + foot, 424),
        (192 + foot, 437, 1), (200, 440), (208 - foot, 437, 1), (200 - foot, 424), (200 - middle, 320),
    ]  # fmt: skip


def _handle(p: Picture, apart: int, y: int, top: int, tone: Tone | None, *, behind: bool = False) -> None:
    left, right = 200 - apart, 200 + apart
    bend = (top + 44, top)
    d = (
        f"M{left} {y}C{left - 2} {bend[0]} {left + 22} {bend[1]} 200 {bend[1]}"
        f"S{right + 2} {bend[0]} {right} {y}"
    )
    strap(p, d, 9 if behind else 10, tone, shadow=not behind)


def _foot(p: Picture, body: str, tone: Tone) -> None:
    """What it stands on, of another leather."""
    foot = spline([(50, 350, 1), (200, 358), (350, 350, 1), (350, 440, 1), (200, 446), (50, 440, 1)])
    p.add(f'<g clip-path="url(#{p.clip(body)})">')
    p.piece(foot, tone, edge=0.8, soft=4)
    p.stitch("M54 357Q200 365 346 357", tone.line)
    p.add("</g>")


def _tab(p: Picture, body: str, x: int, tone: Tone | None, metal: Metal) -> None:
    tab = f"M{x - 10} 205L{x + 10} 205 {x + 11} 262 {x} 274 {x - 11} 262z"
    p.shadow(tab, dx=2, dy=3, radius=2.4, opacity=0.4, within=body)
    p.piece(tab, tone, edge=0.6, soft=2)
    sewn = f"M{x - 6.5} 209L{x - 7.5} 260 {x} 268.5 {x + 7.5} 260 {x + 6.5} 209z"
    p.stitch(sewn, p.main.line, 0.9)
    p.shape(circle(x, 254, 3), f"url(#{p.metal(metal)[0]})")


def _pocket(p: Picture, body: str, metal: Metal) -> None:
    pocket = rounded(128, 282, 144, 104, 6)
    p.shadow(pocket, dx=1.5, dy=4, radius=3, opacity=0.35, within=body)
    p.piece(pocket, contrast(p), edge=1, soft=4, volume=0.9)
    p.stitch(rounded(133, 287, 134, 94, 4), p.main.line, 1)
    mark(p, 300)


def _closing(p: Picture, body: str, metal: Metal) -> None:
    """A tongue from behind, over the opening."""
    tongue = "M182 196h36l3 66q-21 14-42 0z"
    p.shadow(tongue, dx=2, dy=4, radius=3, opacity=0.45, within=body)
    p.piece(tongue, contrast(p), edge=0.8, soft=2.6)
    p.stitch("M186 200l-2 58q16 10 32 0l-2-58", p.main.line, 0.9)
    stud(p, metal, 200, 250, 7)


def _plain(p: Picture, body: str, metal: Metal) -> None:
    mark(p, 300)
