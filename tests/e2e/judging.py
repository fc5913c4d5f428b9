"""What can be told of a page's look without eyes; each finding is one line."""

from playwright.async_api import Page

from tests.e2e.axe import wrong_by_axe

THUMB = 44
SEEN = """(thumb) => {
    const found = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) found.push(`scrolls sideways: ${wide} px in ${innerWidth}`);
    for (const part of document.querySelectorAll("a[href], button, input, select, summary, textarea")) {
        const { width, height } = part.getBoundingClientRect();
        const shown = part.checkVisibility({ visibilityProperty: true, opacityProperty: true });
        // What is 1 px large is for screen readers; a link in a sentence is as high as its line.
        if (!shown || Math.min(width, height) < 2 || getComputedStyle(part).display === "inline") continue;
        const name = part.getAttribute("aria-label") || part.innerText || part.name || part.outerHTML;
        const size = `${Math.round(width)} by ${Math.round(height)} px`;
        if (Math.min(width, height) < thumb - 0.5)
            found.push(`small target: ${name.trim().slice(0, 60)}: ${size}`);
    }
    for (const picture of document.images)
        if (!picture.naturalWidth) found.push(`no picture: ${new URL(picture.src).pathname}`);
    return found;
}"""


async def wrong_with(page: Page) -> list[str]:
    """What axe finds, what scrolls sideways, what a thumb would miss, and pictures that did not come."""
    by_axe = [
        f"axe: {violation['id']}: {node['target'][0]}: {node['failureSummary']}".replace("\n", " ")
        for violation in await wrong_by_axe(page)
        for node in violation["nodes"]
    ]
    return by_axe + await page.evaluate(SEEN, THUMB)
