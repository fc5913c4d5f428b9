"""The kinds that are not clothes: shoes, bags and what one wears with the rest."""

from backend.products.generator import colours
from backend.products.generator.kinds import CHECKED, STRIPED, Kind, kinds

SHOES = (
    *kinds(
        "sneaker", "Sneakers", "Shoes", "Footwear",
        ("court", "Court Sneakers", 75, 120, "MWU", "Summer", "Casual", "white black sage",
         "Smooth uppers on a stitched cup sole, with a padded tongue that stays in the middle."),
        ("runner", "Running Sneakers", 85, 140, "MWU", "Summer", "Sports", "cobalt slate red",
         "A knitted upper and a foam that gives back some of what you put in."),
        ("hightop", "High-Top Sneakers", 80, 125, "MWU", "Fall", "Casual", "black ecru burgundy",
         "Canvas to the ankle, rubber at the toe, eight pairs of eyelets."),
        ("retro", "Retro Sneakers", 80, 130, "MWU", "Spring", "Casual", "navy sand forest",
         "Suede panels on a gum sole, the way the running track remembers them."),
    ),
    *kinds(
        "shoes", "Formal Shoes", "Shoes", "Footwear",
        ("oxford", "Oxford Shoes", 140, 220, "M", "Fall", "Formal", "black chocolate cognac",
         "Closed lacing and a welted sole that a cobbler can renew."),
        ("derby", "Derby Shoes", 130, 210, "MW", "Fall", "Smart Casual", "chocolate black camel",
         "Open lacing, a round toe and a grained calf that shrugs off rain."),
        ("loafer", "Penny Loafers", 120, 195, "MW", "Spring", "Smart Casual", "cognac black chocolate",
         "Hand-sewn at the apron, unlined at the heel, easy from the first day."),
        names=colours.LEATHER,
    ),
    *kinds(
        "boots", "Boots", "Shoes", "Footwear",
        ("chelsea", "Chelsea Boots", 150, 230, "MW", "Winter", "Smart Casual", "black cognac chocolate",
         "Elastic at the sides, a loop at the back, a storm welt all round."),
        ("lace", "Lace-Up Boots", 160, 250, "MWU", "Winter", "Outdoor", "camel black chocolate",
         "Oiled hide, speed hooks and a sole with opinions about mud."),
        ("heel", "Heeled Ankle Boots", 150, 225, "W", "Winter", "Party", "black chocolate cognac",
         "A slim shaft, an inside zip and a block you can cross a city on."),
        names=colours.LEATHER,
    ),
    *kinds(
        "heels", "Heels", "Shoes", "Footwear",
        ("pump", "Pointed Pumps", 95, 160, "W", "Spring", "Party", "black red navy",
         "A slender line, a cushioned sole and a height that lasts the evening."),
        ("block", "Block-Heel Pumps", 89, 150, "W", "Spring", "Formal", "camel burgundy black",
         "Steady underfoot, with a rounded toe and a padded collar."),
    ),
    *kinds(
        "sandal", "Sandals", "Sandal", "Footwear",
        ("slide", "Leather Slides", 45, 79, "MW", "Summer", "Casual", "cognac black",
         "One wide strap over a footbed shaped like a foot."),
        ("buckle", "Buckled Sandals", 59, 95, "WU", "Summer", "Casual", "chocolate camel black",
         "Two straps, two buckles, cork underneath."),
        ("thong", "Thong Sandals", 35, 60, "W", "Summer", "Casual", "camel black",
         "A slim post and a sole with more cushion than it shows."),
        names=colours.LEATHER,
    ),
    *kinds(
        "socks", "Socks", "Socks", "Accessories",
        (None, "Cotton Socks", 9, 15, "U", "Fall", "Casual", "navy rust forest mustard",
         "Combed cotton, reinforced at heel and toe, linked flat so that no seam rubs."),
        wear=STRIPED,
    ),
)  # fmt: skip

CARRIED = (
    *kinds(
        "handbag", "Handbags", "Bags", "Accessories",
        ("tote", "Leather Tote", 140, 240, "W", "Spring", "Casual", "cognac black sand",
         "Holds a laptop, a lunch and the day's ambitions; closes with one magnet."),
        ("flap", "Flap Shoulder Bag", 130, 220, "W", "Fall", "Party", "burgundy black camel",
         "A neat shape on a chain-weight strap, suede inside."),
        ("satchel", "Top-Handle Satchel", 150, 250, "W", "Fall", "Formal", "chocolate forest black",
         "Structured sides, a turn lock and a strap to set the hands free."),
        ("bucket", "Bucket Bag", 120, 200, "W", "Summer", "Casual", "camel sage blush",
         "Drawn together at the top and roomy below, with a pouch for keys."),
    ),
    *kinds(
        "backpack", "Backpacks", "Bags", "Accessories",
        ("day", "Daypack", 65, 110, "U", "Fall", "Casual", "navy olive black",
         "Water-repellent canvas, a padded sleeve and a bottle pocket that holds one."),
        ("flap", "Roll-Top Backpack", 85, 140, "U", "Fall", "Outdoor", "sand charcoal forest",
         "Waxed cotton with two straps in front and an honest eighteen litres."),
    ),
    *kinds(
        "wallet", "Wallets", "Wallets", "Accessories",
        ("bifold", "Bifold Wallet", 45, 75, "M", "Fall", "Casual", "cognac black chocolate",
         "Six cards, folded notes, nothing that bulges."),
        ("long", "Long Wallet", 59, 98, "W", "Fall", "Casual", "burgundy black camel",
         "Twelve cards, a zipped middle and room for a passport."),
        ("cards", "Card Holder", 29, 48, "U", "Fall", "Casual", "forest cognac black",
         "Four slots and a pocket, as thin as the law of stitching allows."),
    ),
    *kinds(
        "belt", "Belts", "Belts", "Accessories",
        (None, "Leather Belt", 39, 69, "MW", "Fall", "Smart Casual", "cognac black chocolate",
         "One piece of vegetable-tanned hide, edges burnished by hand."),
        names=colours.LEATHER,
    ),
)  # fmt: skip

WORN = (
    *kinds(
        "cap", "Caps", "Headwear", "Accessories",
        (None, "Cotton Cap", 22, 36, "U", "Summer", "Casual", "navy sand forest red",
         "Washed twill with a curved peak and a brass slider at the back."),
    ),
    *kinds(
        "beanie", "Beanies", "Headwear", "Accessories",
        (None, "Ribbed Beanie", 24, 38, "U", "Winter", "Casual", "mustard charcoal burgundy forest",
         "Merino rib that folds once and does not itch."),
    ),
    *kinds(
        "scarf", "Scarves", "Scarves", "Accessories",
        (None, "Wool Scarf", 45, 85, "U", "Winter", "Casual", "camel red navy forest",
         "Brushed lambswool with a hand-tied fringe, long enough to go round twice."),
        wear=CHECKED | STRIPED,
    ),
    *kinds(
        "tie", "Ties", "Ties", "Accessories",
        (None, "Silk Tie", 39, 65, "M", "Spring", "Formal", "navy burgundy forest",
         "Woven silk, seven folds at the blade, a loop to keep the tail in place."),
        wear={"stripes": "Striped", "dots": "Dotted"},
    ),
    *kinds(
        "watch", "Watches", "Watches", "Accessories",
        ("leather", "Leather-Strap Watch", 140, 240, "MW", "Spring", "Casual", "cognac black chocolate",
         "A calm dial under domed glass, on a strap that changes without tools."),
        ("steel", "Bracelet Watch", 190, 320, "MW", "Spring", "Formal", "navy black forest",
         "Brushed links, a bright dial and ten atmospheres of water resistance."),
        ("mesh", "Mesh Watch", 160, 260, "W", "Spring", "Party", "white black",
         "Woven steel that closes to the millimetre."),
    ),
    *kinds(
        "sunglasses", "Sunglasses", "Eyewear", "Accessories",
        ("square", "Square Sunglasses", 75, 130, "MWU", "Summer", "Casual", "black chocolate navy",
         "A strong brow line, five-barrel hinges and polarised lenses."),
        ("aviator", "Aviator Sunglasses", 85, 145, "MU", "Summer", "Casual", "mustard mustard",
         "Thin metal, wide view, weightless by lunch."),
        ("cat", "Cat-Eye Sunglasses", 80, 135, "W", "Summer", "Party", "cognac black burgundy",
         "Lifted corners and a graded lens."),
        names=colours.FRAMES,
    ),
    *kinds(
        "necklace", "Necklaces", "Jewellery", "Accessories",
        ("pendant", "Pendant Necklace", 55, 110, "W", "Spring", "Party", "mustard silver",
         "One set stone on a fine cable chain."),
        ("pearl", "Pearl Necklace", 95, 180, "W", "Spring", "Formal", "white",
         "Freshwater pearls, graded by hand and knotted one by one."),
        ("layered", "Layered Necklace", 60, 115, "W", "Summer", "Casual", "mustard rose",
         "Two chains that were measured not to tangle."),
        ("bar", "Bar Necklace", 49, 89, "W", "Summer", "Casual", "silver mustard",
         "A slim bar, polished on the side that shows."),
        names=colours.JEWELLERY,
    ),
    *kinds(
        "earrings", "Earrings", "Jewellery", "Accessories",
        ("hoop", "Hoop Earrings", 39, 79, "W", "Summer", "Casual", "mustard silver",
         "Hollow and light, with a click that one can trust."),
        ("drop", "Drop Earrings", 55, 105, "W", "Spring", "Party", "rose mustard",
         "Cut stones that catch the light of every passing tram."),
        ("disc", "Disc Earrings", 45, 85, "W", "Summer", "Casual", "silver mustard",
         "Hammered by hand, so that no two agree."),
        ("huggie", "Huggie Earrings", 42, 78, "W", "Fall", "Party", "mustard silver",
         "Small, close and set along the front."),
        names=colours.JEWELLERY,
    ),
)  # fmt: skip

ACCESSORIES: tuple[Kind, ...] = SHOES + CARRIED + WORN
