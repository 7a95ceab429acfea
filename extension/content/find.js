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
 * What the rules choose, the best rule first; nothing for each candidate that is refused, so that a long search can rest.
 * @param {ParentNode} scope
 * @param {Rule[]} rules
 * @returns {Generator<Element | undefined>}
 */
function* candidates(scope, rules) {
  for (const rule of rules) {
    const css = rule.css || ROLES[rule.role] || `[role='${rule.role}']`;
    for (const element of select(scope, css)) {
      const fits =
        !(rule.css && rule.role && !element.matches(ROLES[rule.role] ?? `[role='${rule.role}']`)) &&
        !(rule.name && !pattern(rule.name).test(nameOf(element)));
      yield fits ? element : undefined;
    }
  }
}

/** What the rules choose, each once. @param {ParentNode} scope @param {Rule[]} rules @returns {Element[]} */
function pick(scope, rules) {
  /** @type {Set<Element>} */
  const found = new Set();
  for (const element of candidates(scope, rules)) if (element) found.add(element);
  return [...found];
}

/** @param {Element} element */
const inView = (element) => element.getClientRects().length > 0;

/**
 * Every request of the site within these parts of the page, each once, without those that are known; nothing for each
 * candidate on the way, so that a long search can rest.
 * @param {Site} site
 * @param {Iterable<ParentNode>} scopes
 * @param {ReadonlyMap<Element, unknown>} known
 * @returns {Generator<Found | undefined>}
 */
function* findRequests(site, scopes, known) {
  /** Requests, and what stands around them: what is found in a second way is not added again. */
  const taken = { inside: new Set(), above: new Set() };
  /** @param {Found} one */
  const isNew = ({ element, place }) => {
    if (taken.above.has(element)) return false;
    for (let up = /** @type {Element | null} */ (element); up; up = up.parentElement) if (taken.inside.has(up) || known.has(up)) return false;
    if (place.identity && !element.matches(place.identity) && !element.querySelector(place.identity)) return false;
    if (place.unless.some((css) => element.matches(css) || element.querySelector(css))) return false;
    taken.inside.add(element);
    for (let up = element.parentElement; up && !taken.above.has(up); up = up.parentElement) taken.above.add(up);
    return true;
  };
  for (const scope of scopes) {
    for (const place of site.places) {
      for (const anchor of candidates(scope, place.anchors)) {
        const element = anchor && around(anchor, place);
        const found = element ? { place, element, anchor } : null;
        yield found && isNew(found) ? found : undefined;
      }
      for (const css of place.items) {
        for (const element of select(scope, css)) {
          const found = { place, element, anchor: null };
          yield isNew(found) ? found : undefined;
        }
      }
    }
  }
}

/**
 * What is to be searched after elements have been added: each, or what it has been added to, once. Lazily, since there
 * may be thousands.
 * @param {ReadonlySet<Element>} added
 * @param {string} around
 */
function* scopesOf(added, around) {
  /** @type {Set<Element>} */
  const taken = new Set();
  for (const element of added) {
    if (!element.isConnected) continue;
    const scope = (around && element.closest(around)) || element;
    if (taken.has(scope) || isWithin(element, added)) continue;
    taken.add(scope);
    yield scope;
  }
}

/** Whether something around it is one of these. @param {Element} element @param {ReadonlySet<Element>} others */
function isWithin(element, others) {
  for (let up = element.parentElement; up; up = up.parentElement) if (others.has(up)) return true;
  return false;
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
