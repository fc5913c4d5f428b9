"""The shop in the shopper's language: every word that a person reads on a page comes through here."""

from backend.kit.languages import language
from backend.kit.translations import said, term
from storefront.i18n.formats import date, money, number
from storefront.i18n.words import _, parts, plural

__all__ = ["_", "date", "language", "money", "number", "parts", "plural", "said", "term"]
