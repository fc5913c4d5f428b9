"""Cap and beanie."""

from math import cos, sin

from backend.products.pictures.article import article
from backend.products.pictures.canvas import Pen
from backend.products.pictures.outlines import circle, num, rounded, spline
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Picture

# fmt: off
CROWN = spline([
    (104, 284, 1), (102, 242), (116, 194), (150, 158), (198, 140), (250, 144), (296, 168), (326, 208),
    (340, 252), (342, 288, 1), (306, 306), (244, 318), (180, 312), (134, 298),
])
BACK_OF_CROWN = spline([(300, 296), (342, 284), (340, 300), (300, 314), (250, 320)])
BACK_PANELS = spline([
    (214, 141, 1), (230, 200), (226, 260), (218, 317, 1), (320, 330, 1), (350, 300, 1), (350, 110, 1),
])
SEAMS = ("M214 141Q136 176 144 302", "M214 141Q236 214 218 316", "M214 141Q304 178 314 302")
EYELETS = ((132, 210), (188, 196), (262, 196), (314, 222))
PATCH = spline([(122, 246, 1), (166, 258, 1), (169, 288, 1), (123, 275, 1)])
TAB = spline([(254, 288, 1), (284, 282, 1), (286, 300, 1), (256, 306, 1)])
BRIM = spline([
    (100, 278, 1), (72, 282), (46, 300), (31, 328), (38, 347), (74, 350), (140, 342), (206, 332),
    (262, 314, 1), (214, 314), (160, 305), (124, 294),
])
UNDER_BRIM = spline([
    (33, 330), (40, 352), (76, 356), (142, 349), (208, 338), (258, 318), (200, 330), (100, 338),
])
DOME = spline([
    (92, 330, 1), (88, 250), (108, 172), (152, 122), (200, 108), (248, 122), (292, 172), (312, 250),
    (308, 330, 1),
])
CUFF = spline([
    (84, 302), (94, 293, 1), (200, 306), (306, 293, 1), (316, 302), (320, 344), (312, 374), (296, 384),
    (200, 394), (104, 384), (88, 374), (80, 344),
])
# fmt: on
LEATHERY = ("camel", "cognac", "rust", "chocolate", "red")
"""The colours on which a cognac tag wouldn't be seen."""


@article()
def cap(p: Picture, style: str) -> None:
    """In three-quarter view: from the front it looks like a helmet."""
    rng = p.rng
    # Deep or shallow.
    squash = rng.choice((None, (0.84, 318), (0.9, 318), (1.08, 318)))
    p.stage("cloth", 0.5, tilt=rng.uniform(-5, 3), squash=squash, top=90, bottom=390)
    weave = rng.choice(("twill", "twill", "cord", "linen"))
    # A brim of another shade, or thread that shows, is what tells caps apart.
    brim, thread = p.main, p.main.line
    if p.pattern == "block":
        brim = p.second
    elif rng.random() < 0.35:
        brim = tone(p.colours.name, -0.1 if p.main.lightness > 0.4 else 0.12)
    elif rng.random() < 0.4:
        thread = tone("ecru" if p.main.lightness < 0.7 else "chocolate").base
    _crown(p, weave, thread)
    badge = rng.choice((_patch, _tab, _round_patch, None))
    if badge:
        badge(p)
    _brim(p, weave, brim, thread if thread != p.main.line else brim.deep)


def _crown(p: Picture, weave: str, thread: str) -> None:
    p.shape(BACK_OF_CROWN, p.main.deep)
    p.piece(
        CROWN,
        None,
        0,
        weave,
        edge=1.8,
        soft=7,
        volume=1.25,
        form=(0, 0, 0.8, 0.9),
        folds=[
            (146, 298, 208, 148, 52, 5),
            (222, 312, 218, 150, -16, 5),
            (318, 298, 222, 146, -50, 5),
            (120, 290, 114, 226, 4, 4),
            (256, 312, 264, 258, 5, 3),
        ],
    )
    if p.pattern == "block" and p.own_random.random() < 0.5:
        p.add(f'<g clip-path="url(#{p.clip(CROWN)})">')
        p.piece(BACK_PANELS, p.second, None, weave, edge=0.5, soft=4)
        p.add("</g>")
    for d in SEAMS:
        p.seam(d, None, 1.3, 0.65)
        p.stitch(d, thread, 0.8, 0.45 if thread == p.main.line else 0.9, "2.6 2")
    lit = [(122, 262, 190, 158, 26, 9), (182, 280, 206, 166, -4, 10), (268, 284, 238, 164, -20, 10)]
    p.gloss(CROWN, lit, 0.06 + 0.1 * p.main.lightness, 7)
    for x, y in EYELETS:
        p.shape(circle(x, y, 3.8, 4), p.main.shade)
        p.stroke(circle(x, y, 2.8, 3), p.main.line, 1.3, 0.7)
        p.shape(circle(x, y, 1.4), p.main.deep)
    p.shape(circle(215, 141, 10, 4.6), p.main.deep)
    p.piece(circle(214, 139, 10, 5), None, None, edge=0.5, soft=1.6)


def _patch(p: Picture) -> None:
    p.shadow(PATCH, dx=1, dy=2, radius=1.6, opacity=0.35)
    p.piece(PATCH, p.second, None, edge=0.5, soft=2)
    p.shape("M130 259l28 7.4v3l-28-7.4zM135 267l18 4.8v2.2l-18-4.8z", p.second.line)


def _tab(p: Picture) -> None:
    """A small leather tab at the side."""
    p.shadow(TAB, dx=1, dy=2, radius=1.4, opacity=0.4)
    p.piece(TAB, tone("cognac" if p.main.lightness < 0.5 else "chocolate"), None, edge=0.5, soft=1.6)


def _round_patch(p: Picture) -> None:
    """Sewn on, without a word."""
    patch = circle(146, 268, 17, 19)
    p.shadow(patch, dx=1, dy=2, radius=1.6, opacity=0.35)
    p.piece(patch, tone("ecru" if p.main.lightness < 0.7 else "navy"), None, edge=0.5, soft=2)
    p.stitch(circle(146, 268, 13, 15), p.main.base, 1.2, 0.9)


def _brim(p: Picture, weave: str, colour: Tone, thread: str) -> None:
    p.shape(UNDER_BRIM, colour.deep)
    p.piece(BRIM, colour, None, weave, edge=1.2, soft=5, form=(0, 0, 0.5, 1), volume=1.2)
    p.shadow(CROWN, dx=-3, dy=8, radius=6, opacity=0.42, within=BRIM)
    for row in range(5):
        q = row / 5
        line = [
            (94 - 66 * q, 287 + 42 * q),
            (112 - 66 * q, 300 + 43 * q),
            (150 - 24 * q, 312 + 28 * q),
            (206 - 4 * q, 322 + 10 * q),
            (254 - 6 * q, 317 + 4 * q),
        ]
        p.stitch(spline(line, closed=False), thread, 0.9, 0.45 if thread == colour.deep else 0.8)
    p.gloss(BRIM, [(50, 326, 150, 326, 8, 8)], 0.16, 6)


@article()
def beanie(p: Picture, style: str) -> None:
    rng = p.rng
    # A tall one is worn loose.
    squash = rng.choice((None, None, (0.86, 394), (0.93, 394)))
    p.stage("knit", 1.2, tilt=rng.uniform(-5, 5), squash=squash)
    ribbed = rng.choice((1, 1, 0.6, 1.6))
    if rng.random() < 0.35:
        _pompom(p, p.second if p.colours.two else p.main)
    lines = ""
    if p.pattern in ("stripes", "block"):
        lines = "".join(
            f'<path d="M60 {y}h280v{height}H60z" fill="{p.second.base}"/>'
            for y, height in ((180, 44), (246, 14))
        )
    ribs = "".join(
        f"M{num(200 + i * 12.2)} 330Q{num(200 + i * 12.6)} 190 {num(200 + i * 4.4)} {num(108 + abs(i) * 1.8)}"
        for i in _ribs(ribbed, 9)
    )
    lines += (
        f'<g fill="none"><path d="{ribs}" stroke="{p.main.deep}" stroke-width="{num(3.4 * ribbed)}" '
        f'opacity=".42"/><path d="{ribs}" transform="translate({num(4.5 * ribbed)} 0)" '
        f'stroke="{p.main.light}" stroke-width="{num(3 * ribbed)}" opacity=".5"/></g>'
    )
    p.piece(
        DOME,
        None,
        None,
        "knit",
        edge=1.8,
        soft=7,
        volume=1.2,
        form=(0, 0, 0.9, 0.7),
        inside=lines,
        folds=[(120, 320, 140, 200, 8, 6), (286, 320, 266, 210, -8, 6)],
    )
    _turn_up(p, ribbed)


def _ribs(width: float, reach: int) -> list[float]:
    """Where ribs of this width are, counted in plain ones from the middle."""
    return [i * width for i in range(-round(reach / width), round(reach / width) + 1)]


def _turn_up(p: Picture, ribbed: float) -> None:
    colour = p.second if p.pattern == "block" else p.main
    p.shadow(CUFF, dx=0, dy=-5, radius=4, opacity=0.4, within=DOME)
    ribs = "".join(
        f"M{num(200 + i * 11.6)} {num(306 - i * i * 0.16)}L{num(200 + i * 11.9)} {num(394 - i * i * 0.16)}"
        for i in _ribs(ribbed, 10)
    )
    lines = (
        f'<path d="{ribs}" stroke="{colour.deep}" stroke-width="{num(3.6 * ribbed)}" opacity=".42"/>'
        f'<path d="{ribs}" transform="translate({num(4.4 * ribbed)} 0)" stroke="{colour.light}" '
        f'stroke-width="{num(3 * ribbed)}" '
        'opacity=".55"/>'
    )
    p.piece(CUFF, colour, None, "knit", edge=1.3, soft=5, volume=1.1, inside=lines)
    place = p.rng.choice(((222, 334, 30, 24), (185, 338, 30, 22), (262, 326, 12, 26), None))
    if place is None:
        return
    tag = rounded(*place, 1.6)
    p.shadow(tag, dx=1, dy=2, radius=1.4, opacity=0.35)
    leather = "sand" if colour.lightness <= 0.35 or colour in map(tone, LEATHERY) else "cognac"
    p.piece(tag, tone(leather), None, edge=0.5, soft=2)


def _pompom(p: Picture, wool: Tone) -> None:
    reach = p.rng.uniform
    ball = circle(200, 92, 42)
    p.shape(ball, wool.base)
    edge = ""
    for i in range(63):
        turn, length, lean = i * 0.1, reach(9, 16), i * 0.1 + reach(-0.6, 0.6)
        x, y = cos(turn), sin(turn)
        edge += (
            f"M{num(200 + 36 * x)} {num(92 + 36 * y)}q{num(5 * x)} {num(5 * y)} "
            f"{num(length * cos(lean))} {num(length * sin(lean))}"
        )
    p.strokes(edge, Pen(wool.shade, 2.6), Pen(wool.base, 1.6))
    p.piece(ball, wool, None, edge=2, soft=7, volume=1.3)
    threads = "".join(
        f"M{num(200 + reach(-34, 34))} {num(92 + reach(-34, 34))}"
        f"q{num(reach(-8, 8))} {num(reach(-8, 8))} {num(reach(-10, 10))} {num(reach(-10, 10))}"
        for _ in range(70)
    )
    p.strokes(threads, Pen(wool.deep, 1.6, 0.3, 'x="1.4" y="1.6"'), Pen(wool.light, 1.7, 0.7))
