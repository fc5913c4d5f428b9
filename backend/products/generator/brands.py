"""The invented brands: what each makes, for how much, and how it speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Brand:
    """`level` scales a kind's price; `makes` names drawn articles; `voice` ends its descriptions."""

    name: str
    level: float
    makes: frozenset[str]
    voice: str


def _brand(name: str, level: float, makes: str, voice: str) -> Brand:
    return Brand(name, level, frozenset(makes.split()), voice)


BRANDS = (
    _brand(
        "Tidewick",
        0.95,
        "tshirt shirt shorts sweater cap sandal socks",
        "Tidewick works by the harbour: easy cuts, honest cloth, nothing that minds a little salt.",
    ),
    _brand(
        "Oakenfeld",
        1.1,
        "jeans jacket boots belt shirt beanie backpack",
        "Oakenfeld builds for work first and looks second, and guarantees its seams for five years.",
    ),
    _brand(
        "Velmora",
        1.35,
        "dress skirt heels handbag earrings necklace",
        "Velmora cuts in small batches and would rather sell out than mark down.",
    ),
    _brand(
        "Rookwell & Daughters",
        1.4,
        "coat jacket trousers shirt tie shoes",
        "Rookwell & Daughters has tailored since the first of the daughters could hold the chalk.",
    ),
    _brand(
        "Brindlecote",
        1.15,
        "sweater scarf beanie socks coat",
        "Brindlecote knits with wool from farms it can name, in a mill with a river under it.",
    ),
    _brand(
        "Strideloom",
        1.0,
        "sneaker hoodie trousers shorts socks tshirt",
        "Strideloom tests everything on the long way home, stairs included.",
    ),
    _brand(
        "Hollin Grey",
        0.85,
        "tshirt hoodie trousers jeans sweater tank",
        "Hollin Grey makes few things and makes them again every season, a little better each time.",
    ),
    _brand(
        "Marrowby",
        1.2,
        "handbag wallet belt backpack shoes boots",
        "Marrowby leaves the hides undyed where it can, so that every piece ages its own way.",
    ),
    _brand(
        "Osterlane",
        1.5,
        "watch sunglasses wallet necklace earrings",
        "Osterlane assembles by hand and signs the inside, where only the owner looks.",
    ),
    _brand(
        "Fennimore Quay",
        1.05,
        "dress skirt shirt sandal sunglasses cap",
        "Fennimore Quay designs for long evenings and luggage that has to close.",
    ),
    _brand(
        "Saltbarrow",
        0.9,
        "jacket cap backpack sneaker hoodie beanie",
        "Saltbarrow keeps the weather out and the pockets where hands look for them.",
    ),
    _brand(
        "Ilvara",
        1.25,
        "heels boots scarf dress trousers watch",
        "Ilvara likes a clean line and one surprise, usually on the inside.",
    ),
    _brand(
        "Pembrick",
        0.8,
        "jeans skirt shorts socks tie shoes sunglasses",
        "Pembrick spends on cloth and saves on everything you would not notice.",
    ),
)

VARIANTS = (
    "Alder", "Arden", "Ashby", "Avon", "Beck", "Birch", "Bracken", "Bryn", "Cairn", "Calder", "Cedar",
    "Clove", "Corrie", "Cove", "Dale", "Dell", "Drift", "Dune", "Elder", "Ember", "Esker", "Fallow",
    "Fen", "Fern", "Finch", "Fjord", "Flint", "Gale", "Glade", "Gorse", "Grove", "Hallow", "Harrow",
    "Haven", "Hazel", "Heath", "Heron", "Holm", "Isle", "Juniper", "Kelp", "Kite", "Knoll", "Larch",
    "Lark", "Linden", "Loch", "Lyme", "Mallow", "Maple", "Marsh", "Meadow", "Mere", "Mill", "Moor",
    "Nettle", "Oriel", "Osier", "Otter", "Pebble", "Pike", "Plover", "Quarry", "Reed", "Ridge", "Rill",
    "Rowan", "Rush", "Sedge", "Shale", "Shore", "Skerry", "Sorrel", "Spinney", "Swift", "Tarn", "Teasel",
    "Thicket", "Thorn", "Tor", "Vale", "Weir", "Wharf", "Willow", "Wren", "Yarrow",
)  # fmt: skip
