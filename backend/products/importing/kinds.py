"""How an imported product is drawn when it brings no photograph."""

from backend.products.models import Drawing

# Public article types, lower case, to (drawn article, style).
_ARTICLES: dict[str, tuple[str, str | None]] = {
    "tshirts": ("tshirt", "crew"), "tops": ("tshirt", "relaxed"), "innerwear vests": ("tshirt", "tank"),
    "shirts": ("shirt", "long"), "kurtas": ("shirt", "long"), "tunics": ("dress", "shirt"),
    "kurtis": ("dress", "shirt"), "dresses": ("dress", "midi"), "nightdress": ("dress", "slip"),
    "sweaters": ("sweater", "crew"), "sweatshirts": ("hoodie", None), "jackets": ("jacket", "bomber"),
    "rain jacket": ("jacket", "bomber"), "blazers": ("jacket", "blazer"), "jeans": ("jeans", "straight"),
    "jeggings": ("jeans", "slim"), "trousers": ("trousers", "tailored"),
    "track pants": ("trousers", "jogger"), "lounge pants": ("trousers", "jogger"),
    "leggings": ("trousers", "jogger"), "capris": ("trousers", "chino"), "shorts": ("shorts", "chino"),
    "skirts": ("skirt", "midi"), "socks": ("socks", None), "casual shoes": ("sneaker", "court"),
    "sports shoes": ("sneaker", "runner"), "formal shoes": ("shoes", "oxford"),
    "heels": ("heels", "pump"), "flats": ("sandal", "slide"), "sandals": ("sandal", "buckle"),
    "sports sandals": ("sandal", "buckle"), "flip flops": ("sandal", "thong"),
    "handbags": ("handbag", "tote"), "clutches": ("handbag", "flap"),
    "messenger bag": ("handbag", "satchel"), "backpacks": ("backpack", "day"),
    "laptop bag": ("handbag", "satchel"), "wallets": ("wallet", "bifold"), "belts": ("belt", None),
    "caps": ("cap", None), "hat": ("cap", None), "scarves": ("scarf", None), "stoles": ("scarf", None),
    "mufflers": ("scarf", None), "ties": ("tie", None), "watches": ("watch", "leather"),
    "sunglasses": ("sunglasses", "square"), "pendant": ("necklace", "pendant"),
    "necklace and chains": ("necklace", "layered"), "earrings": ("earrings", "drop"),
}  # fmt: skip

_COLOURS = {
    "beige": "sand", "black": "black", "blue": "denim", "bronze": "cognac", "brown": "chocolate",
    "burgundy": "burgundy", "charcoal": "charcoal", "coffee brown": "chocolate", "copper": "rust",
    "cream": "ecru", "gold": "mustard", "green": "forest", "grey": "slate", "grey melange": "silver",
    "khaki": "olive", "lavender": "lilac", "lime green": "sage", "magenta": "rose", "maroon": "burgundy",
    "mauve": "lilac", "metallic": "silver", "mushroom brown": "sand", "mustard": "mustard",
    "navy blue": "navy", "nude": "blush", "off white": "ecru", "olive": "olive", "orange": "rust",
    "peach": "blush", "pink": "rose", "purple": "plum", "red": "red", "rose": "rose", "rust": "rust",
    "sea green": "teal", "silver": "silver", "skin": "sand", "steel": "silver", "tan": "camel",
    "taupe": "sand", "teal": "teal", "turquoise blue": "teal", "white": "white", "yellow": "mustard",
}  # fmt: skip


def drawing_for(article_type: str, colour: str, product_id: int) -> Drawing | None:
    """A drawing in the product's own colour; None for a kind that nobody has drawn."""
    drawn = _ARTICLES.get(article_type.casefold())
    if drawn is None:
        return None
    article, style = drawn
    return Drawing(
        article=article, colour=_COLOURS.get(colour.casefold(), "slate"), style=style, seed=product_id
    )
