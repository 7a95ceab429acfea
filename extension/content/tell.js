// Asks the worker: about what is new on the page, about all of it when something else has changed, and about what the
// person has selected; and lets it know what is there.

/** @typedef {import("../protocol").ContentRequest} ContentRequest */

/** What stands for the answer of a worker that is there and gives none. It gives up what does not end after ten seconds. */
const LATE = Symbol();
const PATIENCE = 15_000;

/**
 * Asks the worker. One that was stopped in the middle is asked again, one that is late is not, since it may yet do it;
 * when the extension has gone, so does this script.
 * @param {ContentRequest} request
 * @returns {Promise<any>}
 */
async function ask(request) {
  for (let attempt = 0; attempt < 3; attempt++) {
    if (!isAlive()) break;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE, LATE)));
    const answer = await Promise.race([chrome.runtime.sendMessage(request).catch(() => undefined), late]);
    clearTimeout(timer);
    if (answer === LATE) break;
    if (answer?.error) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    if (answer) return answer.ok;
  }
  isAlive();
  throw new Error("no answer");
}

/** What the popup was last told. */
let told = "";
/** Requests that the popup lists at most: the nearest, and those that were near before. */
const LISTED = 40;
/** Requests that have been asked about and not answered yet. @type {Set<string>} */
const asked = new Set();

/** Requests that are asked about at once. */
const AT_ONCE = 40;
/** Judgements that are remembered. */
const REMEMBERED = 500;
/** How often something may be told: in bursts, and two times a second for good, however often the page changes. */
const BURST = 30;
let left = BURST;
let countedAt = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let tellingLater;

/** Whether it is not too often. If it is, the page is looked at again later. */
function mayTell() {
  const now = performance.now();
  left = Math.min(BURST, left + (now - countedAt) / 500);
  countedAt = now;
  if (left < 1) {
    tellingLater ??= setTimeout(() => {
      tellingLater = undefined;
      lookSoon();
    }, 500);
    return false;
  }
  left -= 1;
  return true;
}

/** Asks about what is new, or about all that is near, and lets the popup know what is on the page. @param {boolean} [anew] */
async function tell(anew = false) {
  const site = setup?.site;
  if (!site) return;
  const read = [...items.values()].filter((item) => item.key);
  const near = read.filter((item) => item.near);
  const wanted = near.filter((item) => anew || (!item.view && !asked.has(item.key)));
  const fresh = wanted.slice(0, AT_ONCE);
  const present = [...near, ...read.filter((item) => !item.near && item.view).slice(-LISTED)].slice(0, LISTED);
  present.sort((a, b) => (a.found.element.compareDocumentPosition(b.found.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  const keys = [...new Set(present.map((item) => item.key))];
  // What a search may still find is not missing.
  const missing = search ? [] : site.places
    .filter((place) => place.expected.some((path) => pattern(path).test(location.pathname + location.hash)) && ![...items.values()].some((item) => item.found.place.id === place.id))
    .map((place) => place.title);
  const news = JSON.stringify([keys, missing]);
  if (!fresh.length && news === told) return;
  if (!anew && !mayTell()) return;
  // The others have their turn when these are answered.
  for (const item of wanted.slice(AT_ONCE)) item.view = null;
  told = news;
  const requests = fresh.map(seenOf);
  for (const { key } of requests) asked.add(key);
  /** @type {RequestView[]} */
  const views = await ask({ kind: "assess", site: site.id, requests, present: keys, missing }).finally(() => {
    for (const { key } of requests) asked.delete(key);
  });
  for (const view of views) judged.set(view.key, view);
  for (const key of [...judged.keys()].slice(0, -REMEMBERED)) judged.delete(key);
  if (wanted.length > AT_ONCE) lookSoon();
  for (const item of items.values()) item.view = judged.get(item.key) ?? item.view;
  show();
  openAwaited();
}

/**
 * Settings, record or grants have changed, or the page has come back: all is judged anew. What the person has open, and
 * what they have typed into it, stays as long as Demur may go on showing itself as before.
 */
async function refresh() {
  const before = setup;
  const shown = JSON.stringify(layer?.opened()?.view?.panel);
  judged.clear();
  told = "";
  await start();
  const stays = isOn() && looksOf(before) === looksOf(setup);
  if (!stays) {
    layer?.leave();
    layer = null;
    selected = null;
  }
  for (const item of everything()) if (!stays || !item.near) item.view = null;
  if (!stays) for (const item of items.values()) item.chip = null;
  if (stays && selected) selected.view = await assessSelected(selected);
  await tell(true);
  show();
  const open = layer?.opened();
  if (open && JSON.stringify(open.view?.panel) !== shown) layer?.redraw(open);
}

/** What the layer is made of. @param {Setup | null} setup */
function looksOf(setup) {
  return setup && JSON.stringify([setup.show, setup.style, setup.words, setup.site.id]);
}

/** @param {Item} item @returns {Promise<RequestView | null>} */
async function assessSelected(item) {
  const [view = null] = await ask({ kind: "assess", site: setup?.site.id ?? "", requests: [seenOf(item)], present: [item.key], missing: [] });
  return view;
}

/** Any page: what is selected is the message. */
async function judgeSelection() {
  const selection = getSelection();
  if (!setup || !selection?.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0).cloneRange();
  const place = setup.selection;
  const element = range.commonAncestorContainer instanceof Element ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement;
  if (!element) return;
  const reading = readRange(range);
  /** @type {Item} */
  const item = { key: `selection|${hash(reading.text)}`, found: { place, element, anchor: null }, fields: {}, reading, near: true, view: null, chip: null, spot: null };
  item.view = await assessSelected(item);
  if (!item.view) return;
  selected = item;
  useLayer();
  show();
  openPanel(item);
}

/** Says what has happened to a reply: in the page, or in the panel at the side. @param {string} text @param {boolean} undo */
function say(text, undo) {
  if (setup?.show === "discreet") ask({ kind: "said", text, undo }).catch(() => {});
  else useLayer()?.say(text, undo);
}

/** What the person has told the desk, by request. @type {Map<string, string>} */
const desk = new Map();

/** What the person has had before them stays as it is worded. @type {Map<string, string>} */
const offered = new Map();

/** @param {Item} item */
function offer({ key, view }) {
  if (view && !offered.has(key)) offered.set(key, view.after);
}

/** @param {Item} item */
function seenOf({ key, found, fields, reading }) {
  const short = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.slice(0, LONGEST_FIELD)]));
  return { key, place: found.place.id, fields: short, text: reading.text.slice(0, LONGEST), told: desk.get(key) ?? "", after: offered.get(key) ?? null };
}

/** Units of a message, and of anything else about a request, that the worker is told: more than anybody writes. */
const LONGEST = 50_000;
const LONGEST_FIELD = 1000;
