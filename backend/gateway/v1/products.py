"""`/api/v1/products`: search, filter, sort; needs no session."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from backend.gateway.addresses import base_url
from backend.gateway.v1.parameters import Cursor, ProductId
from backend.gateway.v1.problems import ProblemError, documented
from backend.gateway.v1.routing import StrictRoute
from backend.gateway.v1.schemas import MAX_ID, Product, ProductList, product_of
from backend.products.schemas import Filters, Sort
from backend.wiring import shop

MOST = 100
Word = Annotated[str, Query(max_length=100)]
Amount = Annotated[int | None, Query(ge=0, le=MAX_ID, description="minor units")]

router = APIRouter(prefix="/api/v1/products", tags=["Products"], route_class=StrictRoute)


@router.get("", responses=documented(422))
async def find_products(
    request: Request,
    q: Annotated[str, Query(max_length=1_000, description="words", examples=["blue shirt"])] = "",
    category: Word = "",
    brand: Word = "",
    colour: Word = "",
    gender: Word = "",
    price_from: Annotated[Amount, Query(alias="priceFrom")] = None,
    price_to: Annotated[Amount, Query(alias="priceTo")] = None,
    on_sale: Annotated[bool, Query(alias="onSale", description="only what is discounted")] = False,
    sort: Sort = Sort.RELEVANCE,
    cursor: Cursor = None,
    size: Annotated[int, Query(ge=1, le=MOST)] = 24,
) -> ProductList:
    """Find products on sale by words, narrowed by filters; all of them without either."""
    filters = Filters(
        category=category,
        brand=brand,
        colour=colour,
        gender=gender,
        price_from=price_from,
        price_to=price_to,
        on_sale=on_sale,
    )
    found = await shop().products.find(q, filters, sort, cursor, size)
    address = base_url(request)
    return ProductList(
        products=[product_of(each, address) for each in found.products], total=found.total, next=found.next
    )


@router.get("/{productId}", responses=documented(404, 422))
async def get_product(request: Request, product_id: ProductId) -> Product:
    """One product with its description, sold out or not."""
    product = await shop().products.get(product_id)
    if product is None:
        raise ProblemError(404, "There is no such product.")
    return product_of(product, base_url(request))
