// Looks at itself: which steps of the adapter find nothing where they should. Tells of structure only: counts, and the
// elements of the page without their words, addresses and values.

/** @typedef {import("../protocol").Check} Check */

/** Asked for by the popup; a page that nobody asks about pays nothing. @returns {Check} */
function checkSite() {
  const site = setup?.site;
  if (!site || !isOn()) return { steps: [], report: "" };
  const address = location.pathname + location.hash;
  const places = site.places.filter((place) => place.expected.some((path) => pattern(path).test(address)));
  const steps = places.flatMap((place) => failing(site, place).map((step) => ({ place: place.title, step })));
  return { steps, report: steps.length ? [`site: ${site.id}, written after ${site.seen}`, ...places.flatMap((place) => counts(site, place)), ...skeleton()].join("\n") : "" };
}

/** The first step that fails for all that is there. @param {Site} site @param {Place} place @returns {string[]} */
function failing(site, place) {
  const found = [...items.values()].filter((item) => item.found.place.id === place.id);
  if (!found.length && search) return [];
  if (!found.length) return place.signs.length && rootsOf(site).some((root) => pick(root, place.signs).length) ? ["request"] : [];
  const read = found.filter((item) => item.key);
  if (!read.length) return [];
  const steps = read.every((item) => !item.fields.name) ? ["name"] : [];
  if (place.messages && read.every((item) => !item.reading.text)) steps.push("message");
  return steps;
}

/** How much each step finds. @param {Site} site @param {Place} place */
function counts(site, place) {
  const all = (/** @type {(root: Document | ShadowRoot) => number} */ count) => rootsOf(site).reduce((sum, root) => sum + count(root), 0);
  const css = (/** @type {string} */ selector) => all((root) => (selector ? root.querySelectorAll(selector).length : 0));
  const lines = (/** @type {string} */ name, /** @type {number[]} */ numbers) => (numbers.length ? [`  ${name}: ${numbers.join(" ")}`] : []);
  return [
    `${place.id}:`,
    ...lines("signs", place.signs.map((rule) => all((root) => pick(root, [rule]).length))),
    ...lines("anchors", place.anchors.map((rule) => all((root) => pick(root, [rule]).length))),
    ...lines("around", place.around.map(css)),
    ...lines("items", place.items.map(css)),
    ...lines("unless", place.unless.map(css)),
    ...lines("messages", place.messages?.each.map(css) ?? []),
    ...lines("body", place.body.map((rule) => css(rule.css))),
    ...Object.entries(place.fields).flatMap(([name, rules]) => lines(name, (rules ?? []).map((rule) => css(rule.css)))),
    ...lines("composer", place.composer.fields.map((rule) => all((root) => pick(root, [rule]).length))),
  ];
}

/** Elements of the main part by name, role and the names of their attributes; equal siblings are counted. */
function skeleton() {
  /** @type {string[]} */
  const out = ["structure:"];
  const walk = (/** @type {Element} */ element, /** @type {number} */ depth) => {
    if (out.length > 120 || depth > 9) return;
    /** @type {Map<string, { element: Element, times: number }>} */
    const kinds = new Map();
    for (const child of element.children) {
      const kind = shape(child);
      const known = kinds.get(kind);
      if (known) known.times += 1;
      else kinds.set(kind, { element: child, times: 1 });
    }
    for (const [kind, { element, times }] of kinds) {
      out.push("  ".repeat(depth) + kind + (times > 1 ? ` x${times}` : ""));
      walk(element, depth + 1);
    }
  };
  walk(document.querySelector("main, [role='main']") ?? document.body, 1);
  return out;
}

/** @param {Element} element */
function shape(element) {
  const role = element.getAttribute("role") ?? "";
  const names = element.getAttributeNames().filter((name) => /^(data-[a-z-]+|aria-label|email|href|contenteditable|componentkey)$/.test(name));
  return element.localName + (/^[a-z]+$/.test(role) ? `(${role})` : "") + names.map((name) => `[${name}]`).join("");
}
