// What the person's shortcuts do on the page: from request to request, from reply to reply, into the message box.

/** A request that has been gone to and is not judged yet: its panel opens when it is. @type {Item | null} */
let awaited = null;

/** @param {string} name of the command in the manifest */
function press(name) {
  switch (name) {
    case "next-request":
      return goTo(1);
    case "previous-request":
      return goTo(-1);
    case "next-reply": {
      const replies = repliesShown();
      const now = replies.findIndex((reply) => reply.matches(":focus-within"));
      const next = replies[(now + 1) % replies.length];
      const control = next?.querySelector("[data-reply]:not([hidden])") ?? next?.querySelector("button");
      return control instanceof HTMLElement && control.focus();
    }
    case "insert-reply": {
      const replies = repliesShown();
      const reply = replies.find((reply) => reply.matches(":focus-within")) ?? replies[0];
      const text = reply?.querySelector("[data-reply]");
      const item = layer?.opened();
      const root = layer?.panel();
      const does = item?.view && text instanceof HTMLElement ? insertOf(item.view.panel, Number(text.dataset.reply)) : null;
      if (item && root && does) act(item, does, root, root);
    }
  }
}

/** What the button of that reply does. @param {Part} part @param {number} reply @returns {Act | null} */
function insertOf(part, reply) {
  if (part.act?.verb === "insert" && part.act.reply === reply) return part.act;
  for (const child of part.parts ?? []) {
    const found = insertOf(child, reply);
    if (found) return found;
  }
  return null;
}

/** The replies that the panel shows. @returns {Element[]} */
function repliesShown() {
  return [...(layer?.panel()?.querySelectorAll(".replies:not([hidden]) li:has([data-reply])") ?? [])];
}

/** @param {1 | -1} way */
function goTo(way) {
  const all = [...items.values()].sort((a, b) => (a.found.element.compareDocumentPosition(b.found.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  const open = layer?.opened();
  // Without an open panel the way starts at what is in the window.
  const now = open ? all.indexOf(open) : all.findIndex(({ found }) => found.element.getBoundingClientRect().bottom > 0) - (way > 0 ? 1 : 0);
  const item = all[now + way];
  if (!item) return;
  item.found.element.scrollIntoView({ block: "center" });
  awaited = item;
  openAwaited();
}

/** Opens the panel that is waited for, once there is something to show. */
function openAwaited() {
  if (!awaited?.view || setup?.show !== "page") return;
  useLayer();
  openPanel(awaited);
  awaited = null;
}
