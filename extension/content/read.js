// Reads one request that has been found: its fields, and of a conversation the newest words of the other party.

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
 * @param {Site} site
 * @returns {{ fields: Record<string, string>, reading: Reading }}
 */
function readRequest({ place, element, anchor }, site) {
  anchor ??= pick(element, place.anchors)[0] ?? null;
  const fields = readFields(place.fields, element, anchor);
  const drop = place.drop.join(", ");
  const messages = place.messages ? lastOfTheirs(element, place.messages, fields, site) : [];
  const newest = messages.at(-1);
  if (newest) Object.assign(fields, readFields(place.messages?.fields ?? {}, newest, null));
  const bodies = place.messages
    ? messages.flatMap((message) => take(message, place.body, null, drop).elements)
    : take(element, place.body, anchor, drop).elements;
  // A block inside another is read with it.
  const outer = bodies.filter((body) => !bodies.some((other) => other !== body && other.contains(body)));
  return { fields, reading: readText(outer, drop) };
}

/** @param {Place["fields"]} rules @param {Element} element @param {Element | null} anchor */
function readFields(rules, element, anchor) {
  /** @type {Record<string, string>} */
  const fields = {};
  for (const [name, takes] of Object.entries(rules)) {
    const { text } = take(element, takes ?? [], anchor);
    if (text) fields[name] = text;
  }
  return fields;
}

/**
 * The newest messages of one other party that follow each other without one of the person's own.
 * @param {Element} thread
 * @param {NonNullable<Place["messages"]>} messages
 * @param {Record<string, string>} fields
 * @param {Site} site
 * @returns {Element[]}
 */
function lastOfTheirs(thread, messages, fields, site) {
  const { theirs, from, never, you } = messages;
  const own = take(document.documentElement, site.own, null).text;
  const isTheirs = (/** @type {Element} */ message, /** @type {string} */ writer) =>
    theirs.length
      ? theirs.some((css) => message.matches(css)) || (writer !== "" && writer === fields.name)
      : !(own && writer === own) && !(you && pattern(you).test(writer));
  let writer = "";
  let last = "";
  /** @type {Element[]} */
  let run = [];
  let interrupted = false;
  for (const message of messagesOf(thread, messages)) {
    if (pick(message, never).length) continue;
    writer = take(message, from, null).text || writer;
    if (!isTheirs(message, writer)) {
      interrupted = true;
      continue;
    }
    if (interrupted || writer !== last) run = [];
    run.push(message);
    interrupted = false;
    last = writer;
  }
  return run;
}

/** The single messages of a conversation, in its order. @param {Element} thread @param {NonNullable<Place["messages"]>} messages @returns {Iterable<Element>} */
function messagesOf(thread, { each, one }) {
  const selector = each.find((css) => thread.querySelector(css));
  if (selector) return thread.querySelectorAll(selector);
  /** @type {Set<Element>} */
  const widest = new Set();
  for (let element of one ? thread.querySelectorAll(one) : []) {
    for (let up = element.parentElement; up && up !== thread && up.querySelectorAll(one).length === 1; up = up.parentElement) element = up;
    widest.add(element);
  }
  return widest;
}
