"""Jeans, trousers and shorts, as they lie flat or hang."""

from backend.products.pictures.article import article
from backend.products.pictures.families.trousers.folded import Folded
from backend.products.pictures.outlines import circle, num, spline
from backend.products.pictures.palette import tone
from backend.products.pictures.parts.fastenings import DROP
from backend.products.pictures.parts.fit import fit
from backend.products.pictures.parts.legs import LegCut, Legs
from backend.products.pictures.picture import Picture

JEANS = {
    "straight": LegCut(knee=(95, 18), hem=(94, 27)),
    "slim": LegCut(hip=91, knee=(82, 24), hem=(76, 30)),
    "wide": LegCut(knee=(108, 10), hem=(118, 18)),
}
TROUSERS = {
    "tailored": LegCut(hip=90, knee=(85, 20), hem=(80, 28)),
    "wide": LegCut(knee=(112, 8), hem=(126, 14)),
    "chino": LegCut(hip=93, knee=(88, 19), hem=(83, 27)),
    "cord": LegCut(knee=(96, 16), hem=(98, 24)),
    "jogger": LegCut(knee=(94, 16), hem=(76, 36), bottom=444),
}
SHORTS = {
    "denim": LegCut(waist=92, hip=116, top=112, crotch=246, bottom=350, knee=(123, 8), hem=(129, 10)),
    "chino": LegCut(waist=92, hip=114, top=88, crotch=228, bottom=388, knee=(120, 12), hem=(122, 16)),
    "swim": LegCut(waist=92, hip=118, top=104, crotch=240, bottom=362, knee=(128, 8), hem=(138, 9)),
}

COPPER = "#b9824a"
CORD = "#f1ece3"


@article("straight", "straight", "slim", "wide")
def jeans(p: Picture, style: str) -> None:
    cut = JEANS[style]
    inside = tone(p.colours.name, 0.13) if style != "wide" and p.rng.random() < 0.35 else None
    if style != "wide" and p.rng.random() < 0.25:
        _folded_jeans(p, Folded(p, cut, "twill", turn_up=inside))
        return
    worn, thread = p.rng.random() < 0.6, p.colours.thread
    legs = Legs(p, cut, weave="twill", worn=worn)
    y = cut.top
    legs.fly(thread=thread)
    for left in (True, False):
        _jeans_pocket(p, cut, left)
        if not inside:
            _jeans_hem(p, legs, left)
    if inside:
        legs.turn_up(p.rng.uniform(15, 24), inside)
    p.seam(f"M250 {y + 50}h24v18", None, 0.9, 0.5)
    legs.waistband(weave="twill")
    p.stitch(legs.band_line(4), thread)
    p.stitch(legs.band_line(17), thread)
    _shank(p, 200, y + 20.6)


def _folded_jeans(p: Picture, pair: Folded) -> None:
    thread, y = p.colours.thread, pair.cut.top
    p.stage("cloth", tilt=_lean(p), **fit(p.rng))
    pair.fly(thread)
    _pocket_edge(
        p, pair.line((33, y + 33), (44, y + 58), (68, y + 68), (pair.cut.hip - 4, y + 70)), 0.8, width=1.2
    )
    p.stitch(pair.line((29, y + 33), (40, y + 61), (67, y + 72), (pair.cut.hip - 4, y + 74)), thread)
    p.stitch(pair.line((0, y + 15), (38, y + 13), (76, y + 6)), thread)
    p.stitch(pair.line((0, y + 30), (39, y + 27), (78, y + 19)), thread)
    if not pair.turn_up:
        outer, inner = pair.cut.hem
        hem = pair.line((inner, pair.cut.bottom - 10), (outer, pair.cut.bottom - 13))
        p.stitch(hem, thread)
    for across, down in ((36, 35), (pair.cut.hip - 7, 70)):
        p.shape(circle(*pair.at(across, y + down), 1.9), COPPER)
    _shank(p, *pair.at(7, y + 22))


def _shank(p: Picture, x: float, y: float) -> None:
    """A jeans button."""
    p.shape(circle(x + 0.8, y + 0.8, 5.4), DROP, 0.4)
    p.shape(circle(x, y, 5.2), f"url(#{p.metal('rose')[0]})")
    p.shape(circle(x, y, 2.8), "#6d4630", 0.5)


def _lean(p: Picture) -> float:
    """How far a folded pair is turned."""
    return p.rng.choice((-1, 1)) * p.rng.uniform(2, 7)


def _jeans_pocket(p: Picture, cut: LegCut, left: bool) -> None:
    thread, y, out = p.colours.thread, cut.top, 195 + cut.hip
    edge = f"M{_at(232, left)} {y + 30}Q{_at(240, left)} {y + 66} {_at(out, left)} {y + 68}"
    _pocket_edge(p, edge, 0.8, width=1.2)
    p.stitch(f"M{_at(229, left)} {y + 30}Q{_at(237, left)} {y + 70} {_at(out, left)} {y + 72}", thread)
    p.stitch(
        f"M{_at(226, left)} {y + 30}Q{_at(234, left)} {y + 74} {_at(out, left)} {y + 76}",
        thread,
        opacity=0.5,
    )
    for x, down in ((234, 32), (out - 3, 68)):
        p.shape(circle(400 - x if left else x, y + down, 1.9), COPPER)


def _jeans_hem(p: Picture, legs: Legs, left: bool) -> None:
    (outer, inner), y = legs.cut.hem, legs.cut.bottom
    x0, x1, x2 = 200 + inner, 200 + (outer + inner) / 2, 200 + outer
    p.stitch(legs.curve(left, (x0, y - 11), (x1, y - 8), (x2, y - 13)), p.colours.thread)
    p.seam(legs.curve(left, (x0, y - 9), (x1, y - 6), (x2, y - 11)), None, 0.8, 0.4)


@article("tailored", "wide", "chino", "jogger", "cord")
def trousers(p: Picture, style: str) -> None:
    if style == "jogger":
        p.stage("cloth", 0.8, **fit(p.rng))
        _jogger(p)
        return
    cut, pressed = TROUSERS[style], style in ("tailored", "wide")
    weave = "cord" if style == "cord" else None
    cuffed = p.main if style != "wide" and p.rng.random() < 0.35 else None
    if style != "wide" and p.rng.random() < 0.25:
        p.stage("cloth", 0.8, tilt=_lean(p), **fit(p.rng))
        _folded_trousers(p, Folded(p, cut, weave, pressed, cuffed))
        return
    p.stage("cloth", 0.8, **fit(p.rng))
    legs = Legs(p, cut, crease=pressed, weave=weave)
    y = cut.top
    legs.fly()
    for left in (True, False):
        _pocket_edge(p, f"M{_at(268, left)} {y + 28}L{_at(196 + cut.hip, left)} {y + 84}", 0.75, width=1.2)
        if pressed:
            p.seam(f"M{_at(240, left)} {y + 30}L{_at(243, left)} {y + 66}", None, 1.2, 0.6)
    if cuffed:
        legs.turn_up(17)
    legs.waistband(loops=style != "wide")
    p.button(203, y + 20, 4, p.colours.trim)


def _folded_trousers(p: Picture, pair: Folded) -> None:
    y = pair.cut.top
    pair.fly()
    _pocket_edge(p, pair.line((67, y + 27), (pair.cut.hip - 3, y + 84)), 0.75, width=1.2)
    if pair.crease:
        p.seam(pair.line((40, y + 30), (43, y + 66)), None, 1.2, 0.6)
    x, y = pair.at(7, y + 22)
    p.button(x, y, 4, p.colours.trim)


def _jogger(p: Picture) -> None:
    legs = Legs(p, TROUSERS["jogger"])
    accent = p.second if p.pattern == "block" else None
    for left in (False, True):
        cuff = [legs.place(x, y, left) for x, y in ((235, 450), (256, 453), (277, 448))]
        p.band(spline(cuff, False), accent, 22, 2.2)
        p.seam(f"M{_at(272, left)} 76Q{_at(292, left)} 100 {_at(296, left)} 138", None, 1.4, 0.7)
    p.seam("M200 60L200 152", None, 1, 0.4)
    legs.waistband(24)
    elastic = [(122, 54), (162, 62), (200, 64), (238, 62), (278, 54)]
    p.band(spline(elastic, False), accent, 24, 3)
    for x, end, bend, foot in ((193, 130, -6, -4), (208, 122, 7, 3)):
        p.stroke(f"M{x} 66q{bend} 30 {foot} {end - 66}", CORD, 2.8)


@article("denim", "chino", "swim")
def shorts(p: Picture, style: str) -> None:
    denim = style == "denim"
    weave = "twill" if denim else None
    cuffed = style == "chino" and p.rng.random() < 0.5
    cut = SHORTS[style]
    legs = Legs(p, cut, weave=weave, worn=True)
    y = cut.top
    if style == "swim":
        p.seam(f"M200 {y + 30}L200 {cut.crotch - 4}", None, 1, 0.5)
        legs.waistband(26, loops=False)
        p.band(legs.band_line(14), p.second if p.pattern == "block" else None, 25, 3.4)
        cord = "#f4efe6" if p.pattern == "plain" else p.second.base
        for x, end, bend, foot in ((192, y + 86, -7, -5), (209, y + 76, 8, 3)):
            p.stroke(f"M{x} {y + 24}q{bend} 30 {foot} {end - y - 24}", cord, 3)
    else:
        legs.fly(80, thread=p.colours.thread if denim else None)
        legs.waistband(22, weave=weave)
        p.button(201, y + 22, 4.6, p.colours.trim)
    for left in (True, False):
        if denim:
            edge = f"M{_at(240, left)} {y + 34}Q{_at(250, left)} {y + 76} {_at(312, left)} {y + 78}"
        else:
            edge = f"M{_at(284, left)} {y + 34}Q{_at(296, left)} {y + 70} {_at(312, left)} {y + 86}"
        _pocket_edge(p, edge, 0.75, width=1.3)
        (outer, inner), low = cut.hem, cut.bottom - 15
        hem = legs.curve(
            left, (200 + inner, low), (200 + (outer + inner) / 2, low + 5), (199 + outer, low - 2)
        )
        if not cuffed:
            p.seam(hem, None, 1, 0.55)
        if denim:
            p.stitch(hem, p.colours.thread)
    if cuffed:
        legs.turn_up(20)


def _pocket_edge(p: Picture, d: str, opacity: float, *, width: float) -> None:
    """The opening of a pocket, with the shadow in it."""
    p.stroke(d, p.main.deep, 4, 0.4, f'filter="url(#{p.blur(1.6)})"')
    p.seam(d, None, width, opacity)


def _at(x: float, left: bool) -> str:
    """Where that is on the right leg, or the same on the left one."""
    return num(400 - x if left else x)
