// The page script's own course: looks at the page when it changes, asks the worker, shows what it answers.

/**
 * @typedef {import("../protocol").Setup} Setup
 * @typedef {import("../protocol").Command} Command
 * @typedef {import("../protocol").ContentRequest} ContentRequest
 */

/** Requests on the page by their elements, in no order. @type {Map<Element, Item>} */
const items = new Map();
/** What has been judged, so that a request that is drawn anew needs no second question. @type {Map<string, RequestView>} */
const judged = new Map();
/** What the person asked about by selecting it. @type {Item | null} */
let selected = null;
/** @type {Setup | null} */
let setup = null;
/** @type {ReturnType<typeof makeLayer> | null} */
let layer = null;
/** The reply that was inserted last, and for which request. @type {(Insertion & { key: string }) | null} */
let insertion = null;
/** What is painted, by views and readings. Painting anew costs the browser a look at the whole page. @type {unknown[]} */
let painted = [];
/** The reply that was last taken along. @type {import("../protocol").Draft | null} */
let taken = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let checking;
let looking = false;
let placing = false;
/** Places of the page that changed since the last look. @type {Set<Node>} */
const changed = new Set();
/** Whether the whole page is to be searched, as at the start, or only what has been added since. */
let searching = false;
/** A search that goes on when the browser has time. @type {{ whole: boolean, found: Found[], steps: ReturnType<typeof findRequests> } | null} */
let search = null;
/** @type {Set<Element>} */
const added = new Set();
/** @type {WeakSet<Node>} */
const watched = new WeakSet();

/**
 * Asks the worker. One that was stopped in the middle is asked again; when the extension has gone, so does this script.
 * @param {ContentRequest} request
 * @returns {Promise<any>}
 */
async function ask(request) {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (!isAlive()) break;
    const answer = await chrome.runtime.sendMessage(request).catch(() => undefined);
    if (answer?.error) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    if (answer) return answer.ok;
  }
  isAlive();
  throw new Error("no answer");
}

async function start() {
  setup = await ask({ kind: "hello", host: location.hostname });
  if (!isOn()) return show();
  searching = true;
  search = null;
  look(performance.now() + 12);
  if (setup?.kept) insertKept(setup.kept);
}

/** Not where the person has switched it off, nor before they have been asked. */
function isOn() {
  return setup !== null && (setup.show === "page" || setup.show === "discreet");
}

/** Whether the extension is still there; when it has been updated or removed, this script takes itself away. */
function isAlive() {
  if (chrome.runtime?.id) return true;
  leave();
  return false;
}

/** Takes everything away, and itself. */
function leave() {
  setup = null;
  mutations.disconnect();
  nearness.disconnect();
  layer?.leave();
  layer = null;
  paint([]);
  paintStrong([]);
  items.clear();
}

const mutations = new MutationObserver((records) => {
  const foreign = records.filter(({ addedNodes, removedNodes }) => ![...addedNodes, ...removedNodes].some((node) => node === layer?.host));
  for (const { target } of foreign) changed.add(target);
  for (const { target, addedNodes } of foreign) {
    if (!addedNodes.length || itemAround(target)) continue;
    for (const node of addedNodes) if (node instanceof Element) added.add(node);
  }
  if (layer && !layer.host.isConnected && [...items.values()].some((item) => item.chip)) document.documentElement.append(layer.host);
  // Where there is no request, other changes than new elements cost nothing.
  if (foreign.length && (added.size || items.size)) lookSoon();
});

/** The known request around a place of the page. @param {Node | null} node */
function itemAround(node) {
  for (; node; node = node.parentNode) {
    const item = items.get(/** @type {Element} */ (node));
    if (item) return item;
  }
  return null;
}

const nearness = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const item = items.get(target);
    if (!item) continue;
    item.near = isIntersecting;
    if (isIntersecting) changed.add(target);
    else layer?.hide(item);
  }
  lookSoon();
}, { rootMargin: "50%" });

function lookSoon() {
  if (looking) return;
  looking = true;
  requestIdleCallback((deadline) => {
    looking = false;
    // A page that is never idle still gets a slice.
    const end = performance.now() + Math.max(deadline.timeRemaining() - 1, 5);
    look(end);
  }, { timeout: 200 });
}

/** Watches the document and the shadow roots that the site uses; a new root is searched whole. */
function watch() {
  for (const root of rootsOf(setup?.site)) {
    if (watched.has(root)) continue;
    watched.add(root);
    mutations.observe(root, { subtree: true, childList: true, characterData: true });
    searching = true;
  }
}

/** Compares the page with what is known of it, as long as there is time. @param {number} end */
function look(end) {
  const site = setup?.site;
  if (!site?.places.length || !isOn() || !isAlive()) return;
  watch();
  search ??= newSearch(site);
  // Not `for … of`, which would end the search when it is left.
  for (let step = search.steps.next(); !step.done; step = search.steps.next()) {
    if (step.value) search.found.push(step.value);
    if (performance.now() > end) return lookSoon();
  }
  const { whole, found } = search;
  search = null;
  update(whole ? new Set(found.map(({ element }) => element)) : null, found.filter(({ element }) => element.isConnected));
  if (searching || added.size) lookSoon();
}

/** Requests of the whole page, or those in and around what has been added. @param {Site} site */
function newSearch(site) {
  const around = site.places.flatMap((place) => (place.identity ? [...place.around, ...place.items] : place.items)).join(", ");
  const scopes = [...added].filter((element) => element.isConnected).map((element) => (around && element.closest(around)) || element);
  const whole = searching;
  added.clear();
  searching = false;
  return { whole, found: [], steps: whole ? findRequests(site, rootsOf(site), new Map()) : findRequests(site, new Set(scopes), items) };
}

/** @param {Set<Element> | null} kept every request of the page, where all have been searched @param {Found[]} found */
function update(kept, found) {
  /** @type {Item[]} */
  const gone = [];
  const dirty = new Set([...changed].map(itemAround));
  for (const item of items.values()) {
    // An answered request may turn into something else where it stands.
    const stays = kept ? kept.has(item.found.element) : item.found.element.isConnected && (!dirty.has(item) || isStill(item.found));
    if (!stays) gone.push(item);
  }
  for (const { found } of gone) {
    items.delete(found.element);
    nearness.unobserve(found.element);
  }
  // Of very many the browser is left to tell which are near.
  for (const one of found) if (!items.has(one.element)) items.set(one.element, newItem(one, found.length < 200));
  for (const item of items.values()) {
    if (item.near && (!item.key || dirty.has(item))) read(item, gone);
  }
  changed.clear();
  for (const item of gone) layer?.remove(item);
  show();
  tell().catch(() => {});
}

/** @param {Found} found @param {boolean} few @returns {Item} */
function newItem(found, few) {
  nearness.observe(found.element);
  return { key: "", found, fields: {}, reading: { text: "", pieces: [] }, near: few && isNear(found.element), view: null, chip: null, spot: null };
}

/** @param {Element} element */
function isNear(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -innerHeight / 2 && top < innerHeight * 1.5;
}

/** Reads a request; one with the same words as one that has gone is that one. @param {Item} item @param {Item[]} gone */
function read(item, gone) {
  if (!setup) return;
  const { fields, reading } = readRequest(item.found, setup.site);
  const key = [item.found.place.id, fields.profile ?? fields.name ?? "", hash(JSON.stringify(fields) + reading.text)].join("|");
  Object.assign(item, { fields, reading, spot: null });
  if (key !== item.key) {
    item.key = key;
    item.view = judged.get(key) ?? null;
    const same = gone.find((other) => other.key === key && other.chip);
    if (same) layer?.pass(same, item);
  }
}

/** @param {string} text */
function hash(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}

function everything() {
  return selected ? [...items.values(), selected] : [...items.values()];
}

/** Marks and chips of everything that is near. */
function show() {
  const near = isOn() ? everything().filter((item) => item.near && item.view) : [];
  const words = near.flatMap(({ view, reading }) => [view, reading]);
  if (words.length !== painted.length || words.some((word, i) => word !== painted[i])) {
    painted = words;
    paint(near.flatMap(({ view, reading }) => view?.marks.flatMap(({ start, end }) => rangesOf(reading, start, end)) ?? []));
  }
  for (const item of near) useLayer()?.chip(item);
  placeSoon();
}

/** Whether the page has drawn the request anew and it has not been read since: its chip stays where it is. @param {Item} item */
function isStale({ found, reading }) {
  return !found.element.isConnected || reading.pieces.some(({ node }) => !node.isConnected);
}

function placeSoon() {
  if (placing || !layer || !isAlive()) return;
  placing = true;
  requestAnimationFrame(() => {
    placing = false;
    layer?.place(everything().filter((item) => item.near && !isStale(item)));
  });
}

addEventListener("input", readAlong, { capture: true, passive: true });
addEventListener("scroll", placeSoon, { capture: true, passive: true });
addEventListener("resize", placeSoon, { passive: true });
// A shadow root that is attached to a known element tells nobody; that the person goes on to use it does.
addEventListener("focusin", lookSoon, { capture: true, passive: true });
// A page that comes back from the browser's memory is as it was, but the tab has been told of another since.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && isAlive()) obey({ kind: "refresh" }).catch(() => {});
});
chrome.runtime.onMessage.addListener((/** @type {Command} */ command, _sender, reply) => {
  reply(command.kind === "check" ? checkSite() : true);
  if (command.kind === "press") press(command.name);
  else obey(command).catch(() => {});
});
const ready = start().catch(() => {});
