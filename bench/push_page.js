// Runs in the page before its own code: when was clicked, what came over the socket, what was painted when.
(() => {
  const NativeSocket = window.WebSocket;
  const known = new Set();
  const afterPaint = new MessageChannel();
  const painting = [];
  let record = null;

  window.WebSocket = class extends NativeSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => record?.received.push([performance.now(), data]));
    }
    send(data) {
      record?.sent.push([performance.now(), data]);
      super.send(data);
    }
  };

  addEventListener(
    "click",
    (click) => {
      if (record && !record.clicked) record.clicked = Math.min(click.timeStamp, performance.now());
    },
    true,
  );

  // The task after a frame's callbacks runs when that frame's style, layout and paint are done.
  afterPaint.port1.onmessage = () => {
    const at = performance.now();
    for (const entry of painting.splice(0)) {
      entry.painted = at;
      if (entry.status === "Paid") record?.paid();
    }
  };

  const look = () => {
    if (!record) return;
    const order = document.querySelector('article[aria-labelledby^="order-"]');
    const id = order?.getAttribute("aria-labelledby").slice("order-".length);
    if (!id || known.has(id)) return;
    const status = order.querySelector('[role="status"]').textContent;
    if (record.shown.some((entry) => entry.id === id && entry.status === status)) return;
    const entry = { id, status, mutated: performance.now() };
    record.shown.push(entry);
    requestAnimationFrame(() => {
      painting.push(entry);
      afterPaint.port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });

  // Milliseconds between the page's clock and the wall's: read as the wall's ticks.
  const wallClock = () => {
    const before = Date.now();
    let now;
    do now = Date.now();
    while (now === before);
    return now - performance.now();
  };

  window.bench = {
    start: () => {
      record = { clicked: 0, received: [], sent: [], shown: [], offset: wallClock() };
      record.done = new Promise((resolve) => (record.paid = resolve));
    },
    soFar: () => record,
    paid: async () => {
      await record.done;
      const { clicked, received, sent, shown, offset } = record;
      record = null;
      for (const { id } of shown) known.add(id);
      return { clicked, received, sent, shown, offset };
    },
  };
})();
