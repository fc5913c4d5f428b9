"""`/api/v1/cart`: the cart of the session's shopper, the same that their open page shows."""

from fastapi import APIRouter, Request, Response

from backend.gateway.addresses import base_url
from backend.gateway.callers import origin_of
from backend.gateway.v1.parameters import ProductId
from backend.gateway.v1.problems import documented
from backend.gateway.v1.routing import Shopper, StrictRoute
from backend.gateway.v1.schemas import AddedLine, Cart, LineQty, Placed, cart_of
from backend.wiring import shop

router = APIRouter(prefix="/api/v1/cart", tags=["Cart"], route_class=StrictRoute)


@router.get("", responses=documented(401))
async def get_cart(request: Request, session: Shopper) -> Cart:
    """The cart at today's names, prices and stock."""
    return cart_of(await shop().carts.view(session.user), base_url(request))


@router.post("/lines", responses=documented(401, 409, 415, 422))
async def add_to_cart(request: Request, session: Shopper, line: AddedLine) -> Cart:
    """Put so many more of a product into the cart."""
    return cart_of(await shop().carts.add(session.user, line.product_id, line.qty), base_url(request))


@router.put("/lines/{productId}", responses=documented(401, 409, 415, 422))
async def set_quantity(request: Request, session: Shopper, product_id: ProductId, line: LineQty) -> Cart:
    """Have exactly so many of a product that is in the cart."""
    return cart_of(await shop().carts.set_quantity(session.user, product_id, line.qty), base_url(request))


@router.delete("/lines/{productId}", responses=documented(401, 422))
async def remove_from_cart(request: Request, session: Shopper, product_id: ProductId) -> Cart:
    """Take a product out of the cart, if it is there."""
    return cart_of(await shop().carts.remove(session.user, product_id), base_url(request))


@router.post("/checkout", status_code=201, responses=documented(401, 409, 422))
async def buy_cart(request: Request, response: Response, session: Shopper) -> Placed:
    """Order what is in the cart and empty it; a second call at once gives the same order."""
    order_id = await shop().carts.buy(session.user, origin_of(session, request))
    response.headers["Location"] = f"/api/v1/orders/{order_id}"
    return Placed(order_id=order_id)
