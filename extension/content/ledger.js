// What the person writes into the ledger from the panel. Each letter is on its way at once, or, while the one before
// is, with the next; and before the page can go.

/** @typedef {import("../protocol").Deed} Deed */

/** Fields that hold something the worker has not been told, or did not keep, with what tells it. @type {Map<HTMLElement, () => Promise<void>>} */
const untold = new Map();
/** Fields of which something has been told without being answered for yet. @type {Set<HTMLElement>} */
const underWay = new Set();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pausing;

/** @param {Item} item @param {Deed} deed @param {HTMLElement} element */
function enter(item, deed, element) {
  if (!isField(element)) {
    tellTyped();
    return void enterOne(item, deed, "", true).catch(notKept);
  }
  // A day that is being typed is nothing yet.
  if (element.type === "date" && !element.value) return;
  untold.set(element, () => enterOne(item, deed, element.value, deed.what === "back"));
  clearTimeout(pausing);
  // Each digit of a year makes another day, and every day draws the panel anew.
  if (element.type === "date") pausing = setTimeout(tellTyped, 400);
  else tellTyped();
}

/**
 * Tells all that is untold in one breath; but what is under way may have to be told again, by a worker that was stopped,
 * and must not arrive after what is newer. What cannot be kept stays untold, and where it is.
 * @param {boolean} [leaving] whether nothing can be waited for
 */
function tellTyped(leaving = false) {
  clearTimeout(pausing);
  for (const [field, write] of [...untold]) {
    if (underWay.has(field) && !leaving) continue;
    untold.delete(field);
    underWay.add(field);
    write().then(
      () => {
        underWay.delete(field);
        if (untold.has(field)) tellTyped();
      },
      () => {
        underWay.delete(field);
        if (untold.has(field)) return tellTyped();
        untold.set(field, write);
        notKept();
      },
    );
  }
}

/** @param {Item} item @param {Deed} deed @param {string} typed @param {boolean} anew */
async function enterOne(item, deed, typed, anew) {
  /** @type {RequestView} */
  const view = await ask({ kind: "tell", site: setup?.site.id ?? "", request: seenOf(item), deed, typed });
  item.view = view;
  judged.set(view.key, view);
  if (anew) layer?.redraw(item);
  show();
}

function notKept() {
  say(setup?.words.not_kept ?? "", false);
}

/** @param {Element | null} element @returns {element is HTMLInputElement | HTMLTextAreaElement} */
function isField(element) {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** What happens when something of the layer is pressed. @type {WeakMap<Node, () => void>} */
const presses = new WeakMap();

/** Has a real press, and no other, do something: this, or what is noted later. @param {HTMLElement} element @param {() => void} [does] */
function onPress(element, does) {
  if (does) presses.set(element, does);
  element.addEventListener("click", (event) => {
    if (event.isTrusted) presses.get(element)?.();
  });
}

/** One key decides while nothing is being typed. @param {HTMLElement} panel @param {KeyboardEvent} event @param {Element | null} within */
function pressByKey(panel, event, within) {
  if (event.ctrlKey || event.altKey || event.metaKey || isField(within)) return;
  const button = [...panel.querySelectorAll("[data-key]")].find((button) => button instanceof HTMLElement && button.dataset.key === event.key);
  if (button) presses.get(button)?.();
}

/** Draws the parts that are fields, and gives buttons their keys. @param {HTMLElement} element @param {Part} part @param {() => void} does */
function wire(element, part, does) {
  if (part.key) {
    element.dataset.key = part.key;
    element.setAttribute("aria-keyshortcuts", part.key);
    presses.set(element, does);
  }
  if (!isField(element)) return;
  if (part.kind && element instanceof HTMLInputElement) element.type = part.kind;
  if (part.hint) element.placeholder = part.hint;
  element.defaultValue = part.text ?? "";
  if (part.typed) element.value = part.typed;
}

/**
 * What the person has in hand in an old drawing goes on in the new one: fields that are being typed into, replies that
 * are being edited, and folds.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
function carryOver(old, fresh) {
  for (const fold of old.querySelectorAll("details.notes, details.read")) {
    const same = fresh.querySelector(`details.${fold.className}`);
    if (same) same.toggleAttribute("open", fold.hasAttribute("open"));
  }
  for (const field of old.querySelectorAll("[aria-label]:is(input, textarea):not([data-reply])")) {
    const inHand = field instanceof HTMLElement && (untold.has(field) || underWay.has(field) || field.matches(":focus"));
    const name = field.getAttribute("aria-label");
    if (inHand) [...fresh.querySelectorAll(field.localName)].find((same) => same.getAttribute("aria-label") === name)?.replaceWith(field);
  }
  const replies = old.querySelector(".reply-section");
  const edited = [...(replies?.querySelectorAll("textarea") ?? [])].some((draft) => draft.value !== draft.defaultValue);
  if (!replies || !edited) return;
  const place = fresh.querySelector(".reply-section");
  if (place) place.replaceWith(replies);
  else fresh.querySelector(".scroll")?.append(replies);
}

// Whoever leaves the page, closes it or turns to another leaves nothing untold behind.
addEventListener("pagehide", () => tellTyped(true));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") tellTyped();
});
