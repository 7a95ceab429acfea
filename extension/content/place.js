// Where chip and panel go: at the end of a line of the request, where they cover neither words nor controls.

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */

/** Bars of the site, which lie over what scrolls, are at most so high and at the edges of the window. */
const EDGE = 130;

/**
 * Where a chip belongs in the window, or null where its request cannot be seen.
 * @param {Item} item
 * @param {Element} host
 * @param {boolean} moving while the page scrolls, what lies over the middle of a row of cards is not asked for: in a long list the browser takes its time to tell
 * @returns {{ x: number, y: number } | null}
 */
function chipPlace(item, host, moving) {
  const { chip, found } = item;
  if (!chip || !found.element.isConnected) return null;
  const [width, height] = [chip.offsetWidth, chip.offsetHeight];
  for (const area of areasOf(item)) {
    const box = area.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    const size = `${box.width} ${box.height} ${width}`;
    if (item.spot?.area !== area || item.spot.size !== size) item.spot = { ...freeSpot(area, box, width, height), area, size };
    const x = box.x + item.spot.dx;
    const y = box.y + item.spot.dy;
    const inMiddle = y > EDGE && y < innerHeight - EDGE;
    if (moving && inMiddle && !found.place.messages && !chip.classList.contains("away")) return { x, y };
    if (!isCovered(area, host, box, x + width / 2, y + height / 2)) return { x, y };
  }
  return null;
}

/** A conversation is too large an area: its chip stands at the newest message that can be seen. @param {Item} item @returns {Element[]} */
function areasOf({ found, reading }) {
  if (!found.place.messages) return [found.element];
  const messages = reading.pieces.map(({ node }) => node.parentElement).filter((element) => element !== null);
  return [...new Set(messages.map((element) => closest(element, "li, [role='listitem']") ?? element))].reverse();
}

/**
 * The first line end with room for the chip, else the upper edge.
 * @param {Element} area
 * @param {DOMRect} box
 * @param {number} width
 * @param {number} height
 */
function freeSpot(area, box, width, height) {
  const lines = textBoxes(area);
  const controls = [...area.querySelectorAll("a, button, img, input, textarea, [role='button'], [contenteditable='true']")];
  const taken = [...lines, ...controls.map((control) => control.getBoundingClientRect())];
  const rightToLeft = getComputedStyle(area).direction === "rtl";
  for (const line of lines) {
    const x = rightToLeft ? line.left - 8 - width : line.right + 8;
    const y = (line.top + line.bottom - height) / 2;
    // A line is lower than a chip: touching the lines above and below is allowed.
    const spot = { left: x, top: y + 2, right: x + width, bottom: y + height - 2 };
    const inside = spot.left >= box.left && spot.right <= box.right - 4 && spot.top >= box.top - 4;
    if (inside && !taken.some((other) => overlap(spot, other) > 0)) return { dx: x - box.x, dy: y - box.y };
  }
  const x = rightToLeft ? box.left + 8 : box.right - width - 8;
  return { dx: x - box.x, dy: -height / 2 };
}

/** The boxes of the lines of text, one for each stretch. @param {Element} area @returns {Box[]} */
function textBoxes(area) {
  const boxes = [];
  const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    if (!walker.currentNode.nodeValue?.trim()) continue;
    range.selectNodeContents(walker.currentNode);
    // Text for screen readers only is hidden in a box of a pixel.
    if ((walker.currentNode.parentElement?.clientHeight ?? 0) === 1) continue;
    for (const box of range.getClientRects()) if (box.width > 1) boxes.push(box);
  }
  return boxes;
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return Math.max(0, width) * Math.max(0, height);
}

/**
 * Whether something else of the page lies over that point, or the request has been scrolled out of its list.
 * @param {Element} area
 * @param {Element} host
 * @param {DOMRect} box
 * @param {number} x
 * @param {number} y
 */
function isCovered(area, host, box, x, y) {
  const inside = Math.min(Math.max(y, box.top + 1), box.bottom - 1);
  if (inside < 0 || inside >= innerHeight || x < 0 || x >= innerWidth) return true;
  const root = /** @type {Document | ShadowRoot} */ (area.getRootNode());
  const top = root.elementsFromPoint(x, inside).find((element) => element !== host);
  return !top || !(area.contains(top) || top.contains(area));
}

/** Chromium lays out what an `<object>` shows only after a moment: what was placed before that is placed again. */
const unseen = new ResizeObserver(() => {
  unseen.disconnect();
  placeSoon();
});

/**
 * Beside the request if there is room, never over its words or over the composer, always inside the window.
 * @param {HTMLElement} element
 * @param {Item} item
 * @param {Element | null} avoid
 */
function placePanel(element, item, avoid) {
  const gap = 12;
  const view = windowOf();
  element.style.maxWidth = `${view.width - 2 * gap}px`;
  element.style.maxHeight = `${view.height - 2 * gap}px`;
  const box = ((item.found.element.isConnected && areasOf(item)[0]) || document.documentElement).getBoundingClientRect();
  const width = element.offsetWidth;
  const height = Math.min(element.offsetHeight, view.height - 2 * gap);
  const clamp = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ from, /** @type {number} */ room) =>
    Math.max(from + gap, Math.min(at, from + room - size - gap));
  const y = clamp(box.top, height, view.top, view.height);
  const keep = [avoid?.getBoundingClientRect(), ...rangesOf(item.reading, 0, Infinity).map((range) => range.getBoundingClientRect())];
  const places = [box.right + gap, box.left - width - gap, view.left + view.width - width - gap, view.left + gap, box.left].map((at) => {
    const x = clamp(at, width, view.left, view.width);
    const spot = { left: x, top: y, right: x + width, bottom: y + height };
    return { x, cost: keep.reduce((sum, other) => sum + (other ? overlap(spot, other) : 0), 0) };
  });
  const best = places.reduce((a, b) => (b.cost < a.cost ? b : a));
  element.style.left = `${best.x}px`;
  element.style.top = `${y}px`;
  // Inside a moved or scaled part of the page, places count from there.
  const { left, top } = element.getBoundingClientRect();
  if (!width) return unseen.observe(element);
  if (Math.abs(left - best.x) > 1) element.style.left = `${2 * best.x - left}px`;
  if (Math.abs(top - y) > 1) element.style.top = `${2 * y - top}px`;
}

/** What of the page can be seen, without the bars for scrolling, also when the person has zoomed in with two fingers. */
function windowOf() {
  const view = visualViewport;
  if (!view) return { left: 0, top: 0, width: innerWidth, height: innerHeight };
  return { left: view.offsetLeft, top: view.offsetTop, width: view.width, height: view.height };
}

/**
 * Where the layer has to stand to be seen and pressed: at the document's end, or inside the page's own modal dialog,
 * since everything outside of that is inert.
 * @param {Iterable<Item>} items
 * @returns {Element}
 */
function homeOf(items) {
  for (const { found } of items) {
    const modal = found.element.isConnected ? closest(found.element, ":modal, :fullscreen") : null;
    if (modal && modal !== document.documentElement) return modal;
  }
  return document.documentElement;
}
