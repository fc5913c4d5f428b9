"""A kind of thing that the shop sells: how it is drawn, named, priced and described.

Stories name no other article and no colour, so that a search finds what it names and nothing else.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kind:
    """`low` and `high` are major units; `wear` maps patterns to the word that the name gets."""

    article: str
    style: str | None
    noun: str
    article_type: str
    sub_category: str
    master_category: str
    low: int
    high: int
    genders: str
    season: str
    usage: str
    palette: tuple[str, ...]
    story: str
    wear: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


STRIPED = {"stripes": "Striped"}
CHECKED = {"check": "Checked"}
SHIRTING = {"stripes": "Striped", "check": "Checked", "pinstripes": "Pinstriped"}
PRINTS = {"floral": "Floral", "dots": "Dotted"}


def kinds(
    article: str,
    article_type: str,
    sub_category: str,
    master_category: str,
    *rows: tuple[str | None, str, int, int, str, str, str, str, str],
    wear: dict[str, str] | None = None,
    names: dict[str, str] | None = None,
) -> tuple[Kind, ...]:
    return tuple(
        Kind(
            article,
            style,
            noun,
            article_type,
            sub_category,
            master_category,
            low,
            high,
            genders,
            season,
            usage,
            tuple(palette.split()),
            story,
            wear or {},
            names or {},
        )
        for style, noun, low, high, genders, season, usage, palette, story in rows
    )
