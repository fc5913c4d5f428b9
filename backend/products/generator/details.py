"""What a style has of its own beside what all of its kind have: the second sentence of its description.

Like the stories they name no other article and no colour.
"""

from backend.products.generator.kinds import Kind

# By article, or by article and style where it is made otherwise.
_DETAILS: dict[str | tuple[str, str], tuple[str, ...]] = {
    "tshirt": (
        "Side seams that hang straight and a hem that does not curl.",
        "Pre-washed, so it fits in June as it did in May.",
        "Tape across the shoulders keeps its shape through years of Sundays.",
        "Long enough to tuck in, neat enough not to.",
    ),
    "shirt": (
        "Shell buttons, sewn on crosswise and meant to stay.",
        "A box pleat at the back gives the arms room to reach.",
        "The cuffs close on either of two buttons.",
        "One pocket on the chest, matched to the weave.",
    ),
    ("shirt", "short"): (
        "Coconut buttons and a loop at the neck for the hook.",
        "Cut straight at the hem and meant to be worn out.",
        "It dries on a balcony in an hour.",
    ),
    "sweater": (
        "Linked by hand at the shoulders, so there is no seam to feel.",
        "Knitted to shape rather than cut from a sheet.",
        "Warm enough for a cold platform, light enough for the train.",
        "It comes with a length of spare yarn for mending.",
    ),
    "hoodie": (
        "Flat cords with metal tips that survive the wash.",
        "Ribbed panels at the sides let it move with you.",
        "Heavy enough to be the last layer on a mild day.",
    ),
    "jacket": (
        "Two pockets outside, two inside, one of them with a zip.",
        "The lining slides over a thick layer without a fight.",
        "Reinforced at the elbows, where years show first.",
        "Zips and snaps that work with gloves on.",
    ),
    ("jacket", "blazer"): (
        "The cuff buttons open, for those who like to know.",
        "Patch pockets and a lining to the waist keep it easy.",
        "A shoulder that follows yours instead of arguing with it.",
    ),
    ("jacket", "biker"): (
        "Heavy zips at the sleeves let in air or keep out wind.",
        "Quilted at the shoulders and lined in cotton.",
        "It is stiff for a week and yours for decades.",
    ),
    "coat": (
        "Fully lined, with a pocket inside for a phone and a ticket.",
        "Roomy through the shoulder, so a thick layer fits beneath.",
        "The collar stands up when the wind does.",
        "A deep vent at the back leaves room for long steps.",
    ),
    "jeans": (
        "Rivets at every corner that takes strain.",
        "Chain-stitched hems that rope as they age.",
        "The pockets are cut deep, in cloth that outlasts keys.",
        "Washed once, without stones, so the fading is left to you.",
    ),
    "trousers": (
        "A clean waistband with a grip inside that keeps a tucked top tucked.",
        "Pockets that lie flat and still take a phone.",
        "Finished inside as neatly as out.",
        "The hem has enough to let down by three centimetres.",
    ),
    ("trousers", "jogger"): (
        "Zipped pockets, so that nothing is lost on the bus.",
        "A gusset where it matters and no seam where it would rub.",
        "Soft inside, smooth outside, presentable at the baker's.",
    ),
    "shorts": (
        "A waist with a little give and pockets with real depth.",
        "Bar-tacked at the pockets and double-stitched all round.",
        "The kind of thing that stays out all summer.",
    ),
    "skirt": (
        "Lined to the knee, so that it never clings.",
        "The zip disappears into the seam.",
        "Pockets in the seams that only you know of.",
    ),
    "dress": (
        "Lined where it should be and light everywhere else.",
        "It packs into very little and hangs out overnight.",
        "Seams placed by someone who has worn one all day.",
        "From the desk to the table without going home first.",
    ),
    "sneaker": (
        "The insole lifts out and the outsole can be replaced.",
        "Two pairs of laces come along, flat and round.",
        "A padded collar that does not chafe, from the first day.",
        "Vents where the foot works hardest.",
    ),
    "shoes": (
        "The leather lining takes the shape of the foot within a week.",
        "A cork layer under the insole remembers your step.",
        "Polished by hand before it leaves the bench.",
    ),
    "boots": (
        "A rubber half-sole is already on, so wet pavements are no matter.",
        "Lined in soft leather to the ankle.",
        "Made on a last with room at the toe.",
    ),
    "heels": (
        "The lining is soft leather all the way to the toe.",
        "A rubber tip that any cobbler has in a drawer.",
        "Balanced so that the weight rests where it should.",
    ),
    "sandal": (
        "The straps are rounded at the edges, so that nothing cuts.",
        "The footbed darkens where you stand and becomes yours.",
        "A grooved sole that holds on wet stone.",
    ),
    "socks": (
        "A cuff that stays up and leaves no mark.",
        "The same pair, wash after wash, without pilling.",
        "Shaped left and right, and told apart by a stitch.",
    ),
    "handbag": (
        "An inside pocket with a zip, and feet so that it stands.",
        "The edges are painted by hand, in five layers.",
        "The strap adjusts without showing how.",
        "A small mirror hides behind the inside pocket.",
    ),
    "backpack": (
        "Straps that settle on the shoulders and a back that breathes.",
        "The zips run round corners and can be locked.",
        "A flat pocket against the back for what matters most.",
        "It stands by itself, even half empty.",
    ),
    "wallet": (
        "The leather is split thin where it folds.",
        "Stitched nine to the inch with waxed thread.",
        "Shielded, so that cards are read only when you mean it.",
    ),
    "belt": (
        "The buckle is solid brass and unscrews.",
        "Five holes, punched clean, with a keeper that stays put.",
        "Thick enough to last, thin enough for any loop.",
    ),
    "cap": (
        "The peak bends the way you bend it and remembers.",
        "Stitched eyelets let the heat out.",
        "A cotton band inside keeps the brow dry.",
    ),
    "beanie": (
        "The crown is gathered flat, without a bump.",
        "Long enough to cover the ears, loose enough to forget.",
        "Double-knitted where the wind comes from.",
    ),
    "scarf": (
        "Wide enough for a shawl on a late train.",
        "Woven in one width, with edges that never fray.",
        "Soft from the first turn, softer after a winter.",
    ),
    "tie": (
        "Lined in wool, so that the knot holds its dimple.",
        "Eight centimetres wide and cut on the bias.",
        "The last row is stitched by hand, with slack to recover.",
    ),
    "watch": (
        "It runs two minutes late in a year at most.",
        "The hands glow faintly for about an hour after dusk.",
        "The case is nine millimetres thin and goes under any cuff.",
        "The battery lasts five years and is changed for free.",
    ),
    "sunglasses": (
        "All ultraviolet light stays outside.",
        "A hard case and a cloth come along.",
        "The arms are wired inside, so any optician can fit them.",
    ),
    "necklace": (
        "An extender of five centimetres lets it sit where you like.",
        "The clasp can be worked with one hand.",
        "It arrives in a box that is good enough to give.",
    ),
    "earrings": (
        "Posts of surgical steel, kind to ears that mind.",
        "A spare pair of backs is in the box.",
        "Light enough to forget by noon.",
    ),
}  # fmt: skip


def details_of(kind: Kind) -> tuple[str, ...]:
    """A few sentences that are true of the kind; a style has one of them."""
    return _DETAILS.get((kind.article, kind.style or ""), _DETAILS[kind.article])
