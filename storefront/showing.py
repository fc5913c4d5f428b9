"""States of pages that show products: all of them learn at once that one is not what it was."""

import reflex as rx

from backend.products.schemas import ProductView


class ShowsProducts(rx.State, mixin=True):
    """A state that shows products; each says how it takes over what one is now."""

    def _take_over(self, product: ProductView) -> None:
        """Show the product as it is now, wherever it is shown."""
        raise NotImplementedError


async def show_again(state: rx.State, product: ProductView) -> None:
    """Show a product as it is now on every page of the tab, after a page was found to show it otherwise."""
    for shows in ShowsProducts.__subclasses__():
        (await state.get_state(shows))._take_over(product)
