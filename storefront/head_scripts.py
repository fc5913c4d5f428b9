"""What each document runs before anything of it is painted, and before React: scripts of its head."""

from storefront.browser import OFFLINE

# How a phone paints what is around the page, as `--canvas` of assets/theme.css.
CANVAS = {"light": "#fbfaf8", "dark": "#110f0d"}
# Before anything is painted: Reflex takes whatever is kept for a theme, and shows what is none as light.
# React would put back what it drew itself, so it draws no `theme-color`.
THEME = f"""(() => {{
  const root = document.documentElement, modes = {list(CANVAS)};
  const bar = document.head.appendChild(document.createElement("meta"));
  const follow = () => {{ bar.content = {CANVAS}[modes[Number(root.classList.contains("dark"))]]; }};
  bar.name = "theme-color";
  try {{
    const kept = localStorage.getItem("theme");
    if (kept !== null && ![...modes, "system"].includes(kept)) {{
      localStorage.removeItem("theme");
      root.className = modes[Number(matchMedia("(prefers-color-scheme: dark)").matches)];
      root.style.colorScheme = root.className;
    }}
  }} catch {{}}
  new MutationObserver(follow).observe(root, {{ attributeFilter: ["class"] }});
  follow();
}})()"""
# Of a photograph whose shape is far from a tile's, filling the tile would leave too little to see.
SHAPES = """document.addEventListener("load", ({ target: picture }) => {
  if (!picture.matches?.("img.picture")) return;
  const wide = picture.naturalWidth / picture.naturalHeight / 0.8;
  picture.dataset.shape = Math.min(wide, 1 / wide) < 0.7 ? "far" : "near";
}, true)"""

# Whether the page is connected is known at once here; Reflex tells of it after two refusals, and a shop that
# starts again refuses nobody. What was refused meanwhile is no longer said once it is back.
LINE = f"""{{
  const Socket = WebSocket;
  window.WebSocket = class extends Socket {{
    constructor(...to) {{
      super(...to);
      window.rivuletLine = this;
      const notice = () => document.getElementById("{OFFLINE}");
      this.addEventListener("open", () => notice()?.removeAttribute("data-refused"));
    }}
  }};
}}"""

# What lies over the page, one at a time. A close watcher hears of Esc, and of the gesture by which phones go
# back; where a browser has none, Esc is heard of here. The second click of two, and a key that is held, were
# meant for what was there before: a size is bought by one click, and may come to lie under it.
OVER = """window.rivuletOver = (() => {
  const TWO_CLICKS_MS = 500, ONE_PLACE_PX = 24;
  let over = null, cameFrom = null, watcher = null, pressed = null;
  let clicked = null, change = null;
  const changed = () => (change = { at: performance.now(), after: clicked });
  const close = () => {
    const closed = over;
    watcher?.destroy();
    over = watcher = null;
    if (!closed?.isConnected) return;
    changed();
    closed.removeAttribute("data-open");
    const { activeElement } = document;
    if (activeElement === document.body || closed.contains(activeElement))
      cameFrom.focus({ preventScroll: true });
  };
  const open = (name) => {
    const opened = document.getElementById(name);
    if (!opened || opened === over) return;
    close();
    over = opened;
    cameFrom = document.activeElement;
    changed();
    opened.setAttribute("data-open", "");
    if (window.CloseWatcher) {
      watcher = new CloseWatcher();
      watcher.onclose = close;
    }
    requestAnimationFrame(() => setTimeout(() => {
      if (opened !== over || opened.contains(document.activeElement)) return;
      opened.querySelector("button").focus();
    }));
  };
  const drop = (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("pointerdown", ({ target }) => (pressed = target), true);
  document.addEventListener("click", (click) => {
    const { detail, target, clientX: x, clientY: y } = click;
    if (!detail) return;
    clicked = { x, y };
    const soon = change?.after && performance.now() - change.at < TWO_CLICKS_MS;
    if (soon && Math.hypot(x - change.after.x, y - change.after.y) < ONE_PLACE_PX) drop(click);
    else if (target === over && target === pressed) close();
  }, true);
  document.addEventListener("keydown", (press) => {
    if (press.key === "Escape" && !window.CloseWatcher) close();
    if (press.key === "Enter" && press.repeat && press.target.matches("button, a")) drop(press);
  }, true);
  return { open, close };
})()"""
