"""The last step: crumple or grain over the whole thing, its shadow, and the SVG document.

The light is SVG's own: feTurbulence through feDiffuseLighting (https://www.w3.org/TR/filter-effects-1/).
"""

from math import radians, sin

from backend.products.pictures.outlines import num
from backend.products.pictures.picture import Material, Picture

AZIMUTH = 228
# Frequency, octaves, depth, elevation of the light in degrees.
SURFACES: dict[Material, tuple[str, int, float, float]] = {
    "cloth": (".013 .0055", 3, 10, 58),
    "knit": (".009 .005", 2, 8, 58),
    "grain": (".42", 2, 0.62, 56),
    "leather": (".02", 4, 7, 56),
}
# A wide and a tight shadow of a thing that lies flat.
LYING = (
    '<feGaussianBlur in="SourceAlpha" stdDeviation="9"/><feOffset dx="6" dy="11"/>'
    '<feComponentTransfer><feFuncA type="linear" slope=".17"/></feComponentTransfer>'
    '<feColorMatrix values="0 0 0 0 .20 0 0 0 0 .15 0 0 0 0 .11 0 0 0 1 0" result="s"/>'
    '<feGaussianBlur in="SourceAlpha" stdDeviation="2.2"/><feOffset dx="1.6" dy="2.6"/>'
    '<feColorMatrix values="0 0 0 0 .17 0 0 0 0 .13 0 0 0 0 .10 0 0 0 .30 0" result="c"/>'
)


def document(picture: Picture) -> str:
    """The picture as SVG that stands on its own."""
    thing = _thing(picture)
    if picture.staging.pair:
        thing = _twice(picture, thing)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" stroke-linecap="round">'
        f"<defs>{''.join(picture.definitions)}</defs>{thing}</svg>"
    )


def _thing(picture: Picture) -> str:
    place = _place(picture)
    finish = _filter(picture)
    metal = f'<g transform="{place}">{"".join(picture.metalwork)}</g>' if picture.metalwork else ""
    return (
        f'{"".join(picture.ground)}<g filter="url(#{finish})"><g transform="{place}">'
        f"{''.join(picture.body)}</g></g>{metal}"
    )


def _place(picture: Picture) -> str:
    staging = picture.staging
    turned = f"rotate({staging.tilt:.2f} 200 250)" if staging.tilt else ""
    (tall, line), wide = staging.squash or (1, 0), staging.widen
    if (tall, wide) == (1, 1):
        return turned
    return f"{turned} translate({num(200 * (1 - wide))} {num(line * (1 - tall))}) scale({wide} {tall})"


def _filter(picture: Picture) -> str:
    staging = picture.staging
    surface, lit = _surface(picture)
    shadows = "" if picture.ground else LYING
    layers = ([] if picture.ground else ["s", "c"]) + [lit]
    merged = "".join(f'<feMergeNode in="{layer}"/>' for layer in layers)
    return picture.define(
        f'<filter id="{{id}}" x="0" y="{num(staging.top)}" width="400" '
        f'height="{num(staging.bottom - staging.top)}" filterUnits="userSpaceOnUse" '
        f'color-interpolation-filters="sRGB">{surface}{shadows}<feMerge>{merged}</feMerge></filter>'
    )


def _surface(picture: Picture) -> tuple[str, str]:
    """The steps that light the surface, and the name of what they make."""
    staging, seed = picture.staging, picture.rng.randrange(999)
    if staging.material == "none":
        return "", "SourceGraphic"
    frequency, octaves, depth, elevation = SURFACES[staging.material]
    flat = sin(radians(elevation))
    # Blurred, for 8-bit noise shows its steps; grain is too fine for that.
    smooth = "" if staging.material == "grain" else '<feGaussianBlur stdDeviation="1.5" result="l"/>'
    named = "" if smooth else ' result="l"'
    return (
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" numOctaves="{octaves}" '
        f'seed="{seed}"/>'
        f'<feDiffuseLighting surfaceScale="{num(depth * staging.strength)}" lighting-color="#fff"{named}>'
        f'<feDistantLight azimuth="{AZIMUTH}" elevation="{num(elevation)}"/></feDiffuseLighting>{smooth}'
        f'<feComposite in="SourceGraphic" in2="l" operator="arithmetic" k1=".9" k2="{1 - 0.9 * flat:.3f}"/>'
        f'<feComposite in2="SourceAlpha" operator="in" result="g"/>'
    ), "g"


def _twice(picture: Picture, thing: str) -> str:
    """The same shoe twice, one a step behind the other, to its right or to its left."""
    staging = picture.staging
    one = f"{picture.key}o"
    picture.definitions.append(f'<g id="{one}">{thing}</g>')
    # A pale rim round a dark shoe, a dark one round a pale one.
    colour, strength = ("#7d7a80", 0.45) if picture.main.lightness < 0.42 else ("#2a211a", 0.34)
    height = (staging.bottom - staging.top) * 0.9 + staging.pair + 56
    apart = picture.define(
        f'<filter id="{{id}}" x="0" y="{num(staging.top * 0.9)}" width="400" height="{num(height)}" '
        'filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">'
        f'<feDropShadow dx="5" dy="-1" stdDeviation="4.5" flood-color="{colour}" flood-opacity="{strength}"/>'
        "</filter>"
    )
    behind, before = (42, 2) if picture.own_random.random() < 0.6 else (4, 40)
    return (
        f'<use href="#{one}" transform="translate({behind} -{num(staging.pair)}) scale(.9)"/>'
        f'<g filter="url(#{apart})">'
        f'<use href="#{one}" transform="translate({before} {num(staging.pair + 4)}) scale(.9)"/></g>'
    )
