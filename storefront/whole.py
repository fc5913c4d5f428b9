"""A product as its card and its address stand for it, whichever of its sizes was asked for."""

from backend.products.schemas import ProductView


def whole(product: ProductView) -> ProductView:
    """Under its own id, in stock when any of its sizes is, few when all together are."""
    if not product.sizes:
        return product
    left = [each.stock_left for each in product.sizes]
    return product.model_copy(
        update={
            "product_id": own_id(product),
            "in_stock": any(each.in_stock for each in product.sizes),
            "stock_left": None if None in left else sum(each or 0 for each in left),
        }
    )


def own_id(product: ProductView) -> int:
    """The id of the product's card: one of its sizes'."""
    return product.own_id or product.product_id
