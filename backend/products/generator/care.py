"""How each thing is cared for: the last sentence of its description."""

from backend.products.generator.kinds import Kind

COTTON = "Wash at 30 °C with like colours and hang to dry."
WOOL = "Wash by hand in cool water, or air it overnight, and dry it flat."
TAILORED = "Dry clean, rarely; steam out creases and hang it on a broad hanger."
HIDE = "Wipe with a damp cloth and feed with a little balm twice a year."
SHELL = "Wash at 30 °C with the zip closed, without softener."
DENIM = "Wash inside out at 30 °C, and not too often: it fades the way you live."
METAL = "Keep it dry and by itself; polish with the cloth that comes along."

# By article, or by article and style where its material is another one.
_CARE: dict[str | tuple[str, str], str] = {
    "tshirt": COTTON, "shirt": COTTON, "hoodie": COTTON, "socks": COTTON, "shorts": COTTON, "cap": COTTON,
    "jeans": DENIM,
    "trousers": COTTON, "skirt": COTTON, "dress": "Wash at 30 °C in a net and press it while damp.",
    "sweater": WOOL, "beanie": WOOL, "scarf": WOOL,
    "tie": "Untie it gently after wear and let it rest rolled.",
    "jacket": SHELL, "coat": TAILORED,
    "sneaker": "Brush off when dry and air with the laces undone.",
    "shoes": HIDE, "boots": HIDE, "heels": HIDE, "sandal": HIDE,
    "handbag": HIDE, "wallet": HIDE, "belt": HIDE,
    "backpack": "Sponge clean with mild soap and dry it open, upside down.",
    "watch": "Rinse after salt water and have the seals looked at every third year.",
    "sunglasses": "Rinse before wiping, with the cloth that comes along.",
    "necklace": METAL, "earrings": METAL,
    ("watch", "leather"): "Keep the strap dry and have the seals looked at every third year.",
    ("jacket", "blazer"): TAILORED, ("jacket", "biker"): HIDE, ("jacket", "trucker"): DENIM,
    ("trousers", "tailored"): TAILORED, ("shorts", "denim"): DENIM,
    ("shorts", "swim"): "Rinse after salt and chlorine and dry in the shade.",
    ("skirt", "pencil"): TAILORED, ("skirt", "pleated"): TAILORED,
}  # fmt: skip


def care_of(kind: Kind) -> str:
    """One or two sentences."""
    return _CARE.get((kind.article, kind.style or ""), _CARE[kind.article])
