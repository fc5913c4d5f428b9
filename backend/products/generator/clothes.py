"""Clothes: what is worn above, outside and below."""

from backend.products.generator import colours
from backend.products.generator.kinds import CHECKED, PRINTS, SHIRTING, STRIPED, Kind, kinds

TOPS = (
    *kinds(
        "tshirt", "T-Shirts", "Topwear", "Apparel",
        ("crew", "Crew T-Shirt", 19, 32, "MWU", "Summer", "Casual", "black white navy sage rust sky",
         "Combed cotton jersey of middle weight with a rib at the neck that stays flat, wash after wash."),
        ("vneck", "V-Neck T-Shirt", 21, 34, "MW", "Summer", "Casual", "charcoal teal burgundy white",
         "A soft, slightly drapey jersey with a shallow neckline and narrow sleeves."),
        ("relaxed", "Relaxed T-Shirt", 24, 38, "WU", "Summer", "Casual", "ecru forest lilac black mustard",
         "Heavy jersey, dropped shoulders and a straight hem, cut roomy on purpose."),
        wear=STRIPED,
    ),
    *kinds(
        "tshirt", "Polo Shirts", "Topwear", "Apparel",
        ("polo", "Polo Shirt", 34, 55, "M", "Summer", "Smart Casual", "navy forest white burgundy",
         "Breathable cotton piqué with a knitted collar and three buttons."),
        wear=STRIPED,
    ),
    *kinds(
        "tshirt", "Tank Tops", "Topwear", "Apparel",
        ("tank", "Tank Top", 15, 24, "WU", "Summer", "Sports", "black slate rose",
         "A light rib with deep armholes that moves when you do."),
    ),
    *kinds(
        "shirt", "Shirts", "Topwear", "Apparel",
        ("long", "Oxford Shirt", 45, 79, "MW", "Fall", "Formal", "sky white navy blush denim",
         "Washed cotton oxford with a soft roll to the collar and a curved hem to tuck in or not."),
        ("short", "Short-Sleeve Shirt", 39, 62, "MW", "Summer", "Casual", "olive ecru teal mustard",
         "Airy cotton and linen with an open collar; it creases, and it is meant to."),
        wear=SHIRTING,
    ),
    *kinds(
        "sweater", "Sweaters", "Topwear", "Apparel",
        ("crew", "Crew-Neck Sweater", 59, 95, "MWU", "Winter", "Casual", "navy camel forest burgundy",
         "Lambswool, fully fashioned, with ribbed cuffs that keep their grip."),
        ("roll", "Roll-Neck Sweater", 69, 110, "MW", "Winter", "Smart Casual", "black ecru rust",
         "Fine merino with a tall neck that folds once and stays there."),
        ("vneck", "V-Neck Sweater", 59, 92, "M", "Fall", "Formal", "charcoal plum teal",
         "Extra-fine merino, light enough to layer and neat at the neck."),
        wear=STRIPED,
    ),
    *kinds(
        "sweater", "Sweaters", "Topwear", "Apparel",
        ("cable", "Cable-Knit Sweater", 79, 130, "WU", "Winter", "Casual", "ecru slate mustard",
         "Chunky wool with hand-guided cables front and back."),
    ),
    *kinds(
        "sweater", "Cardigans", "Topwear", "Apparel",
        ("cardigan", "Button Cardigan", 65, 105, "W", "Fall", "Casual", "sage camel rose",
         "A soft wool blend with horn-look buttons and two patch pockets."),
    ),
    *kinds(
        "hoodie", "Hoodies", "Topwear", "Apparel",
        (None, "Pullover Hoodie", 49, 78, "MWU", "Fall", "Casual", "slate black forest lilac ecru",
         "Brushed loopback cotton, a lined hood and a pocket wide enough for both hands."),
    ),
)  # fmt: skip

OUTER = (
    *kinds(
        "jacket", "Jackets", "Topwear", "Apparel",
        ("trucker", "Denim Trucker Jacket", 85, 130, "MWU", "Fall", "Casual", "denim indigo black",
         "Rigid denim with pointed flaps and adjusters at the waist; it softens to your shape."),
        ("bomber", "Bomber Jacket", 95, 150, "MW", "Fall", "Casual", "olive black navy",
         "A matt nylon shell, ribbed at neck, cuffs and hem, with a light quilted lining."),
        ("puffer", "Puffer Jacket", 120, 190, "MWU", "Winter", "Outdoor", "cobalt black rust sage",
         "Recycled down in wide channels, a high collar and a two-way zip."),
        ("biker", "Leather Biker Jacket", 240, 340, "MW", "Fall", "Casual", "chocolate black burgundy",
         "Full-grain hide with an off-centre zip and a belt loop or two to spare."),
    ),
    *kinds(
        "jacket", "Blazers", "Topwear", "Apparel",
        ("blazer", "Tailored Blazer", 150, 240, "MW", "Spring", "Formal", "navy charcoal camel",
         "Half-canvassed wool with a soft shoulder and a single vent."),
        wear=CHECKED,
    ),
    *kinds(
        "coat", "Coats", "Topwear", "Apparel",
        ("single", "Wool Overcoat", 210, 320, "MW", "Winter", "Formal", "camel charcoal navy",
         "A dense wool melton in a clean line, buttoned once and again below."),
        ("double", "Double-Breasted Coat", 230, 340, "W", "Winter", "Formal", "burgundy black sand",
         "Warm wool with wide lapels and six buttons, four of which do something."),
        ("trench", "Belted Trench Coat", 190, 290, "MW", "Spring", "Smart Casual", "sand olive black",
         "Showerproof cotton gabardine with a storm flap and a long tie."),
    ),
)  # fmt: skip

BOTTOMS = (
    *kinds(
        "jeans", "Jeans", "Bottomwear", "Apparel",
        ("straight", "Straight Jeans", 65, 98, "MW", "Fall", "Casual", "denim indigo black ecru",
         "Sturdy denim, straight from hip to hem, with a zip fly and five pockets."),
        ("slim", "Slim Jeans", 62, 92, "MW", "Fall", "Casual", "black navy denim",
         "A touch of stretch and a narrow leg that stops short of tight."),
        ("wide", "Wide-Leg Jeans", 70, 105, "W", "Spring", "Casual", "sky indigo black",
         "A high rise and a full leg in denim with real weight to it."),
        names=colours.DENIM,
    ),
    *kinds(
        "trousers", "Trousers", "Bottomwear", "Apparel",
        ("tailored", "Tailored Trousers", 79, 130, "MW", "Fall", "Formal", "charcoal navy black",
         "Pressed wool with a side adjuster and a hem left long for your tailor."),
        ("wide", "Wide Pleated Trousers", 75, 120, "W", "Spring", "Smart Casual", "ecru forest black",
         "Two deep pleats and a fall that makes a short walk look considered."),
        ("chino", "Chino Trousers", 55, 85, "M", "Spring", "Casual", "sand olive navy",
         "Garment-washed cotton twill, tapered a little below the knee."),
        ("cord", "Corduroy Trousers", 65, 98, "MW", "Winter", "Casual", "rust camel forest",
         "Eight-wale cotton cord, brushed until it is quiet."),
    ),
    *kinds(
        "trousers", "Track Pants", "Bottomwear", "Apparel",
        ("jogger", "Jersey Joggers", 45, 68, "MWU", "Fall", "Sports", "slate black navy",
         "Loopback cotton with cuffed ankles and a cord that ties on the inside."),
    ),
    *kinds(
        "shorts", "Shorts", "Bottomwear", "Apparel",
        ("chino", "Chino Shorts", 35, 55, "M", "Summer", "Casual", "sand navy sage",
         "Light cotton twill that ends a hand above the knee."),
        ("denim", "Denim Shorts", 38, 58, "W", "Summer", "Casual", "denim sky black",
         "Cut from rigid denim, with a hem that frays only as far as the stitching."),
        ("swim", "Swim Shorts", 35, 52, "M", "Summer", "Sports", "cobalt teal red",
         "Quick-drying, mesh-lined, with one pocket that drains."),
    ),
    *kinds(
        "skirt", "Skirts", "Bottomwear", "Apparel",
        ("pleated", "Pleated Skirt", 55, 88, "W", "Spring", "Smart Casual", "forest blush navy",
         "Knife pleats set for good, on a flat waistband with a side zip."),
        ("pencil", "Pencil Skirt", 52, 82, "W", "Fall", "Formal", "black burgundy charcoal",
         "Stretch wool with a back vent, so that stairs stay possible."),
        ("midi", "Midi Skirt", 58, 90, "W", "Summer", "Casual", "rust ecru teal",
         "A bias cut that swings, elastic where nobody sees it."),
    ),
    *kinds(
        "dress", "Dresses", "Dress", "Apparel",
        ("slip", "Slip Dress", 79, 130, "W", "Summer", "Party", "black sage burgundy",
         "Satin-backed viscose on thin adjustable straps."),
        ("shirt", "Shirt Dress", 85, 135, "W", "Spring", "Smart Casual", "sky olive white",
         "Crisp cotton poplin with a collar, real buttons and a tie at the waist."),
        ("midi", "Midi Dress", 89, 145, "W", "Summer", "Casual", "navy rose mustard",
         "A gathered waist, short sleeves and two pockets that hold a phone."),
        ("wrap", "Wrap Dress", 92, 150, "W", "Summer", "Party", "teal red plum",
         "It crosses, ties and stays put, thanks to one hidden button."),
        wear=PRINTS,
    ),
)  # fmt: skip

CLOTHES: tuple[Kind, ...] = TOPS + OUTER + BOTTOMS
