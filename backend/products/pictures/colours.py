"""Which colours the parts of one product have, from those that it was made in."""

from dataclasses import dataclass

from backend.products.pictures.palette import PALETTE, Tone, tone

DENIM_HUES = range(226, 275)
OCHRE = "#c8924a"


@dataclass(frozen=True, slots=True)
class Colours:
    """`name` is the main colour's; `two` says whether a second one was asked for, or only falls to prints."""

    name: str
    main: Tone
    second: Tone
    two: bool
    lining: Tone
    trim: Tone
    horn: Tone
    thread: str


def colours(name: str, second: str | None) -> Colours:
    """Raises `KeyError` for a colour that isn't in the palette."""
    main = tone(name)
    if main.lightness > 0.6:
        trim = tone("ecru")
    else:
        trim = tone(name, -0.12) if main.lightness > 0.4 else tone("charcoal")
    return Colours(
        name=name,
        main=main,
        second=tone(second or ("white" if main.lightness < 0.7 else "navy")),
        two=second is not None,
        lining=tone(name, -0.07 if main.lightness > 0.3 else 0.05),
        trim=trim,
        horn=tone("chocolate", 0.04) if main.lightness > 0.45 else trim,
        thread=OCHRE if PALETTE[name][2] in DENIM_HUES and main.lightness < 0.7 else main.line,
    )
