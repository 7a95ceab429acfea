// Gmail: the route is the hash, conversations are drawn anew on every change of it; ?markup=bare takes all classes away.
import { savedBox } from "./boxes.js";
import { el } from "./look.js";

const bare = new URLSearchParams(location.search).get("markup") === "bare";
const me = { name: "Sam Porter", email: "sam.porter@example.org" };
const priya = { name: "Priya Raman", email: "priya.raman@example.net" };
const news = { name: "LinkedIn", email: "invitations@linkedin.com" };

const threads = {
  // The person has answered once; the last two mails are the other party's.
  FMfcgzQVzNpriyaRamanHelp: {
    subject: "Your advice",
    messages: [
      { from: priya, at: "Mon, 30 Nov 2026, 08:02", lines: ["Hi Sam,", "are you still at the port?"], folded: true },
      { from: me, at: "Mon, 30 Nov 2026, 08:40", lines: ["Yes, I am."] },
      { from: priya, at: "Mon, 30 Nov 2026, 09:12", lines: ["Great. I am looking for a product role.", "Could you refer me at your company and look over my CV this week?"], quote: "Yes, I am.", signature: "Priya Raman, MBA" },
      { from: priya, at: "Mon, 30 Nov 2026, 11:30", lines: ["Just checking whether you saw this. It is urgent!"] },
    ],
  },
  FMfcgzQVzNlinkedinNotice: {
    subject: "Sam, please add me to your network",
    messages: [{ from: news, at: "Sun, 29 Nov 2026, 17:20", lines: ["Kyle Brandt wants to connect", "I'm looking to grow my network with like-minded professionals. Let's connect and explore synergies!", "Accept", "View profile"] }],
  },
};

function message({ from, at, lines, quote, signature, folded }) {
  const head = el("h3", { class: "iw" }, el("span", { class: "gD", email: from.email, name: from.name, dir: "ltr" }, from.name), el("span", { class: "g3", title: at }, " 09:12"));
  const body = el("div", { class: "a3s aiL", dir: "ltr" }, ...lines.map((line) => el("div", null, line)));
  if (signature) body.append(el("div", { class: "gmail_signature", "data-smartmail": "gmail_signature" }, signature));
  if (quote) body.append(el("div", { class: "yj6qo ajR", role: "button", "aria-label": "Show trimmed content" }, "…"), el("div", { class: "adL gmail_quote" }, el("blockquote", null, quote)));
  return el("div", { role: "listitem" }, el("div", { class: `adn ads ${folded ? "kv" : "h7"}`, "data-message-id": `#msg-f:${Math.random()}`, "data-legacy-message-id": "18c" },
    head, el("div", { class: "hb" }, "to ", el("span", { class: "g2", email: me.email }, "me")), folded ? el("span", { class: "iA" }, "Hi Sam, are you …") : el("div", { class: "ii gt" }, body)));
}

function conversation({ subject, messages }) {
  const list = el("div", { role: "list" }, ...messages.map(message));
  const foot = el("div", { class: "amn" }, el("span", { class: "ams bkH", role: "link", tabindex: "0" }, "Reply"), el("span", { class: "ams bkG", role: "link", tabindex: "0" }, "Forward"));
  foot.firstElementChild.addEventListener("click", () => setTimeout(() => foot.replaceWith(box(messages.at(-1).from)), 150));
  return el("div", { class: "if" }, el("h2", { class: "hP", "data-thread-perm-id": "thread-f:1", "data-legacy-thread-id": "18c" }, subject), list, foot);
}

function box(to) {
  const signature = el("div", { class: "gmail_signature", "data-smartmail": "gmail_signature" }, "Sam Porter");
  const quote = el("div", { class: "gmail_quote" }, el("blockquote", null, "the mail before"));
  return el("div", { class: "M9 ip" }, el("form", null, el("div", { class: "vR" }, el("span", { email: to.email, name: to.name }, to.name))),
    savedBox({ class: "Am Al editable", g_editable: "true", "aria-label": "Message Body" }, signature, quote),
    el("div", { role: "button", class: "aoO", "data-tooltip": "Send (Ctrl-Enter)" }, "Send"));
}

function inbox() {
  return el("table", { role: "grid" }, ...Object.values(threads).map(({ subject, messages }) =>
    el("tr", { role: "row" }, el("td", null, el("span", { class: "zF", email: messages[0].from.email, name: messages[0].from.name }, messages[0].from.name)), el("td", null, subject))));
}

const header = el("header", { class: "bar" }, el("input", { role: "combobox", "aria-label": "Search mail" }),
  el("a", { href: "https://accounts.google.com/SignOutOptions", "aria-label": `Google Account: ${me.name} \n(${me.email})` }, "S"));
const main = el("div", { role: "main", class: "main" });
document.body.append(header, main);

function draw() {
  const thread = threads[location.hash.split("/")[1]];
  const page = thread ? conversation(thread) : inbox();
  // In trials of the site other classes stand in the place of these.
  if (bare) for (const element of [page, ...page.querySelectorAll("[class]")]) if (!/gmail_/.test(element.className)) element.removeAttribute("class");
  main.replaceChildren(page);
}
addEventListener("hashchange", () => setTimeout(draw, 80));
setTimeout(draw, 80);
window.redraw = draw;
