"""Takes in the public "fashion product" format: a folder of JSON files, one a product, pictures beside it."""

from backend.products.importing.directory import DirectoryReading, read_directory

__all__ = ["DirectoryReading", "read_directory"]
