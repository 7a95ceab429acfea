// The messages page before XChat.
import { trustingBox } from "./boxes.js";
import { el, face } from "./look.js";

const entry = ({ text, own }) => el("div", { "data-testid": "messageEntry" }, own ? null : el("a", { href: "/marcusoye" }, el("img", { src: face("Marcus Oyelaran"), alt: "" })),
  el("div", { "data-testid": "tweetText", dir: "auto" }, text));
const messages = [{ text: "Hi, saw your talk!" }, { text: "Thanks!", own: true }, { text: "Could I pick your brain over a call this week?" }];
const section = el("section", null, el("h2", null, el("span", null, "Marcus Oyelaran")), el("div", { "data-testid": "DmActivityViewport" }, ...messages.map(entry)),
  trustingBox({ "data-testid": "dmComposerTextInput", "aria-label": "Message" }), el("button", { "data-testid": "dmComposerSendButton" }, "Send"));
document.body.append(el("main", { role: "main" }, section));
