// Message boxes as the sites have them: each keeps a model of its own, and what would be sent is the model.
import { el } from "./look.js";

/** What the box that was opened last holds by its own account; for the tests. */
window.model = () => "";
window.sent = 0;

const text = (/** @type {Node} */ node) => (node.textContent ?? "").replace(/\u00a0/g, " ");

/** The lines of an editable, one for each block or break. */
export function linesOf(editor) {
  const lines = [""];
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) lines[lines.length - 1] += text(child);
      else if (child.nodeName === "BR") { if (child.nextSibling) lines.push(""); }
      else {
        const block = !/^(SPAN|A|B|I|EM|STRONG)$/.test(child.nodeName);
        if (block && child.previousSibling) lines.push("");
        walk(child);
        if (block && child.nextSibling && child.nextSibling.nodeType === Node.TEXT_NODE) lines.push("");
      }
    }
  };
  walk(editor);
  return lines.join("\n");
}

/** The DOM is the model, as in Gmail: what stands in the box is saved every while, with signature and quote. */
export function savedBox(attributes, ...below) {
  const box = el("div", { contenteditable: "true", role: "textbox", "aria-multiline": "true", ...attributes });
  box.append(el("div", null, el("br")), ...below);
  window.model = () => {
    const copy = box.cloneNode(true);
    for (const part of copy.querySelectorAll(".gmail_signature, .gmail_quote, #Signature, #appendonsend ~ *, #appendonsend")) part.remove();
    return linesOf(copy).trim();
  };
  window.below = () => below.map((part) => box.contains(part) && text(part)).join("|");
  return box;
}

/** Believes only what the person really does, as roosterjs. */
export function trustingBox(attributes, ...below) {
  const box = savedBox(attributes, ...below);
  const read = window.model;
  let model = "";
  box.addEventListener("input", (event) => { if (event.isTrusted) model = read(); });
  window.model = () => model;
  return box;
}

/** Draws what its model says, and its model follows `beforeinput` only, as Lexical. */
export function ruledBox(attributes) {
  const box = el("div", { contenteditable: "true", role: "textbox", "data-lexical-editor": "true", ...attributes });
  let lines = [""];
  const draw = () => {
    watch.disconnect();
    box.replaceChildren(...lines.map((line) => el("p", null, line ? el("span", { "data-lexical-text": "true" }, line) : el("br"))));
    if (box.isConnected) getSelection().setPosition(box.lastChild, box.lastChild.childNodes.length);
    watch.observe(box, { childList: true, subtree: true, characterData: true });
  };
  const watch = new MutationObserver(draw);
  box.addEventListener("beforeinput", (event) => {
    event.preventDefault();
    const { inputType, data } = event;
    const all = !getSelection().isCollapsed && text(box) !== "";
    if (/^insert(Text|ReplacementText)$/.test(inputType)) lines[lines.length - 1] += data ?? "";
    else if (/^insert(Paragraph|LineBreak)$/.test(inputType)) lines.push("");
    else if (/^delete/.test(inputType)) lines = all ? [""] : [...lines.slice(0, -1), lines.at(-1).slice(0, -1)];
    draw();
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") window.sent += 1; });
  draw();
  window.model = () => lines.join("\n");
  return box;
}

/** A controlled field: it is drawn from the state, and the state hears `input` only when the value really changed. */
export function controlledField(attributes, wake) {
  const field = el("textarea", { rows: "3", ...attributes });
  let state = "";
  let seen = "";
  const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value");
  Object.defineProperty(field, "value", { get() { return own.get.call(this); }, set(value) { seen = value; own.set.call(this, value); } });
  field.addEventListener("input", () => {
    const now = own.get.call(field);
    if (now === seen) return;
    seen = state = now;
    wake?.(state.trim() !== "");
  });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey) window.sent += 1; });
  window.model = () => state;
  return field;
}
