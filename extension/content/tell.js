// Asks the worker about what is new on the page, and lets it know what is there.

/** What the popup was last told. */
let told = "";
/** Requests that the popup lists at most: the nearest, and those that were near before. */
const LISTED = 40;
/** Requests that have been asked about and not answered yet. @type {Set<string>} */
const asked = new Set();

/** Asks about what is new, or about all that is near, and lets the popup know what is on the page. @param {boolean} [anew] */
async function tell(anew = false) {
  const site = setup?.site;
  if (!site) return;
  const read = [...items.values()].filter((item) => item.key);
  const near = read.filter((item) => item.near);
  const fresh = near.filter((item) => anew || (!item.view && !asked.has(item.key)));
  const present = [...near, ...read.filter((item) => !item.near && item.view).slice(-LISTED)].slice(0, LISTED);
  present.sort((a, b) => (a.found.element.compareDocumentPosition(b.found.element) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1));
  const keys = [...new Set(present.map((item) => item.key))];
  // What a search may still find is not missing.
  const missing = search ? [] : site.places
    .filter((place) => place.expected.some((path) => pattern(path).test(location.pathname + location.hash)) && ![...items.values()].some((item) => item.found.place.id === place.id))
    .map((place) => place.title);
  const news = JSON.stringify([keys, missing]);
  if (!fresh.length && news === told) return;
  told = news;
  const requests = fresh.map(seenOf);
  for (const { key } of requests) asked.add(key);
  /** @type {RequestView[]} */
  const views = await ask({ kind: "assess", site: site.id, requests, present: keys, missing }).finally(() => {
    for (const { key } of requests) asked.delete(key);
  });
  for (const view of views) judged.set(view.key, view);
  for (const item of items.values()) item.view = judged.get(item.key) ?? item.view;
  show();
  openAwaited();
}

/** Says what has happened to a reply: in the page, or in the panel at the side. @param {string} text @param {boolean} undo */
function say(text, undo) {
  if (setup?.show === "discreet") ask({ kind: "said", text, undo }).catch(() => {});
  else useLayer()?.say(text, undo);
}
