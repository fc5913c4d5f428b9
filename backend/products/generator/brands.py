"""The invented brands: what each makes, for how much, and how it speaks."""

from dataclasses import dataclass

from backend.products.generator.kinds import Kind


@dataclass(frozen=True, slots=True)
class Brand:
    """`level` scales a kind's price; `makes` names drawn articles, or some styles of one as `article:style`.

    Each of its `voices` is true of all that it makes. What `reduces` nothing is never on sale.
    """

    name: str
    level: float
    makes: frozenset[str]
    voices: tuple[str, ...]
    reduces: bool = True

    def does(self, kind: Kind) -> bool:
        """Whether it makes this kind."""
        return kind.article in self.makes or f"{kind.article}:{kind.style}" in self.makes


def _brand(name: str, level: float, makes: str, *voices: str, reduces: bool = True) -> Brand:
    return Brand(name, level, frozenset(makes.split()), voices, reduces)


BRANDS = (
    _brand(
        "Tidewick",
        0.95,
        "tshirt shirt shorts:chino shorts:swim sweater:crew sweater:cable cap sandal socks",
        "Tidewick works by the harbour: easy cuts, honest materials, nothing that minds a little salt.",
        "From Tidewick, where things are tried on the pier before they are sold in town.",
        "Tidewick makes it for days that begin on the water and end at a long table.",
    ),
    _brand(
        "Oakenfeld",
        1.1,
        "jeans jacket:trucker jacket:biker boots:chelsea boots:lace belt shirt beanie backpack wallet",
        "Oakenfeld builds for work first and looks second, and guarantees its seams for five years.",
        "Oakenfeld repairs what it sells: send it back worn and it returns mended.",
        "Nothing leaves Oakenfeld before someone has pulled at every seam of it.",
    ),
    _brand(
        "Velmora",
        1.35,
        "dress skirt heels handbag necklace earrings coat:double",
        "Velmora makes small batches and would rather sell out than mark down.",
        "At Velmora one person makes a piece from beginning to end, and initials it.",
        "Velmora draws for evenings that were only meant to be dinner.",
        reduces=False,
    ),
    _brand(
        "Rookwell & Daughters",
        1.4,
        "coat jacket:blazer trousers:tailored trousers:wide trousers:cord shirt:long sweater:vneck tie shoes",
        "Rookwell & Daughters has dressed the same families since the first daughter could hold the chalk.",
        "Rookwell & Daughters alters it free of charge for as long as you own it.",
        "At Rookwell & Daughters the third fitting is the one that counts; this is what it learned from it.",
    ),
    _brand(
        "Brindlecote",
        1.15,
        "sweater scarf beanie coat:single",
        "Brindlecote buys its wool from farms it can name and spins it in a mill with a river under it.",
        "Brindlecote leaves the lanolin in, so that drizzle runs off.",
        "The number on the Brindlecote label is the flock's.",
    ),
    _brand(
        "Strideloom",
        1.0,
        "sneaker hoodie jacket:puffer trousers:jogger shorts:swim socks tshirt:crew tshirt:tank",
        "Strideloom tests everything on the long way home, stairs included.",
        "Strideloom makes sports things for people who also just walk.",
        "Half of what goes into it, Strideloom has spun from yarn that was worn before.",
    ),
    _brand(
        "Hollin Grey",
        0.85,
        "tshirt hoodie trousers:chino trousers:wide trousers:cord trousers:jogger jeans sweater socks "
        "sneaker:court",
        "Hollin Grey makes few things and makes them again every season, a little better each time.",
        "Hollin Grey puts no logo on it, inside or out.",
        "If Hollin Grey ever changes this one, it will tell you what and why.",
    ),
    _brand(
        "Marrowby",
        1.2,
        "handbag wallet belt shoes boots sandal sneaker:retro",
        "Marrowby tans with bark, slowly, so that every piece ages its own way.",
        "Marrowby has forty people, one street and no conveyor.",
        "Marks from the pasture are left in: Marrowby thinks them handsome.",
    ),
    _brand(
        "Osterlane",
        1.5,
        "watch sunglasses necklace earrings",
        "Osterlane assembles by hand and keeps a drawer of spare parts for every year it has made.",
        "Osterlane engraves initials on the side that only the owner sees.",
        "Osterlane has never followed a fashion, which is why its early pieces are still worn.",
    ),
    _brand(
        "Fennimore Quay",
        1.05,
        "dress skirt:midi skirt:pleated shirt:short sandal sunglasses cap shorts:denim tshirt:relaxed",
        "Fennimore Quay designs for long evenings and luggage that has to close.",
        "Fennimore Quay shuts its studio in August and comes back with ideas like this one.",
        "Made, as Fennimore Quay puts it, for the slow boat.",
    ),
    _brand(
        "Saltbarrow",
        0.9,
        "jacket:bomber jacket:puffer jacket:trucker coat:trench cap backpack sneaker:hightop sneaker:runner "
        "hoodie beanie",
        "Saltbarrow is made where it rains sideways, and tested there.",
        "Saltbarrow keeps things plain, light and hard to wear out.",
        "Saltbarrow plants a hedge for every thousand pieces; it is on its ninth mile.",
    ),
    _brand(
        "Ilvara",
        1.25,
        "heels boots:chelsea boots:heel scarf dress trousers:tailored trousers:wide watch coat:single "
        "coat:double jacket:blazer jacket:biker skirt:pencil",
        "Ilvara likes a clean line and one surprise, usually on the inside.",
        "Ilvara draws everything at full size, on paper, before anything is cut.",
        "Ilvara takes away until only what is needed is left, then stops.",
    ),
    _brand(
        "Pembrick",
        0.8,
        "jeans skirt shorts socks tie shirt:long trousers:tailored trousers:chino tshirt:polo sweater:crew "
        "jacket:bomber",
        "Pembrick spends on cloth and saves on everything you would not notice.",
        "Pembrick sells it in plain paper and puts the difference into the price.",
        "Good Pembrick cloth, an ordinary price, no story.",
    ),
    _brand(
        "Miriden",
        0.85,
        "necklace earrings watch:mesh watch:leather sunglasses scarf wallet",
        "Miriden believes that small things are worn longest.",
        "Miriden is five friends, one workshop and a dog that meets the post.",
        "Miriden uses recycled materials wherever they are as good, and says so where they are not.",
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
