"""What products does when stock changes."""

from collections.abc import Sequence

from backend.bus.dead_letters import Rejected
from backend.events.stock import StockChanged
from backend.products.service import ProductService


async def update_availability(
    changed: Sequence[StockChanged], products: ProductService
) -> Sequence[Rejected]:
    """Show what is sold out, back, or nearly gone; the newest level of each product wins."""
    await products.apply_stock([(news.product_id, news.available, news.version) for news in changed])
    return ()
