// The page script's own course: looks at the page when it changes, asks the worker, shows what it answers.

/**
 * @typedef {import("../protocol").Setup} Setup
 * @typedef {import("../protocol").Command} Command
 */

/** By this the worker tells this document from the one before it and the one after it. */
const PAGE = Math.random().toString(36).slice(2);
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
/** The reply that was last taken along. @type {import("../protocol").Taken | null} */
let taken = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let checking;
let looking = false;
let placing = false;
/** Whether what is to be placed has come to rest. */
let settling = false;
/** Whether the whole page is to be searched, as at the start, or only what has been added since. */
let searching = false;
/** A search that goes on when the browser has time. @type {{ whole: boolean, seen: Set<Element>, steps: ReturnType<typeof findRequests> } | null} */
let search = null;
/** @type {Set<Element>} */
const added = new Set();
/** @type {WeakSet<Node>} */
const watched = new WeakSet();

async function start() {
  setup = await ask({ kind: "hello", host: location.hostname, page: PAGE });
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
  counting.clear();
  paint([]);
  paintStrong([]);
  items.clear();
  unread.clear();
}

const mutations = new MutationObserver((records) => {
  const foreign = records.filter(({ addedNodes, removedNodes }) => ![...addedNodes, ...removedNodes].some((node) => node === layer?.host));
  for (const { target } of foreign) changed.add(target);
  for (const { target, addedNodes } of foreign) {
    if (!addedNodes.length || itemAround(target)) continue;
    for (const node of addedNodes) if (node instanceof Element) added.add(node);
  }
  if (layer && !layer.host.isConnected && [...items.values()].some((item) => item.chip)) comeBack(layer.host);
  // Where there is no request, other changes than new elements cost nothing.
  if (foreign.length && (added.size || items.size)) lookSoon();
});

/** Half a window more on every side, also of lists that scroll by themselves. @type {IntersectionObserverInit & { scrollMargin: string }} */
const NEARBY = { rootMargin: "50%", scrollMargin: "50%" };
const nearness = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const item = items.get(target);
    // What the page has just thrown away keeps its chip until it is known what has come in its place.
    if (!item || !target.isConnected) continue;
    item.near = isIntersecting;
    if (isIntersecting) changed.add(target);
    else layer?.hide(item);
  }
  lookSoon();
}, NEARBY);

function lookSoon() {
  if (looking) return;
  looking = true;
  requestIdleCallback((deadline) => {
    looking = false;
    // A page that is never idle still gets a slice.
    const end = performance.now() + Math.max(deadline.timeRemaining() - 1, 5);
    try {
      look(end);
    } catch (error) {
      // A page may give its elements names that stand in the way of the browser's own: that search is given up.
      search = null;
      throw error;
    }
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

function lookForRoots() {
  if (setup?.site.shadow.length && rootsOf(setup.site).some((root) => !watched.has(root))) lookSoon();
}

/** Compares the page with what is known of it, as long as there is time: first what has gone, then what is new, then what is near. @param {number} end */
function look(end) {
  const site = setup?.site;
  if (!site?.places.length || !isOn() || !isAlive()) return;
  watch();
  sweep(null);
  const finished = seek(site, end);
  const waiting = unread.size;
  const all = readSome(end) && finished;
  // What has gone keeps its chip until everything that may take its place has been read.
  if (all || gone.length > 200) for (const item of gone.splice(0)) layer?.remove(item);
  show();
  if (finished || waiting) tell().catch(() => {});
  if (!all || searching || added.size) lookSoon();
}

/** Goes on with the search; whether it has come to its end. @param {Site} site @param {number} end */
function seek(site, end) {
  search ??= newSearch(site);
  /** @type {Found[]} */
  const found = [];
  let finished = false;
  // Not `for … of`, which would end the search when it is left.
  do {
    const { done, value } = search.steps.next();
    finished = done ?? false;
    if (value) found.push(value);
  } while (!finished && performance.now() < end);
  for (const { element } of found) search.seen.add(element);
  adopt(found);
  if (finished) {
    if (search.whole) sweep(search.seen);
    search = null;
  }
  return finished;
}

/** A search of the whole page, or of and around what has been added. @param {Site} site */
function newSearch(site) {
  const around = site.places.flatMap((place) => (place.identity ? [...place.around, ...place.items] : place.items)).join(", ");
  const whole = searching;
  const news = new Set(added);
  added.clear();
  searching = false;
  const steps = whole ? findRequests(site, rootsOf(site), new Map()) : findRequests(site, scopesOf(news, around), items);
  return { whole, seen: new Set(), steps };
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
  recount();
}

/** Whether the page has drawn the request anew and it has not been read since: its chip stays where it is. @param {Item} item */
function isStale({ found, reading }) {
  return !found.element.isConnected || reading.pieces.some(({ node }) => !node.isConnected);
}

/** @param {Event} [event] */
function placeSoon(event) {
  if (!layer) return;
  settling ||= event?.type !== "scroll";
  if (placing || !isAlive()) return;
  placing = true;
  requestAnimationFrame(() => {
    const moving = !settling;
    placing = settling = false;
    layer?.place(everything().filter((item) => item.near && !isStale(item)), moving);
  });
}

addEventListener("input", readAlong, { capture: true, passive: true });
/** What of Demur is in the page at this moment. @returns {import("../protocol").Counted} */
function standing() {
  const marks = isOn() && setup?.show === "page" ? everything().flatMap(({ near, view }) => (near && view ? view.marks : [])) : [];
  return { host: location.hostname, nodes: layer?.host.isConnected ? 1 : 0, marks: marks.length };
}

/** Pages of Demur's own that show what of it is in this page. @type {Set<chrome.runtime.Port>} */
const counting = new Set();
/** What they were last told. */
let counted = "";

/** Tells them, if it is another than before. */
function recount() {
  if (!counting.size) return;
  const now = standing();
  if (counted === (counted = JSON.stringify(now))) return;
  for (const port of counting) port.postMessage(now);
}

chrome.runtime.onConnect.addListener((port) => {
  counting.add(port);
  port.onDisconnect.addListener(() => counting.delete(port));
  counted = "";
  recount();
});
// A page that the browser keeps in memory is in no window.
addEventListener("pagehide", () => {
  for (const port of counting) port.disconnect();
  counting.clear();
});
addEventListener("scroll", placeSoon, { capture: true, passive: true });
addEventListener("scrollend", placeSoon, { capture: true, passive: true });
addEventListener("resize", placeSoon, { passive: true });
for (const type of ["scroll", "resize"]) visualViewport?.addEventListener(type, placeSoon, { passive: true });
// A shadow root that is attached to a known element tells nobody; that the person goes on to use it does.
addEventListener("focusin", lookForRoots, { capture: true, passive: true });
addEventListener("click", () => {
  // What a click opens comes a little later, twice at most is looked for it.
  const waits = isOn() && setup?.site.shadow.some((css) => [...document.querySelectorAll(css)].some((host) => !host.shadowRoot));
  if (waits) for (const ms of [400, 1500]) setTimeout(lookForRoots, ms);
}, { capture: true, passive: true });
// What stood on a page that is left is not to be listed any more.
addEventListener("pagehide", () => {
  if (setup) ask({ kind: "leave", page: PAGE }).catch(() => {});
});
// A page that comes back from the browser's memory is as it was, but the tab has been told of another since.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && isAlive()) obey({ kind: "refresh" }).catch(() => {});
});
chrome.runtime.onMessage.addListener((/** @type {Command} */ command, _sender, reply) => hear(command, reply));

/** @param {Command} command @param {(answer: unknown) => void} reply @returns {boolean} whether the answer comes later */
function hear(command, reply) {
  if (command.kind === "wake") {
    ready.then(() => tell()).catch(() => {}).then(() => reply(true));
    return true;
  }
  reply(command.kind === "check" ? checkSite() : true);
  if (command.kind === "press") press(command.name);
  else obey(command).catch(() => {});
  return false;
}

takeAwayRemains();
const ready = start().catch(() => {});
