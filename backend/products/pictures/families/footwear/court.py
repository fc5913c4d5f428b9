"""Low sneakers of leather: plain court shoes, and retro ones of several pieces."""

from backend.products.pictures.families.footwear.construction import holes, laces, lining, panel, sole
from backend.products.pictures.families.footwear.last import Last, chosen
from backend.products.pictures.outlines import Line
from backend.products.pictures.palette import Tone, tone
from backend.products.pictures.picture import Picture

# fmt: off
LOW_TONGUE: Line = [
    (228, 226, 1), (248, 200), (268, 181), (288, 172), (300, 177), (300, 194), (291, 214), (280, 236, 1),
]
LOW_INSIDE: Line = (
    (282, 188), (300, 200), (324, 202), (346, 196), (352, 214), (338, 236), (290, 244), (268, 232),
)
LOW_UPPER: Line = [
    (353, 330, 1), (358, 296), (353, 262), (350, 232), (349, 206, 1), (341, 203), (326, 215), (302, 228),
    (280, 226), (262, 212), (250, 197, 1), (226, 208), (196, 224), (168, 240), (144, 250), (112, 257),
    (78, 269), (54, 287), (44, 308), (44, 330, 1),
]
LOW_TOE: Line = [
    (40, 334, 1), (43, 306), (56, 285), (82, 266), (104, 258), (118, 272), (122, 300), (120, 334, 1),
]
LOW_TOE_SEAM: Line = [(150, 250), (158, 276), (150, 306), (128, 330)]
LOW_EYESTAY: Line = [
    (253, 196, 1), (226, 207), (196, 223), (168, 239), (146, 249, 1), (148, 264), (166, 272), (196, 262),
    (236, 246), (268, 236), (284, 226, 1), (264, 214),
]
# A plain saddle across the middle: nobody's mark.
LOW_SADDLE: Line = [
    (204, 336, 1), (210, 300), (226, 270), (248, 244, 1), (292, 238, 1), (282, 272), (278, 304),
    (284, 336, 1),
]
LOW_SIDE_SEAM: Line = [(180, 330), (196, 296), (228, 268), (284, 246)]
LOW_SIDE_STITCH: Line = [(184, 330), (200, 298), (231, 272), (286, 250)]
LOW_HEEL: Line = [
    (364, 334, 1), (364, 200, 1), (340, 200, 1), (330, 214), (331, 238), (326, 266, 1), (318, 300),
    (316, 334, 1),
]
LOW_TAB: Line = [
    (364, 258, 1), (364, 198, 1), (338, 200, 1), (328, 216), (328, 240), (334, 258, 1),
]
LOW_RIM: Line = [(348, 207), (326, 219), (302, 232), (280, 230), (262, 216)]
LOW_RIM_STITCH: Line = [(345, 215), (326, 226), (302, 238), (280, 236), (264, 225)]
CUP_SOLE: Line = [
    (41, 316, 1), (80, 323), (140, 325), (220, 326), (300, 324), (357, 314, 1), (361, 334), (357, 351),
    (346, 357, 1), (200, 358), (78, 357, 1), (50, 349), (39, 331),
]
CUP_GROOVE: Line = [(41, 323), (80, 330), (140, 332), (220, 333), (300, 331), (360, 322)]
CUP_STITCH: Line = [(43, 328), (80, 335), (140, 337), (220, 338), (300, 336), (358, 327)]
CUP_FLOOR: Line = [(62, 353.5), (86, 357), (200, 358), (344, 357)]
LOW_BAND: Line = [(168, 336, 1), (226, 250, 1), (254, 244, 1), (208, 336, 1)]
LOW_MUD_GUARD: Line = [
    (36, 336, 1), (42, 312), (70, 304), (130, 312), (196, 318), (262, 308, 1), (270, 336, 1),
]
# fmt: on


def court(p: Picture) -> None:
    last = _begin(p)
    upper = _upper(p, last)
    side = p.rng.choice(("perforated", "plain", "cap", "guard"))
    if side == "perforated":
        _perforated_side(p, last)
    elif side == "cap":
        panel(p, last.outline(LOW_TOE), upper)
    elif side == "guard":
        panel(p, last.outline(LOW_MUD_GUARD), upper)
    panel(p, last.outline(LOW_EYESTAY), upper)
    if side in ("plain", "perforated"):
        p.seam(last.outline(LOW_SIDE_SEAM, closed=False), width=1.2)
        p.stitch(last.outline(LOW_SIDE_STITCH, closed=False), _thread(p.main), 0.9, 0.5)
    panel(p, last.outline(LOW_HEEL), upper)
    panel(p, last.outline(LOW_TAB), upper, _tab(p))
    white = tone(p.rng.choice(("white", "white", "ecru")))
    _finish(p, last, upper, white if p.main.lightness < 0.95 else p.main)
    _cup_sole(p, last, p.rng.choice((white, white, white, tone("camel", 0.06))))


def retro(p: Picture) -> None:
    last = _begin(p)
    accent = p.second if p.colours.two else _accent(p)
    upper = _upper(p, last)
    panel(p, last.outline(LOW_MUD_GUARD if p.rng.random() < 0.4 else LOW_TOE), upper, accent)
    stay = accent if p.pattern == "block" or p.rng.random() < 0.3 else None
    panel(p, last.outline(LOW_EYESTAY), upper, stay)
    side = p.rng.choice((LOW_SADDLE, LOW_BAND, None))
    if side:
        panel(p, last.outline(side), upper, accent)
    panel(p, last.outline(LOW_HEEL), upper)
    panel(p, last.outline(LOW_TAB), upper, accent)
    _finish(p, last, upper, tone(p.rng.choice(("white", "ecru"))))
    _cup_sole(p, last, tone(*p.rng.choice((("camel", 0.06), ("camel", 0.06), ("ecru",), ("white",)))))


def _begin(p: Picture) -> Last:
    p.stage("grain", 0.34, tilt=0, squash=(0.86, 357), pair=28, top=140, bottom=410)
    p.floor(202, 352, 160, 12)
    return chosen(p.rng, 330, 262, (-12, 3), (-0.16, 0.14), (0.9, 1.14))


def _accent(p: Picture) -> Tone:
    """Of the same family: lighter, darker, or the cream of old sports shoes."""
    deeper = tone(p.colours.name, -0.1 if p.main.lightness > 0.45 else 0.13)
    return p.rng.choice((p.main, deeper, deeper, tone("ecru" if p.main.lightness < 0.7 else "camel")))


def _tab(p: Picture) -> Tone:
    """At the heel, where a court shoe has its one other colour."""
    if p.colours.two:
        return p.second
    on_pale = p.rng.choice(("forest", "navy", "black", "burgundy", "cognac", "silver"))
    plain = p.rng.random() < 0.55
    if p.main.lightness > 0.9:
        return tone(on_pale)
    return p.main if plain else tone("white" if p.main.lightness < 0.6 else "charcoal")


def _upper(p: Picture, last: Last) -> str:
    p.piece(last.outline(LOW_TONGUE), edge=0.9, soft=3)
    lining(p, last.line(LOW_INSIDE), tone(p.rng.choice(("ecru", "sand"))), "#3a322b", (0.75, 0.25))
    folds = [(150, 252, 176, 306, 8, 4), (176, 244, 206, 300, 8, 3.4), (128, 262, 150, 300, 7, 3)]
    upper = last.outline(LOW_UPPER)
    p.piece(upper, edge=1.2, soft=4.2, form=(0, 0, 0.35, 1), folds=folds)
    return upper


def _finish(p: Picture, last: Last, upper: str, lace: Tone) -> None:
    """The rim, the light and the laces."""
    blur = p.blur(1.2)
    rim = last.outline(LOW_RIM, closed=False)
    p.stroke(rim, p.main.light, 3.2, 0.75, f'transform="translate(0 -2)" filter="url(#{blur})"')
    p.stitch(last.outline(LOW_RIM_STITCH, closed=False), _thread(p.main), 0.8, 0.5)
    light = [(56, 300, 96, 268, 4, 5), (96, 270, 150, 256, 2, 3), (346, 226, 350, 300, -3, 3)]
    p.gloss(upper, light, 0.55)
    row = [(244 - i * 18.5, 215 + i * 9.2) for i in range(5)]
    holes(p, [last.at(x + 9, y + 17) for x, y in row], 2, 0.8)
    laces(p, [last.at(x, y - 5) for x, y in row], lace)


def _thread(leather: Tone) -> str:
    """Tone in tone, yet to be seen on dark leather."""
    return leather.line if leather.lightness < 0.42 else leather.deep


def _perforated_side(p: Picture, last: Last) -> None:
    p.stitch(last.outline(LOW_TOE_SEAM, closed=False), _thread(p.main), 1, 0.55)
    toe = [(92 + 9 * i + (j % 2) * 4, 280 + 8 * j - 2.1 * i) for i in range(4) for j in range(3)]
    holes(p, [last.at(*at) for at in toe], 1.25, 0.75)
    side = [(232 + i * 11 + j * 9, 312 - i * 7.5 + j * 5.5) for i in range(4) for j in range(3)]
    holes(p, [last.at(*at) for at in side], 1.5, 0.6)


def _cup_sole(p: Picture, last: Last, rubber: Tone) -> None:
    sole(p, last.outline(CUP_SOLE), rubber, last.outline(CUP_GROOVE, closed=False))
    p.stitch(last.outline(CUP_STITCH, closed=False), rubber.deep, 0.9, 0.55, "4 2.4")
    p.stroke(last.outline(CUP_FLOOR, closed=False), rubber.deep, 2.2, 0.8)
