"""The colours that products come in, in OKLCH, and what light and shadow make of each.

OKLCH is Björn Ottosson's Oklab (https://bottosson.github.io/posts/oklab/) as lightness, chroma and hue.
"""

from dataclasses import dataclass, replace
from math import cos, radians, sin

# name: lightness 0..1, chroma, hue in degrees
PALETTE: dict[str, tuple[float, float, float]] = {
    "black": (0.25, 0.006, 270), "charcoal": (0.38, 0.010, 265), "slate": (0.54, 0.020, 250),
    "silver": (0.80, 0.006, 250), "white": (0.968, 0.004, 95), "ecru": (0.925, 0.026, 90),
    "sand": (0.82, 0.044, 80), "camel": (0.68, 0.088, 70), "cognac": (0.53, 0.105, 52),
    "chocolate": (0.36, 0.050, 48), "navy": (0.31, 0.062, 264), "indigo": (0.40, 0.068, 262),
    "denim": (0.53, 0.058, 254), "sky": (0.83, 0.042, 244), "cobalt": (0.47, 0.150, 264),
    "teal": (0.47, 0.070, 205), "forest": (0.37, 0.058, 158), "olive": (0.49, 0.058, 112),
    "sage": (0.73, 0.042, 145), "mustard": (0.76, 0.130, 84), "rust": (0.56, 0.130, 42),
    "red": (0.53, 0.185, 26), "burgundy": (0.36, 0.100, 16), "blush": (0.85, 0.046, 25),
    "rose": (0.69, 0.098, 8), "lilac": (0.77, 0.058, 302), "plum": (0.40, 0.085, 335),
}  # fmt: skip

SHADOW_HUE = 265
"""Shadows lean a little towards blue."""


@dataclass(frozen=True, slots=True)
class Tone:
    """One material in its light, as hex colours; `lightness` is that of `base`, 0..1."""

    base: str
    light: str
    shade: str
    deep: str
    line: str
    lightness: float

    @property
    def shaded(self) -> "Tone":
        """The same material where it lies in shadow."""
        return replace(self, base=self.shade, light=self.base, shade=self.deep)


def tone(name: str, lift: float = 0.0) -> Tone:
    """The colour `name`, made lighter by `lift`. Raises `KeyError` for a colour that isn't in the palette."""
    lightness, chroma, hue = PALETTE[name]
    lightness = min(0.975, max(0.16, lightness + lift))
    cool = ((SHADOW_HUE - hue + 180) % 360 - 180) * 0.05
    return Tone(
        base=oklch(lightness, chroma, hue),
        light=oklch(lightness + 0.05 + 0.09 * (1 - lightness), chroma * 0.86, hue - cool),
        shade=oklch(lightness * 0.87 - 0.015, chroma * 1.04, hue + cool),
        deep=oklch(lightness * 0.66 - 0.02, chroma * 0.98, hue + cool * 2),
        line=oklch(lightness * 0.50 + (0.34 if lightness < 0.35 else 0), chroma * 0.7, hue + cool),
        lightness=lightness,
    )


def oklch(lightness: float, chroma: float, hue: float) -> str:
    """Hex sRGB; chroma is reduced until the colour fits the gamut."""
    lightness = min(1.0, max(0.0, lightness))
    for step in range(21):
        rgb = _linear_rgb(lightness, chroma * (1 - step / 20), hue)
        if all(-0.002 <= channel <= 1.002 for channel in rgb):
            break
    return "#" + "".join(f"{round(_encoded(channel) * 255):02x}" for channel in rgb)


def _linear_rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(channel: float) -> float:
    channel = min(1.0, max(0.0, channel))
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
