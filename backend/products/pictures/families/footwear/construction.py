"""What shoes are built of: panels sewn on an upper, soles, laces, linings. Seen from the side, toe left."""

from collections.abc import Iterable

from backend.products.pictures.canvas import Pen
from backend.products.pictures.outlines import Line, circle, num, spline
from backend.products.pictures.palette import Tone
from backend.products.pictures.picture import Picture

LACE_SHADOW = "#1b1510"
BUTT = 'style="stroke-linecap:butt"'
SEWN = (
    'stroke-dasharray="2.6 1.7" style="transform-box:fill-box;transform-origin:center;transform:scale(.955)"'
)


def again(p: Picture, outline: str, how: str) -> None:
    """Draw a piece's outline once more with these attributes, without repeating its data."""
    p.add(f'<use href="#{p.clip(outline)}p" {how}/>')


def panel(
    p: Picture, d: str, upper: str, tone: Tone | None = None, *, stitched: bool = True, drop: float = 1.6
) -> None:
    """An overlay sewn on the upper, with its shadow and the thread just inside its edge."""
    p.add(f'<g clip-path="url(#{p.clip(upper)})">')
    p.shadow(d, dx=0.6, dy=drop, radius=1.4, opacity=0.5)
    p.piece(d, tone, edge=0.5, soft=2, volume=0.55, form=(0, 0, 0.6, 1))
    if (tone or p.main).lightness < 0.3:  # its edge would be lost in the dark
        again(p, d, str(Pen(p.main.line, 1.1, 0.5)))
    if stitched:
        again(p, d, str(Pen((tone or p.main).line, 0.8, 0.7, SEWN)))
    p.add("</g>")


def sole(p: Picture, d: str, tone: Tone, groove: str | None = None) -> None:
    """A moulded sole, with a groove along it."""
    p.piece(d, tone, edge=0.7, soft=2.6, form=(0, 0, 0.1, 1), volume=0.9)
    if groove:
        p.stroke(groove, tone.deep, 1, 0.45)
        p.stroke(groove, tone.light, 1, 0.8, 'transform="translate(0 1.2)"')


def laces(
    p: Picture,
    points: Iterable[tuple[float, float]],
    tone: Tone,
    side: tuple[float, float] = (13, 15),
    width: float = 5.6,
) -> None:
    """One bar of lace at each point, towards the eyelet that lies `side` away."""
    dx, dy = side
    d = f"M{num(-dx * 0.8)} {num(-dy * 0.62)}Q{num(dx * 0.3)} {num(-dy * 0.2)} {num(dx * 0.6)} {num(dy)}"
    bar = p.define(f'<path id="{{id}}" d="{d}"/>')
    pens = (
        Pen(LACE_SHADOW, width, 0.4, 'transform="translate(1.4 2.4)"'),
        Pen(tone.base, width),
        Pen(tone.deep, width, 0.35, f'stroke-dasharray="1 2" {BUTT}'),
        Pen(tone.light, width * 0.35, 0.9, 'transform="translate(-1.1 -.6)"'),
    )
    one = p.define(f'<g id="{{id}}">{"".join(f"""<use href="#{bar}" {pen}/>""" for pen in pens)}</g>')
    p.add("".join(f'<use href="#{one}" x="{num(x)}" y="{num(y)}"/>' for x, y in points))


def holes(p: Picture, points: Iterable[tuple[float, float]], radius: float, opacity: float = 1) -> None:
    """Punched holes, such as eyelets without metal."""
    p.shape("".join(circle(x, y, radius) for x, y in points), p.main.deep, opacity)


def eyelets(p: Picture, points: Iterable[tuple[float, float]], gradient: str, dark: str, hole: float) -> None:
    """Metal rings with a hole of that radius."""
    for x, y in points:
        p.shape(circle(x, y, 2.8), f"url(#{gradient})")
        p.shape(circle(x, y, hole), dark)


def lining(p: Picture, points: Line, tone: Tone, dark: str, depth: tuple[float, float]) -> None:
    """The inside of a shoe seen over its rim, `depth` being how dark it is at the top and at the bottom."""
    d = spline(points)
    p.shape(d, tone.shade)
    p.shape(d, f"url(#{p.gradient([(0, dark, depth[0]), (1, dark, depth[1])])})")


def broguing(p: Picture, line: str) -> None:
    """A row of punched holes along a line."""
    p.stroke(line, p.main.light, 2.4, 0.5, 'stroke-dasharray=".01 5.4" transform="translate(.6 .8)"')
    p.stroke(line, p.main.deep, 2.4, 0.9, 'stroke-dasharray=".01 5.4"')


def apron_seam(p: Picture, line: str) -> None:
    """Two edges of leather sewn together by hand so that they stand up."""
    p.stroke(line, p.main.deep, 3.2, 0.65, f'stroke-dasharray="3 2.6" {BUTT}')
    p.stroke(line, p.main.light, 1.3, 0.8, f'stroke-dasharray="3 2.6" {BUTT} transform="translate(0 -1.4)"')
