// XChat: everything is named by data-testid. Requests are read before they are accepted, and have no box until then.
// ?markup=bare renames the panel and the messages.
import { controlledField } from "./boxes.js";
import { el } from "./look.js";

const bare = new URLSearchParams(location.search).get("markup") === "bare";
const id = (name) => (bare ? {} : { "data-testid": name });
const route = location.pathname.replace("/i/chat", "");

function message({ text, own }, i) {
  return el("li", { ...(bare ? { role: "listitem" } : { "data-dm-item-key": `k${i}`, ...id(`message-0${i}ab`) }), ...(own ? { "data-send-status": "sent" } : {}) }, el("div", { "data-dm-message-row": "" },
    el("div", id(`message-text-0${i}ab`), el("span", { dir: "auto" }, text), el("time", { "aria-hidden": "true" }, "9:1" + i))));
}

function header(name, handle) {
  return el("div", { "data-testid": "dm-conversation-header" }, el("a", { href: `/${handle}` }, el("span", null, name)), el("a", { href: `/${handle}` }, `@${handle}`));
}

const main = el("main", { role: "main" });
document.body.append(el("input", { role: "combobox", "data-testid": "SearchBox_Search_Input", placeholder: "Search" }), main);

if (route.startsWith("/requests")) {
  main.append(el("div", id("dm-message-requests-scroller"), el("div", { "data-testid": "dm-message-request-item-77:12" }, el("div", { "data-testid": "User-Name" }, el("span", null, "Kyle Brandt"), el("span", null, "@kylebrandt")),
    el("time", null, "2d"), el("div", { dir: "auto" }, "I'm looking to grow my network with like-minded professionals. Let's connect!"))));
} else if (route.startsWith("/77-12")) {
  const prompt = el("div", { "data-testid": "dm-message-request-prompt" }, "To reply to their messages, you need to accept the request.", el("button", null, "Accept"));
  main.append(el("div", id("dm-conversation-panel"), header("Kyle Brandt", "kylebrandt"), el("ul", null, message({ text: "I'm looking to grow my network with like-minded professionals. Let's connect!" }, 0)), prompt));
} else if (route.startsWith("/12-34")) {
  const send = el("button", { "data-testid": "dm-composer-send-button", disabled: "" }, "Send");
  const messages = [{ text: "Hi, saw your talk!" }, { text: "Thanks!", own: true }, { text: "Could I pick your brain over a call this week?" }, { text: "I also need an introduction to your boss." }];
  const list = el("ul");
  main.append(el("div", id("dm-conversation-panel"), header("Marcus Oyelaran", "marcusoye"), list, controlledField({ "data-testid": "dm-composer-textarea", placeholder: "Message" }, (on) => (send.disabled = !on)), send));
  // Windowed: what has been read is thrown away and drawn anew.
  const draw = () => list.replaceChildren(...messages.slice(1).map(message));
  setTimeout(draw, 100);
  setTimeout(draw, 500);
  window.redraw = draw;
}
