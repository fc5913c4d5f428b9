// In the page before anything else: what the browser measures of it, as the web's vitals define it.
window.bench = (() => {
  let largest = null, shifted = 0, slowest = 0;
  const watch = (type, look, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(look)).observe({ type, buffered: true, ...options });
  const name = (element) => element && `${element.tagName.toLowerCase()} ${element.className || ""}`.trim().slice(0, 40);

  watch("largest-contentful-paint", (entry) => (largest = { at: entry.startTime, what: name(entry.element) }));
  watch("layout-shift", (entry) => entry.hadRecentInput || (shifted += entry.value));
  // Shorter ones than 16 ms are never told.
  watch("event", (entry) => entry.interactionId && (slowest = Math.max(slowest, entry.duration)), { durationThreshold: 16 });

  const frames = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))));
  return {
    frames,
    painted() {
      const [document] = performance.getEntriesByType("navigation");
      const first = performance.getEntriesByName("first-contentful-paint")[0];
      const bytes = performance.getEntriesByType("resource").reduce((sum, each) => sum + each.transferSize, 0);
      return {
        answered: document.responseStart, first: first?.startTime ?? 0, largest: largest?.at ?? 0,
        what: largest?.what ?? "", shifted, kilobytes: (bytes + document.transferSize) / 1000,
      };
    },
    shifted: () => shifted,
    begin: () => (slowest = 0),
    // The next frames have been drawn, so the browser has told all that it will.
    async slowest() { await frames(); await frames(); return Math.max(slowest, 16); },
  };
})();
