// The old part of the site, which lives in the open shadow root of #interop-outlet: bubbles of conversations.
import { composer, style } from "./composer.js";
import { el } from "./look.js";

const outlet = document.querySelector("#interop-outlet");

function root() {
  if (outlet.shadowRoot) return outlet.shadowRoot;
  const root = outlet.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    .msg-overlay-container { position: fixed; right: 24px; bottom: 0; display: flex; gap: 12px; align-items: end; font: 14px/1.45 "Segoe UI", "Liberation Sans", sans-serif; }
    .msg-overlay-conversation-bubble { width: 336px; background: #fff; border-radius: 8px 8px 0 0; box-shadow: 0 0 12px #0003; }
    .msg-overlay-bubble-header { display: flex; justify-content: space-between; padding: 8px 12px; border-bottom: 1px solid #e0ddd7; }
    h2 { margin: 0; font-size: 14px; } h2 a { color: inherit; text-decoration: none; }
    ul { margin: 0; padding: 8px 12px; list-style: none; max-height: 220px; overflow: auto; }
    .msg-s-message-group__name { font-weight: 600; } p { margin: 2px 0 8px; white-space: pre-wrap; }
    .msg-s-event-listitem { position: relative; } .msg-s-event-listitem__options { position: absolute; right: 0; top: 0; border: 0; background: none; color: #888; }
    .visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    ${style}`);
  root.adoptedStyleSheets = [sheet];
  root.append(el("aside", { id: "msg-overlay", class: "msg-overlay-container" }));
  return root;
}

export function openBubble({ name, slug, messages = [] }) {
  const aside = root().querySelector("#msg-overlay");
  const header = el("header", { class: "msg-overlay-bubble-header" },
    el("h2", { class: "msg-overlay-bubble-header__title" }, el("a", { href: `/in/ACoAA${slug}/` }, el("span", { class: "hoverable-link-text" }, name))),
    el("button", { "aria-label": `Close your conversation with ${name}` }, "×"));
  const list = el("div", { class: "msg-s-message-list" }, el("ul", { class: "msg-s-message-list-content" }, ...messages.map(message)));
  const bubble = el("div", { class: "msg-overlay-conversation-bubble", role: "dialog", "aria-label": "Messaging" }, header, list, composer(name));
  header.querySelector("button").addEventListener("click", () => bubble.remove());
  aside.append(bubble);
  return bubble;
}

/** One message; those that follow another of the same person do not say whose they are. */
export function message({ from, text, subject = "", own = false, first = true, time = "10:21" }) {
  const item = el("div", { class: `msg-s-event-listitem${own ? "" : " msg-s-event-listitem--other"}`, "data-event-urn": `urn:li:msg_message:${Math.random()}` });
  if (first) {
    item.append(el("span", { class: "visually-hidden msg-s-event-listitem--group-a11y-heading" }, `${from} sent the following message at ${time}`));
    item.append(el("div", { class: "msg-s-message-group__meta" }, el("span", { class: "msg-s-message-group__name" }, from), " ", el("time", { class: "msg-s-message-group__timestamp" }, time)));
  }
  if (subject) item.append(el("h3", { class: "msg-s-event-listitem__subject" }, subject));
  item.append(el("p", { class: "msg-s-event-listitem__body" }, text), document.createComment(""));
  item.append(el("button", { class: "msg-s-event-listitem__options", "aria-label": `Options for the message from ${from}: ${text}` }, "…"));
  return el("li", { class: "msg-s-message-list__event" }, item);
}
