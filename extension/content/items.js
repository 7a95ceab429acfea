// The requests of the page that are known: which have come, which have gone, what stands in those that are near.

/** Requests on the page by their elements, in no order. @type {Map<Element, Item>} */
const items = new Map();
/** What has been judged, so that a request that is drawn anew needs no second question. @type {Map<string, RequestView>} */
const judged = new Map();
/** Places of the page that changed since the last look. @type {Set<Node>} */
const changed = new Set();
/** Requests that are near, or were when this was noted, and are to be read. @type {Set<Item>} */
const unread = new Set();
/** Requests that have gone since all was read; one with the same words takes over their chip. @type {Item[]} */
const gone = [];

/** The known request around a place of the page. @param {Node | null} node */
function itemAround(node) {
  for (; node; node = node.parentNode) {
    const item = items.get(/** @type {Element} */ (node));
    if (item) return item;
  }
  return null;
}

/** Lets go of what is no longer there. @param {ReadonlySet<Element> | null} kept every request of the page, where all have been searched */
function sweep(kept) {
  /** @type {Set<Item>} */
  const touched = new Set();
  for (const node of changed) {
    const item = itemAround(node);
    if (item) touched.add(item);
  }
  changed.clear();
  for (const item of touched) unread.add(item);
  for (const item of items.values()) {
    const { found } = item;
    // An answered request may turn into something else where it stands.
    if (kept ? kept.has(found.element) : found.element.isConnected && (!touched.has(item) || isStill(found))) continue;
    items.delete(found.element);
    nearness.unobserve(found.element);
    unread.delete(item);
    gone.push(item);
  }
}

/** Takes up what has been found. @param {Found[]} all */
function adopt(all) {
  for (const found of all) {
    if (!found.element.isConnected || items.has(found.element)) continue;
    // Of very many the browser is left to tell which are near.
    const near = all.length < 50 && isNear(found.element);
    const item = { key: "", found, fields: {}, reading: { text: "", pieces: [] }, near, view: null, chip: null, spot: null };
    items.set(found.element, item);
    nearness.observe(found.element);
    if (near) unread.add(item);
  }
}

/** Reads what is near, one at least; whether nothing is left to read. @param {number} end */
function readSome(end) {
  for (const item of unread) {
    unread.delete(item);
    if (!item.near) continue;
    read(item);
    if (performance.now() > end) break;
  }
  return unread.size === 0;
}

/** Reads a request; one with the same words as one that has gone is that one. @param {Item} item */
function read(item) {
  if (!setup) return;
  const { fields, reading } = readRequest(item.found, setup.site);
  const key = [item.found.place.id, fields.profile ?? fields.name ?? "", hash(JSON.stringify(fields) + reading.text)].join("|");
  Object.assign(item, { fields, reading, spot: null });
  if (key === item.key) return;
  item.key = key;
  item.view = judged.get(key) ?? null;
  const same = gone.find((other) => other.key === key && other.chip);
  if (same) layer?.pass(same, item);
}

/** Whether it is in the window, or so close that it may be soon. @param {Element} element */
function isNear(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -innerHeight / 2 && top < innerHeight * 1.5;
}

/** @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}
