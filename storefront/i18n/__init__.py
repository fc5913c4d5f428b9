"""The shop in the shopper's language; every word that a person reads on a page comes through here."""

from storefront.i18n.formats import date, money, number
from storefront.i18n.languages import language
from storefront.i18n.words import _, parts, plural, said, term

__all__ = ["_", "date", "language", "money", "number", "parts", "plural", "said", "term"]
