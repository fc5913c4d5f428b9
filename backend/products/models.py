"""The stored shapes of a product: its MongoDB document, and the Redis OM document that search reads."""

from typing import Any, Self

from aredis_om import Field as Indexed
from aredis_om import JsonModel
from pydantic import BaseModel, ConfigDict, model_validator
from pydantic.alias_generators import to_camel

ACTIVE = 1


class Drawing(BaseModel):
    """What determines a drawn picture; the same values give the same picture."""

    model_config = ConfigDict(frozen=True)

    article: str
    colour: str
    second: str | None = None
    pattern: str = "plain"
    style: str | None = None
    seed: int = 0


class Size(BaseModel):
    """One size of a product, sold and stocked under an id of its own; one of them has the product's."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)

    product_id: int
    size: str
    stock_qty: int


class ProductRecord(BaseModel):
    """What a source says of a product, under the tutorial's names; prices in minor units.

    `price` is before discount, `discounted_price` what is charged. Products with one `style_code` are
    one design in several colours. `stock_qty` is the first stock only, of all `sizes` (in wearing order)
    together: what is left now belongs to orders.
    """

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True)

    product_id: int
    product_display_name: str
    variant_name: str = ""
    style_code: str = ""
    brand_name: str = ""
    age_group: str = ""
    gender: str = ""
    base_colour: str = ""
    article_type: str = ""
    sub_category: str = ""
    master_category: str = ""
    display_categories: str = ""
    season: str = ""
    year: int | None = None
    usage: str = ""
    price: int
    discounted_price: int
    rating: float = 0.0
    rating_count: int = 0
    stock_qty: int
    sizes: tuple[Size, ...] = ()
    description: str = ""
    drawing: Drawing | None = None
    photograph: str | None = None

    @model_validator(mode="after")
    def _one_size_has_its_id(self) -> Self:
        if self.sizes and all(size.product_id != self.product_id for size in self.sizes):
            raise ValueError("sizes: one of them is sold under the product's own id")
        return self

    @property
    def first_stock(self) -> dict[int, int]:
        """What there is at first of each id that can be ordered."""
        if not self.sizes:
            return {self.product_id: self.stock_qty}
        return {size.product_id: size.stock_qty for size in self.sizes}

    def to_document(self) -> dict[str, Any]:
        """The fields of the MongoDB document that the source owns."""
        fields = self.model_dump(by_alias=True)
        return {"_id": self.product_id, **fields, "sizes": list(fields["sizes"])}


class Product(JsonModel, index=True):
    """A product as search sees it: folded words to find it by, and the packed `card` that a page shows.

    `listed` is `active` and `in_stock`; `sizes` are packed too, with their stock, which stands only for the
    `size_ids` that it was told of; `fragment` is kept beside the documents.
    """

    product_id: int = Indexed(primary_key=True)
    name: str = Indexed(index=True, full_text_search=True)
    brand: str = Indexed(index=True, full_text_search=True)
    variant: str = Indexed(index=True, full_text_search=True)
    category: str = Indexed(index=True, full_text_search=True)
    colour: str = Indexed(index=True, full_text_search=True)
    description: str = Indexed(index=True, full_text_search=True)
    listed: bool = Indexed(index=True)
    price: int = Indexed(index=True, sortable=True)
    position: int = Indexed(index=True, sortable=True)
    created: int = Indexed(index=True, sortable=True)
    by_price: str = Indexed(index=True, sortable=True)
    by_created: str = Indexed(index=True, sortable=True)
    filter_category: list[str] = Indexed(index=True)
    filter_brand: str = Indexed(index=True)
    filter_colour: str = Indexed(index=True)
    filter_gender: str = Indexed(index=True)
    on_sale: bool = Indexed(index=True)
    group: str = Indexed(default="", index=False)
    active: bool = Indexed(default=True, index=False)
    in_stock: bool = Indexed(default=True, index=False)
    stock_left: int | None = Indexed(default=None, index=False)
    stock_version: int = Indexed(default=0, index=False)
    size_ids: str = Indexed(default="", index=False)
    sizes: str = Indexed(default="[]", index=False)
    card: str = Indexed(default="", index=False)
    fragment: str = Indexed(default="", index=False)

    class Meta:
        """Where Redis OM keeps it; the key's prefix gets the schema's hash in `index.py`."""

        global_key_prefix = "rivulet"
        model_key_prefix = "product"
        index_name = "rivulet:products"
