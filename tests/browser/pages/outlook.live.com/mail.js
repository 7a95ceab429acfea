// Outlook on the web: ids that begin alike, hashed classes, a draft of the person's in the thread. ?markup=bare takes
// away what names message and sender; ?lang=de has German labels.
import { trustingBox } from "./boxes.js";
import { cls, el } from "./look.js";

const query = new URLSearchParams(location.search);
const bare = query.get("markup") === "bare";
const german = query.get("lang") === "de";
const words = german ? { from: "Von", reply: "Antworten", body: "Nachrichtentext", account: "Konto-Manager für", send: "Senden", draft: "[Entwurf]" }
  : { from: "From", reply: "Reply", body: "Message body", account: "Account manager for", send: "Send", draft: "[Draft]" };
const lena = { name: "Lena Fischer", email: "lena.fischer@example.net" };
const me = { name: "Sam Porter", email: "sam.porter@example.org" };
const messages = [
  { from: lena, lines: ["Hi Sam, do you write recommendations?"] },
  { from: me, lines: ["Sometimes. Why?"] },
  { from: lena, lines: ["Quick idea: I write you a five star recommendation and you write me one?", "It helps us both and takes two minutes."], quote: "Sometimes. Why?" },
];

function message({ from, lines, quote }, i) {
  const sender = el("div", bare ? null : { id: `MSG_${i}_FROM` }, el("span", { "aria-label": `${words.from}: ${from.name}<${from.email}>` }, from.name));
  const body = el("div", { class: `rps_${i}` }, ...lines.map((line) => el("div", null, line)));
  if (quote) body.append(el("div", { id: "appendonsend" }), el("hr", { tabindex: "-1" }), el("div", { id: "divRplyFwdMsg" }, `${words.from}: ${me.name}`), el("blockquote", null, quote));
  return el("div", { class: cls("item") }, el("div", { class: cls("head") }, sender, el("div", bare ? null : { id: `MSG_${i}_DATETIME` }, "Mon 30/11/2026 09:1" + i)),
    el("div", { class: cls("body") }, el("div", { ...(bare ? {} : { id: `UniqueMessageBody_${i}` }), role: "document", "aria-label": words.body }, body)),
    el("div", null, button()));
}

function button() {
  const reply = el("button", { "aria-label": words.reply }, "↩");
  reply.addEventListener("click", () => setTimeout(() => {
    const signature = el("div", { id: "Signature" }, "Sam Porter");
    const send = el("button", { "aria-label": words.send, "data-testid": "ComposeSendButton" }, words.send);
    thread.append(el("div", { id: "docking_InitVisiblePart_0" }, el("div", { role: "textbox", contenteditable: "true", "aria-label": "To" }, lena.name),
      el("input", { "aria-label": "Add a subject" }), trustingBox({ "aria-label": `${words.body}, press Alt+F10 to exit` }, signature), send));
  }, 200));
  return reply;
}

/** What the person has begun to write stands in the thread as well. */
function draft() {
  return el("div", { class: cls("item") }, el("div", null, el("span", null, words.draft)), el("div", bare ? null : { id: "MSG_9_FROM" }, el("span", { "aria-label": `${words.from}: ${me.name}<${me.email}>` }, me.name)),
    el("div", { ...(bare ? {} : { id: "UniqueMessageBody_9" }), role: "document", "aria-label": words.body }, "Dear Lena, would you perhaps"));
}

const thread = el("div", bare ? null : { "data-app-section": "ConversationContainer" });
document.body.append(el("header", { class: "bar" }, el("input", { role: "combobox", "aria-label": "Search" }), el("button", { id: "O365_MainLink_Me", "aria-label": `${words.account} ${me.name}` }, "SP")),
  el("div", { role: "listbox" }, el("div", { role: "option", "data-convid": "1" }, "Lena Fischer: Quick idea …")), el("div", { role: "main", class: "main" }, thread));
if (location.pathname.includes("/id/")) {
  setTimeout(() => {
    thread.append(el("div", { role: "heading", "aria-level": "3", id: "CONV_1_SUBJECT", title: "Quick idea" }, "Quick idea"), ...messages.map(message), draft());
    // The conversation is drawn a second time when all of it has come.
    setTimeout(() => thread.replaceChildren(...[...thread.childNodes].map((node) => (node.id ? node : node.cloneNode(true)))), 300);
    thread.addEventListener("click", (event) => {
      const cloned = event.target.closest?.("button");
      if (cloned?.getAttribute("aria-label") === words.reply && !cloned.dataset.on) { cloned.dataset.on = "1"; button().click(); }
    });
  }, 100);
}
