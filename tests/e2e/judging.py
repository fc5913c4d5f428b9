"""What can be told of a page's look without eyes; each finding is one line."""

from tests.e2e.axe import wrong_by_axe
from tests.e2e.visit import Visit

THUMB = 44
SEEN = """({ thumb, blind }) => {
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
        if (!blind && !picture.naturalWidth) found.push(`no picture: ${new URL(picture.src).pathname}`);
    return found;
}"""

# In a page of another language: words of English that are not marked as such; those may be named elsewhere.
IN_ENGLISH = """(known) => {
    const language = document.documentElement.lang, found = new Set();
    if (language === "en") return [];
    const asked = [...new URLSearchParams(location.search).values()].join(" ");  // the shopper's own words
    const allowed = new Set([...known, ...asked.match(/[A-Za-z]+/g) || []]);
    const named = [...document.querySelectorAll("[lang=en]")].map((part) => part.textContent.trim());
    named.push(document.head.querySelector("meta[property='og:title']")?.content ?? "");
    const own = named.filter(Boolean).sort((one, other) => other.length - one.length);
    const look = (text, part) => {
        if (part.closest("[lang]").lang !== language) return;
        let rest = text;
        for (const name of own) rest = rest.replaceAll(name, " ");
        const words = rest.replace(/\\S+@\\S+|\\S*[0-9A-Z]{6,}\\b/g, " ").match(/[A-Za-z]{2,}/g) || [];
        if (words.some((word) => !allowed.has(word))) found.add(text.trim().slice(0, 120));
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const part = texts.currentNode.parentElement;
        if (!["SCRIPT", "STYLE", "NOSCRIPT"].includes(part.tagName)) look(texts.currentNode.data, part);
    }
    for (const part of document.body.querySelectorAll("*"))
        for (const name of ["aria-label", "placeholder", "alt", "title"])
            if (part.hasAttribute(name)) look(part.getAttribute(name), part);
    look(document.title, document.documentElement);
    return [...found].map((text) => `in English: ${text}`);
}"""
NAMES = ["Rivulet", "US", "Polo", "Cookie", "Chrome", "HeadlessChrome", "Headless", "Linux"]


async def wrong_with(visit: Visit) -> list[str]:
    """What axe finds, what scrolls sideways, what a thumb would miss, lost pictures, words not translated."""
    page = visit.page
    by_axe = [
        f"axe: {violation['id']}: {node['target'][0]}: {node['failureSummary']}".replace("\n", " ")
        for violation in await wrong_by_axe(page)
        for node in violation["nodes"]
    ]
    return [
        *by_axe,
        *await page.evaluate(SEEN, {"thumb": THUMB, "blind": visit.blind}),
        *await page.evaluate(IN_ENGLISH, NAMES),
    ]
