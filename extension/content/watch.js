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
/** What the popup was last told. */
let told = "";
let looking = false;
let placing = false;
/** Places of the page that changed since the last look. @type {Set<Node>} */
const changed = new Set();
/** Whether the whole page is to be searched, as at the start, or only what has been added since. */
let searching = false;
/** @type {Set<Element>} */
const added = new Set();
/** Requests that the popup lists at most: the nearest, and those that were near before. */
const LISTED = 40;
/** @type {WeakSet<Node>} */
const watched = new WeakSet();

/**
 * Asks the worker. One that was stopped in the middle is asked again; when the extension has gone, so does this script.
 * @param {ContentRequest} request
 * @returns {Promise<any>}
 */
async function ask(request) {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (!chrome.runtime?.id) break;
    const answer = await chrome.runtime.sendMessage(request).catch(() => undefined);
    if (answer?.error) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    if (answer) return answer.ok;
  }
  if (!chrome.runtime?.id) leave();
  throw new Error("no answer");
}

async function start() {
  setup = await ask({ kind: "hello", host: location.hostname });
  if (!isOn()) return show();
  searching = true;
  look();
  if (setup?.kept) insertKept(setup.kept);
}

/** Not where the person has switched it off, nor before they have been asked. */
function isOn() {
  return setup !== null && (setup.show === "page" || setup.show === "discreet");
}

/** Takes everything away, and itself. */
function leave() {
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
  if (foreign.length) lookSoon();
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
  requestIdleCallback(() => {
    looking = false;
    look();
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

/** Compares the page with what is known of it. */
function look() {
  const site = setup?.site;
  if (!site?.places.length || !isOn()) return;
  watch();
  /** @type {Item[]} */
  const gone = [];
  const dirty = new Set([...changed].map(itemAround));
  const found = search(site);
  const kept = searching ? new Set(found.map(({ element }) => element)) : null;
  for (const item of items.values()) {
    // An answered request may turn into something else where it stands.
    const stays = kept ? kept.has(item.found.element) : item.found.element.isConnected && (!dirty.has(item) || isStill(item.found));
    if (!stays) gone.push(item);
  }
  for (const { found } of gone) {
    items.delete(found.element);
    nearness.unobserve(found.element);
  }
  for (const one of found) if (!items.has(one.element)) items.set(one.element, newItem(one));
  searching = false;
  for (const item of items.values()) {
    if (item.near && (!item.key || dirty.has(item))) read(item, gone);
  }
  changed.clear();
  for (const item of gone) layer?.remove(item);
  show();
  tell().catch(() => {});
}

/** Requests of the whole page, or those around what has been added. @param {Site} site @returns {Found[]} */
function search(site) {
  const places = site.places.filter((place) => place.identity).flatMap((place) => place.around).join(", ");
  const scopes = [...added].filter((element) => element.isConnected).map((element) => (places && element.closest(places)) || element);
  added.clear();
  return searching ? findRequests(site, rootsOf(site), new Map()) : findRequests(site, new Set(scopes), items);
}

/** @param {Found} found @returns {Item} */
function newItem(found) {
  nearness.observe(found.element);
  return { key: "", found, fields: {}, reading: { text: "", pieces: [] }, near: isNear(found.element), view: null, chip: null, spot: null };
}

/** @param {Element} element */
function isNear(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -innerHeight / 2 && top < innerHeight * 1.5;
}

/** Reads a request; one with the same words as one that has gone is that one. @param {Item} item @param {Item[]} gone */
function read(item, gone) {
  const { fields, reading } = readRequest(item.found);
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

/** Asks about what is new, or about all that is near, and lets the popup know what is on the page. @param {boolean} [anew] */
async function tell(anew = false) {
  const site = setup?.site;
  if (!site) return;
  const read = [...items.values()].filter((item) => item.key);
  const near = read.filter((item) => item.near);
  const fresh = near.filter((item) => anew || !item.view);
  const present = [...near, ...read.filter((item) => !item.near && item.view).slice(-LISTED)].slice(0, LISTED);
  present.sort((a, b) => (a.found.element.compareDocumentPosition(b.found.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  const keys = [...new Set(present.map((item) => item.key))];
  const missing = site.places
    .filter((place) => place.expected.some((path) => pattern(path).test(location.pathname)) && ![...items.values()].some((item) => item.found.place.id === place.id))
    .map((place) => place.title);
  const news = JSON.stringify([keys, missing]);
  if (!fresh.length && news === told) return;
  told = news;
  const requests = fresh.map(seenOf);
  /** @type {RequestView[]} */
  const views = await ask({ kind: "assess", site: site.id, requests, present: keys, missing });
  for (const view of views) judged.set(view.key, view);
  for (const item of items.values()) item.view = judged.get(item.key) ?? item.view;
  show();
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

function placeSoon() {
  if (placing || !layer) return;
  placing = true;
  requestAnimationFrame(() => {
    placing = false;
    layer?.place(everything().filter((item) => item.near));
  });
}

addEventListener("input", readAlong, { capture: true, passive: true });
addEventListener("scroll", placeSoon, { capture: true, passive: true });
addEventListener("resize", placeSoon, { passive: true });
// A shadow root that is attached to a known element tells nobody; that the person goes on to use it does.
addEventListener("focusin", lookSoon, { capture: true, passive: true });
chrome.runtime.onMessage.addListener((/** @type {Command} */ command, _sender, reply) => {
  reply(true);
  obey(command).catch(() => {});
});
const ready = start().catch(() => {});
