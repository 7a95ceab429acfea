// A conversation whose message box is the editor that the address names. The send button sleeps until that editor's
// own model holds words, and what is sent is the model.

const name = location.pathname.split("/").filter(Boolean).at(-1);
const { mount, plainField = false, shadow = false } = await import(`/${name}.js`);

/** Classes of the site for boxes that its adapter finds; other boxes are anybody's. */
const theirs = plainField
  ? { frame: "", title: "", item: "", body: "", send: "" }
  : {
      frame: shadow ? "msg-overlay-conversation-bubble" : "msg-thread",
      title: shadow ? "msg-overlay-bubble-header__title" : "msg-title-bar",
      item: "msg-s-event-listitem msg-s-event-listitem--other",
      body: "msg-s-event-listitem__body",
      send: "msg-form__send-button",
    };

function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const who = el("h2", { class: "msg-entity-lockup__entity-title hoverable-link-text" }, "Dana Whitfield");
const words = "We help engineering teams cut their cloud bill. Would you take a quick demo call on Thursday?";
const message = el("p", { class: theirs.body, id: "message" }, words);
const box = el("div", { class: "box" });
const send = el("button", { class: theirs.send, type: "submit", disabled: "" }, "Send");
const form = el("form", { class: "msg-form" }, box, send);
const frame = el("article", { class: `frame ${theirs.frame}` }, el("div", { class: theirs.title }, who),
  el("ul", {}, el("li", { class: theirs.item }, message)), form);

let root = document;
if (shadow) {
  root = document.querySelector("#interop-outlet").attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(await (await fetch("/page.css")).text());
  root.adoptedStyleSheets = [sheet];
}
(shadow ? root : document.querySelector("main")).append(frame);

/** What the tests look at. */
window.composer = {
  sent: [],
  /** What the editor's own model holds, one line of text for each line that is shown. */
  text: () => editor.text().replaceAll("\u00a0", " "),
  /** What stands below the person's own words: signature and quote. */
  rest: () => editor.rest?.() ?? "",
  field: () => editor.field(),
  awake: () => !send.disabled,
};

const editor = await mount(box, () => {
  if (window.composer.ready) send.disabled = !window.composer.text().trim();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  window.composer.sent.push(window.composer.text());
});
if (!plainField) {
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": "Write a message" };
  const set = editor.set ?? ((name, value) => editor.field().setAttribute(name, value));
  for (const [name, value] of Object.entries(attributes)) set(name, value);
}
// A site goes on to change, and that is when a root that was attached before is seen.
document.body.append(el("div", {}));
window.composer.ready = true;
