// A chat: React's field, messages in a log. ?markup=bare has no data attributes but those of the field.
import { controlledField } from "./boxes.js";
import { cls, el } from "./look.js";

const bare = new URLSearchParams(location.search).get("markup") === "bare";
const data = (name) => (bare ? {} : { "data-qa": name });
const message = ([from, text]) => el("li", { class: cls("message"), ...data("message") }, el("h3", data("message-sender"), from), el("div", data("message-text"), el("p", null, text)), el("time", null, "09:12"));
const messages = [["Kai Brandl", "Guten Tag!"], ["Du", "Worum geht es?"], ["Kai Brandl", "Hi Sam, we help engineering teams cut their cloud bill. Would you take a quick demo call on Thursday?"]];
const send = el("button", { disabled: "" }, "Senden");
const box = location.pathname.length > 7
  ? [el("header", data("chat-header"), el("a", { href: "/profile/Kai_Brandl" }, el("h2", null, "Kai Brandl")), el("p", null, "Vermögensberater")), el("ol", { role: "log" }, ...messages.map(message)),
    controlledField({ "data-testid": "chat-reply-input", placeholder: "Antwort eingeben" }, (on) => (send.disabled = !on)), send]
  : [];
document.body.append(el("main", { id: "content" }, ...box));
