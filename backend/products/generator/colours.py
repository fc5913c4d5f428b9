"""What the colours of the drawing palette are called in a shop, and which second colour goes with each."""

NAMES = {
    "black": "Black", "charcoal": "Charcoal Grey", "slate": "Slate Grey", "silver": "Silver Grey",
    "white": "White", "ecru": "Cream", "sand": "Sand Beige", "camel": "Camel Brown",
    "cognac": "Cognac Brown", "chocolate": "Chocolate Brown", "navy": "Navy Blue",
    "indigo": "Indigo Blue", "denim": "Mid Blue", "sky": "Sky Blue", "cobalt": "Cobalt Blue",
    "teal": "Teal", "forest": "Forest Green", "olive": "Olive Green", "sage": "Sage Green",
    "mustard": "Mustard Yellow", "rust": "Rust Orange", "red": "Red", "burgundy": "Burgundy Red",
    "blush": "Blush Pink", "rose": "Rose Pink", "lilac": "Lilac Purple", "plum": "Plum Purple",
}  # fmt: skip

# Neutral, and far enough in lightness to read as a print.
SECOND = {
    "black": "ecru", "charcoal": "silver", "slate": "white", "silver": "charcoal", "white": "navy",
    "ecru": "navy", "sand": "chocolate", "camel": "chocolate", "cognac": "ecru", "chocolate": "sand",
    "navy": "white", "indigo": "ecru", "denim": "white", "sky": "navy", "cobalt": "white", "teal": "ecru",
    "forest": "ecru", "olive": "ecru", "sage": "forest", "mustard": "navy", "rust": "ecru",
    "red": "white", "burgundy": "blush", "blush": "burgundy", "rose": "white", "lilac": "plum",
    "plum": "blush",
}  # fmt: skip

JEWELLERY = {"mustard": "Gold", "silver": "Silver", "rose": "Rose Gold", "white": "Pearl White"}
DENIM = {"denim": "Washed Blue", "indigo": "Indigo Blue", "navy": "Dark Blue", "sky": "Light Blue"}
LEATHER = {"black": "Black", "cognac": "Cognac Brown", "chocolate": "Dark Brown", "camel": "Tan Brown"}
FRAMES = {
    "cognac": "Tortoiseshell Brown",
    "chocolate": "Dark Tortoiseshell Brown",
    "black": "Black",
    "mustard": "Gold",
}
