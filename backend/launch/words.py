"""`make words`: collects what people read into each language's catalogues; translations stay.

What the code no longer says leaves them; what is new is there untranslated, which a test finds.
"""

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from backend.kit.languages import ENGLISH, LANGUAGES, LOCALES
from backend.kit.translations import CATALOGUES, TERMS, TEXTS
from backend.launch.frontend import ROOT
from backend.launch.progress import say
from backend.products.generator import generate

KEYWORDS = {
    "_": None,
    "parts": None,
    "plural": (1, 2),
    # What the back rooms say to people:
    "words": None,
    "Problem": (2,),
    "Feature": (4,),
}
NAMES = ("article_type", "sub_category", "master_category", "gender", "season", "usage", "base_colour")
WIDTH = 110
HEAD = "# Rivulet in {name}. `make words` keeps it in step with the code."


def texts() -> Catalog:
    """Every sentence of the code, in the order of its files."""
    found = Catalog(fuzzy=False)
    for room in ("backend", "storefront"):
        for file, _line, sentence, _comments, _context in extract_from_dir(ROOT / room, keywords=KEYWORDS):
            found.add(sentence, locations=[(f"{room}/{file}", 1)])
    return found


def terms() -> Catalog:
    """Every name of a kind, a colour, a season and the like that the first catalogue of products brings."""
    found = Catalog(fuzzy=False)
    for name in sorted({getattr(product, each) for product in generate() for each in NAMES} - {""}):
        found.add(name)
    return found


def update(code: str, name: str, collected: Catalog) -> int:
    """Write a catalogue anew with what was collected; how many of it have no translation."""
    path = CATALOGUES / code / name
    with path.open("rb") as file:
        kept = read_po(file, locale=LOCALES[code])
    kept.update(collected, no_fuzzy_matching=True, update_creation_date=False)
    kept.obsolete.clear()
    kept.header_comment = HEAD.format(name=LANGUAGES[code])
    with path.open("wb") as file:
        write_po(file, kept, width=WIDTH, include_lineno=False)
    return sum(not is_translated(message) for message in kept if message.id)


def is_translated(message: Message) -> bool:
    """Whether every form of it has words."""
    forms = [message.string] if isinstance(message.string, str) else [*(message.string or [""])]
    return all(forms)


def main() -> None:
    """Update the catalogues of all languages."""
    collected = {TEXTS: texts(), TERMS: terms()}
    for code in LANGUAGES:
        for name, found in collected.items():
            if code != ENGLISH:
                missing = update(code, name, found)
                say(f"{code}/{name}: {len(found)} sentences, {missing} to translate")


if __name__ == "__main__":
    main()
