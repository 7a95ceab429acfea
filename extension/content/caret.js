// Where the person's caret stands in a message box, also after they have gone to the panel: some editors forget it.

/** A place for text in the page. @typedef {[Node, number]} Caret */

/** What stands below the person's own words in a mail. */
const BELOW = ".gmail_signature, .gmail_quote, #Signature, #appendonsend, #divRplyFwdMsg, .moz-signature, .moz-cite-prefix, blockquote[type='cite']";

/** The newest caret in an editor, as a range that follows the changes around it. @type {{ field: Element, range: Range } | null} */
let lastCaret = null;

/** What has the focus, also inside open shadow roots. */
function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

document.addEventListener("selectionchange", () => {
  const field = focused();
  if (!(field instanceof HTMLElement) || !field.isContentEditable) return;
  const caret = caretIn(field);
  if (caret) lastCaret = { field, range: rangeAt(caret) };
});

/** @param {Caret} caret */
function rangeAt(caret) {
  const range = document.createRange();
  range.setStart(...caret);
  return range;
}

/** The end of what is selected in a field, also inside an open shadow root. @param {Element} field @returns {Caret | null} */
function caretIn(field) {
  const selection = getSelection();
  const root = field.getRootNode();
  const shadowRoots = root instanceof ShadowRoot ? [root] : [];
  const range = selection?.getComposedRanges?.({ shadowRoots })[0] ?? (selection?.rangeCount ? selection.getRangeAt(0) : null);
  return range && field.contains(range.endContainer) ? [range.endContainer, range.endOffset] : null;
}

/** Where the person left the caret, or else behind their own words. @param {Element} field @returns {Caret} */
function caretOf(field) {
  const now = caretIn(field);
  if (now) return now;
  const kept = lastCaret?.field === field ? lastCaret.range : null;
  if (kept && field.contains(kept.startContainer)) return [kept.startContainer, kept.startOffset];
  const below = field.querySelector(BELOW);
  if (!below) return endOf(field);
  const own = unitsOf(field).findLast(({ node, unit }) => unit.trim() && node.compareDocumentPosition(below) === Node.DOCUMENT_POSITION_FOLLOWING);
  return own ? [own.node, own.at + 1] : startOf(field);
}

/** The last place where text may stand, inside the last block. @param {Node} node @returns {Caret} */
function endOf(node) {
  const last = node.lastChild;
  if (last instanceof Text) return [last, last.length];
  if (last instanceof Element && last.tagName !== "BR") return endOf(last);
  return [node, last instanceof Element ? node.childNodes.length - 1 : node.childNodes.length];
}

/** @param {Node} node @returns {Caret} */
function startOf(node) {
  const first = node.firstChild;
  return first && (first instanceof Text || (first instanceof Element && first.tagName !== "BR")) ? startOf(first) : [node, 0];
}

/**
 * Puts the caret there. Firefox counts what is written to the typing before it when both meet at one place of a text:
 * its undo would take the person's words too. The place behind the text is another, though it looks the same.
 * @param {Caret} caret
 */
function setCaret([node, offset]) {
  if (GECKO && node instanceof Text && node.parentNode && offset === node.length) {
    [node, offset] = [node.parentNode, [...node.parentNode.childNodes].indexOf(node) + 1];
  }
  getSelection()?.collapse(node, offset);
}

/** The units of text in a field with their places; what editors put in for themselves is no text. @param {Element} field */
function unitsOf(field) {
  /** @type {{ node: Text, at: number, unit: string }[]} */
  const units = [];
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    for (const [at, unit] of node.data.split("").entries()) {
      if (!/[\ufeff\u200b\u2060]/.test(unit)) units.push({ node, at, unit: unit === "\u00a0" ? " " : unit });
    }
  }
  return units;
}

/** How many units stand before the caret. @param {Element} field @param {Caret} caret */
function unitsBefore(field, caret) {
  const place = rangeAt(caret);
  return unitsOf(field).filter(({ node, at }) => place.comparePoint(node, at) < 0).length;
}

/** Whether the caret stands at the end of a line that has words. @param {HTMLElement} field @param {Caret} caret */
function endsLine(field, caret) {
  const units = unitsOf(field);
  const index = unitsBefore(field, caret);
  const line = lineAt(field, caret[0]);
  const same = (/** @type {number} */ i, /** @type {Caret} */ a, /** @type {Caret} */ b) => {
    const unit = units[i];
    if (!unit || unit.unit === "\n" || lineAt(field, unit.node) !== line) return false;
    const between = document.createRange();
    between.setStart(...a);
    between.setEnd(...b);
    return !between.cloneContents().querySelector("br");
  };
  const [before, after] = [units[index - 1], units[index]];
  if (!before || !same(index - 1, [before.node, before.at + 1], caret)) return false;
  return !after || !same(index, caret, [after.node, after.at]);
}

/** The block that makes the line. @param {HTMLElement} field @param {Node} node @returns {Node} */
function lineAt(field, node) {
  while (node !== field && (!(node instanceof Element) || getComputedStyle(node).display.startsWith("inline")) && node.parentNode) node = node.parentNode;
  return node;
}
