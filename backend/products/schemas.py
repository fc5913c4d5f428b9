"""The shapes of the catalogue that other rooms and the storefront see."""

from pydantic import BaseModel, ConfigDict


class ProductView(BaseModel):
    """One product as a shopper sees it. Prices are minor units; `price` is what is charged."""

    model_config = ConfigDict(frozen=True)

    product_id: int
    name: str
    brand: str
    variant: str
    price: int
    list_price: int
    currency: str
    picture: str
    article_type: str
    category: str
    colour: str
    gender: str
    season: str = ""
    usage: str = ""
    year: int | None = None
    rating: float = 0.0
    description: str = ""
    in_stock: bool = True
    stock_left: int | None = None


class ProductPage(BaseModel):
    """One page of a search; `total` counts all hits, `page` starts at 1."""

    model_config = ConfigDict(frozen=True)

    products: tuple[ProductView, ...]
    total: int
    page: int
    pages: int
