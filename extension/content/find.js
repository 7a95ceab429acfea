// Finds requests and composers by the tables of an adapter. What to look for stands in the tables; here is only
// how to look: selectors, roles, accessible names, what stands around and behind.

/**
 * @typedef {import("../protocol").Site} Site
 * @typedef {import("../protocol").Place} Place
 * @typedef {import("../protocol").Pick} Rule
 * @typedef {import("../protocol").Take} Take
 * @typedef {{ place: Place, element: Element, anchor: Element | null }} Found
 */

/** Elements that have a role without saying so. @type {Record<string, string>} */
const ROLES = {
  button: "button, [role='button'], input[type='button'], input[type='submit']",
  link: "a[href], [role='link']",
  listitem: "li, [role='listitem']",
  textbox: "textarea, input:not([type]), input[type='text'], [role='textbox'], [contenteditable='true']",
  dialog: "dialog, [role='dialog']",
  heading: "h1, h2, h3, h4, h5, h6, [role='heading']",
  main: "main, [role='main']",
};

/** @type {Map<string, RegExp>} */
const patterns = new Map();

/** @param {string} source */
function pattern(source) {
  let made = patterns.get(source);
  if (!made) patterns.set(source, (made = new RegExp(source, "iu")));
  return made;
}

/** One form of apostrophe, one space between words. @param {string} text */
function plain(text) {
  return text.replace(/[\u2018\u2019\u02bc]/g, "'").replace(/\s+/g, " ").trim();
}

/** The document and the open shadow roots that the site uses. @param {Site | undefined} site @returns {(Document | ShadowRoot)[]} */
function rootsOf(site) {
  const roots = (site?.shadow ?? []).flatMap((css) => [...document.querySelectorAll(css)].map((host) => host.shadowRoot));
  return [document, ...roots.filter((root) => root !== null)];
}

/** The closest ancestor-or-self, also out of a shadow root. @param {Element} element @param {string} css @returns {Element | null} */
function closest(element, css) {
  const found = element.closest(css);
  if (found) return found;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? closest(root.host, css) : null;
}

/** The accessible name, near enough. @param {Element} element */
function nameOf(element) {
  const label = element.getAttribute("aria-label");
  if (label) return plain(label);
  const by = element.getAttribute("aria-labelledby");
  const root = /** @type {Document | ShadowRoot} */ (element.getRootNode());
  if (by && root.getElementById) {
    const named = by.split(/\s+/).map((id) => root.getElementById(id)?.textContent ?? "");
    if (named.join("")) return plain(named.join(" "));
  }
  const text = plain(element.textContent ?? "");
  return text || plain(element.getAttribute("alt") ?? element.getAttribute("title") ?? element.getAttribute("placeholder") ?? "");
}

/** Like `querySelectorAll`, with the scope itself. @param {ParentNode} scope @param {string} css @returns {Element[]} */
function select(scope, css) {
  const inside = [...scope.querySelectorAll(css)];
  return scope instanceof Element && scope.matches(css) ? [scope, ...inside] : inside;
}

/**
 * What the rules choose, the best rule first.
 * @param {ParentNode} scope
 * @param {Rule[]} rules
 * @returns {Element[]}
 */
function pick(scope, rules) {
  /** @type {Set<Element>} */
  const found = new Set();
  for (const rule of rules) {
    const css = rule.css || ROLES[rule.role] || `[role='${rule.role}']`;
    for (const element of select(scope, css)) {
      if (rule.css && rule.role && !element.matches(ROLES[rule.role] ?? `[role='${rule.role}']`)) continue;
      if (rule.name && !pattern(rule.name).test(nameOf(element))) continue;
      found.add(element);
    }
  }
  return [...found];
}

/** @param {Element} element */
const inView = (element) => element.getClientRects().length > 0;

/**
 * Every request of the site within these parts of the page, each once, without those that are known.
 * @param {Site} site
 * @param {Iterable<ParentNode>} scopes
 * @param {ReadonlyMap<Element, unknown>} known
 * @returns {Found[]}
 */
function findRequests(site, scopes, known) {
  /** @type {Found[]} */
  const found = [];
  /** Requests, and what stands around them: what is found in a second way is not added again. */
  const taken = { inside: new Set(), above: new Set() };
  /** @param {Found} one */
  const add = (one) => {
    const { element, place } = one;
    if (taken.above.has(element)) return;
    for (let up = /** @type {Element | null} */ (element); up; up = up.parentElement) if (taken.inside.has(up) || known.has(up)) return;
    if (place.identity && !element.querySelector(place.identity)) return;
    if (place.unless.some((css) => element.matches(css) || element.querySelector(css))) return;
    taken.inside.add(element);
    for (let up = element.parentElement; up && !taken.above.has(up); up = up.parentElement) taken.above.add(up);
    found.push(one);
  };
  for (const scope of scopes) {
    for (const place of site.places) {
      for (const anchor of pick(scope, place.anchors)) {
        const element = around(anchor, place);
        if (element) add({ place, element, anchor });
      }
      for (const css of place.items) {
        for (const element of select(scope, css)) add({ place, element, anchor: null });
      }
    }
  }
  return found;
}

/** Whether what was found there would be found again. @param {Found} found */
function isStill({ place, element }) {
  if (!element.isConnected || place.unless.some((css) => element.matches(css) || element.querySelector(css))) return false;
  return place.items.some((css) => element.matches(css)) || pick(element, place.anchors).length > 0;
}

/** @param {Element} anchor @param {Place} place @returns {Element | null} */
function around(anchor, place) {
  for (const css of place.around) {
    const element = closest(anchor, css);
    if (element) return element;
  }
  if (!place.identity) return null;
  const people = (/** @type {Element} */ element) =>
    new Set([...element.querySelectorAll(place.identity)].map((link) => link.getAttribute("href"))).size;
  let element = anchor.parentElement;
  while (element && people(element) === 0) element = element.parentElement;
  while (element?.parentElement && people(element.parentElement) === 1) element = element.parentElement;
  return element;
}

/**
 * What the first rule that yields anything takes from an element.
 * @param {Element} element
 * @param {Take[]} takes
 * @param {Element | null} anchor
 * @param {string} [drop]
 * @returns {{ elements: Element[], text: string }}
 */
function take(element, takes, anchor, drop = "") {
  for (const { css, behind, attr, like, skip } of takes) {
    /** @type {Element[]} */
    const elements = [];
    let text = "";
    for (const candidate of css ? element.querySelectorAll(css) : [element]) {
      if (behind && !(anchor && anchor.compareDocumentPosition(candidate) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
      let words = plain(attr ? (candidate.getAttribute(attr) ?? "") : readText([candidate], drop).text);
      if (!words || (skip && pattern(skip).test(words))) continue;
      const match = like ? pattern(like).exec(words) : null;
      if (like && !match) continue;
      elements.push(candidate);
      text ||= match?.[1] ?? words;
    }
    if (elements.length) return { elements, text };
  }
  return { elements: [], text: "" };
}

/**
 * The fields and the message of one request.
 * @param {Found} found
 * @returns {{ fields: Record<string, string>, reading: Reading }}
 */
function readRequest({ place, element, anchor }) {
  anchor ??= pick(element, place.anchors)[0] ?? null;
  /** @type {Record<string, string>} */
  const fields = {};
  for (const [name, takes] of Object.entries(place.fields)) {
    const { text } = take(element, takes ?? [], anchor);
    if (text) fields[name] = text;
  }
  const drop = place.drop.join(", ");
  const bodies = place.messages
    ? lastOfTheirs(element, place, fields).flatMap((message) => take(message, place.body, null, drop).elements)
    : take(element, place.body, anchor, drop).elements;
  // A block inside another is read with it.
  const outer = bodies.filter((body) => !bodies.some((other) => other !== body && other.contains(body)));
  return { fields, reading: readText(outer, drop) };
}

/**
 * The newest messages of the other party that follow each other without one of the person's own.
 * @param {Element} thread
 * @param {Place} place
 * @param {Record<string, string>} fields
 * @returns {Element[]}
 */
function lastOfTheirs(thread, place, fields) {
  const { each, theirs, from } = /** @type {import("../protocol").Messages} */ (place.messages);
  const selector = each.find((css) => thread.querySelector(css));
  if (!selector) return [];
  let writer = "";
  /** @type {Element[]} */
  let run = [];
  let interrupted = false;
  for (const message of thread.querySelectorAll(selector)) {
    writer = take(message, from, null).text || writer;
    if (theirs.some((css) => message.matches(css)) || (writer && writer === fields.name)) {
      if (interrupted) run = [];
      run.push(message);
      interrupted = false;
    } else {
      interrupted = true;
    }
  }
  return run;
}
