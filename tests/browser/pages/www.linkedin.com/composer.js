// A message box with a model of its own, as the site's is: it believes only what the person really does, its send
// button sleeps until the model holds something, and what is sent is the model.
import { el } from "./look.js";

/** What each box holds by its own account, by the other party's name; for the tests. */
window.models = {};
window.sent = [];

export function composer(name) {
  const editor = el("div", { class: "msg-form__contenteditable", contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-label": "Write a message…" });
  editor.append(el("p", null, el("br")));
  const placeholder = el("div", { class: "msg-form__placeholder", "data-placeholder": "Write a message…" });
  const send = el("button", { class: "msg-form__send-button", type: "submit", disabled: "" }, "Send");
  const form = el("form", { class: "msg-form" }, el("div", { class: "msg-form__box" }, editor, placeholder), el("footer", null, send));
  window.models[name] = "";
  editor.addEventListener("input", (event) => {
    if (!event.isTrusted || !event.inputType) return;
    window.models[name] = lines(editor).join("\n");
    send.disabled = window.models[name].trim() === "";
    placeholder.hidden = !send.disabled;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.sent.push({ to: name, text: window.models[name] });
    editor.replaceChildren(el("p", null, el("br")));
    window.models[name] = "";
    send.disabled = true;
  });
  return form;
}

function lines(editor) {
  const out = [];
  for (const block of editor.childNodes) {
    if (block.nodeType === Node.TEXT_NODE) out.push(block.data);
    else out.push(...(block.innerText ?? "").replace(/\n$/, "").split("\n"));
  }
  return out.map((line) => line.replace(/\u00a0/g, " "));
}

export const style = `
  .msg-form { border-top: 1px solid #e0ddd7; background: #fff; }
  .msg-form__box { position: relative; padding: 8px 12px; }
  .msg-form__contenteditable { min-height: 70px; max-height: 160px; overflow: auto; outline: none; background: #f4f2ee; border-radius: 8px; padding: 6px 10px; }
  .msg-form__contenteditable p { margin: 0; }
  .msg-form__placeholder { position: absolute; top: 14px; left: 22px; color: #777; pointer-events: none; }
  .msg-form__placeholder:not([hidden])::after { content: attr(data-placeholder); }
  .msg-form footer { padding: 6px 12px 10px; text-align: right; }
  .msg-form__send-button { border: 0; border-radius: 14px; padding: 5px 16px; background: #0a66c2; color: #fff; font-weight: 600; }
  .msg-form__send-button:disabled { background: #e0ddd7; color: #888; }
`;
