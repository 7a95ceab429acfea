// Messenger: a grid of messages, a box that is drawn from its own model and follows `beforeinput` only. The list is
// virtual: only the last messages are in the page. ?markup=rows has no headings of senders but in the first of a group.
import { ruledBox } from "./boxes.js";
import { cls, el } from "./look.js";

const query = new URLSearchParams(location.search);
const name = "Viktor Almasi";
const messages = [
  ["You sent", "Who is this?"],
  [name, "Hello dear, I made 40% a month with a private trading platform and can guarantee you the same."],
  [query.get("markup") === "rows" ? "" : name, "Let us move to WhatsApp, +44 7700 900123, spots close tonight."],
];
const x = (n) => ({ class: `x1${cls(n).slice(1)}` });

function row([from, text]) {
  return el("div", { role: "row", ...x("row") }, el("div", { role: "gridcell" }, from ? el("h5", { dir: "auto", class: "quiet" }, from) : null,
    el("div", { role: "presentation", ...x("bubble") }, el("div", { dir: "auto" }, text)), el("div", { role: "toolbar" }, el("div", { role: "button", "aria-label": "React" }, "☺"))));
}

const main = el("div", { role: "main", class: "main" });
document.body.append(el("div", { role: "banner" }, el("input", { role: "combobox", "aria-label": "Search Messenger" })),
  el("div", { role: "navigation" }, el("div", { role: "row" }, el("a", { href: "/messages/t/7/", "aria-label": "Somebody else" }, el("span", { dir: "auto" }, "Somebody: hi")))), main);
if (/\/t\/\d/.test(location.pathname)) {
  const grid = el("div", { role: "grid", "aria-label": `Messages in conversation with ${name}` });
  main.append(el("div", x("head"), el("a", { role: "link", href: "/viktor.almasi", "aria-label": name }, el("h2", null, el("span", { dir: "auto" }, name)))), grid);
  setTimeout(() => {
    grid.append(...messages.map(row));
    main.append(ruledBox({ "aria-label": "Message", "aria-placeholder": "Aa" }), el("div", { role: "button", "aria-label": "Press enter to send" }, "➤"));
  }, 120);
}
