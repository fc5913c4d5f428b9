"""No page has a picture that Reflex gives it."""

from typing import Any

import reflex as rx
from reflex.compiler import utils
from reflex_base.plugins import PageContext
from reflex_base.plugins.compiler import CompileContext, CompilerHooks
from reflex_components_core.base.meta import Image

from storefront.no_default_preview import NoDefaultPreview


def test_reflex_adds_one_to_every_page_and_it_is_left_out() -> None:
    page: Any = utils.add_meta(rx.fragment(rx.el.p("Text")), title="Page", image="", meta=())
    hooks = CompilerHooks(plugins=(NoDefaultPreview(),))
    assert any(isinstance(each, Image) for each in page.children)
    context = PageContext(name="page", route="page", root_component=page)
    with context:
        compiled = hooks.compile_component(
            page, page_context=context, compile_context=CompileContext(pages=[], hooks=hooks)
        )
    assert not any(isinstance(each, Image) for each in compiled.children)
    assert len(compiled.children) == len(page.children)
