// Friend requests: atomic classes, no name in any label, more rows as the list is scrolled. ?lang=de has German labels.
import { cls, el, face } from "./look.js";

const query = new URLSearchParams(location.search);
const german = query.get("lang") === "de";
const words = german ? { confirm: "Bestätigen", remove: "Löschen", mutual: (n) => `${n} gemeinsame Freunde`, title: "Freundschaftsanfragen" }
  : { confirm: "Confirm", remove: "Delete", mutual: (n) => `${n} mutual friends`, title: "Friend requests" };
const people = [["Ruth Abara", 12, "2w"], ["Oskar Lind", 0, "3d"], ["Mira Sato", 4, "5d"], ["Tom Ellery", 1, "1w"], ["Nadia Brook", 0, "6d"]];

function card([name, mutual, age], i) {
  const x = (n) => ({ class: `x1${cls(n).slice(1)}` });
  const button = (label) => el("div", { role: "button", tabindex: "0", "aria-label": label, ...x("b") }, el("span", { dir: "auto" }, label));
  const card = el("a", { role: "link", href: `/friends/requests/?profile_id=${1000 + i}`, ...x("card") }, el("img", { src: face(name), alt: "" }),
    el("div", x("t"), el("span", { dir: "auto" }, el("span", { dir: "auto" }, name)), el("abbr", { "aria-label": age }, age)),
    mutual ? el("div", x("m"), el("span", { dir: "auto" }, words.mutual(mutual))) : null, el("div", x("r"), button(words.confirm), button(words.remove)));
  card.addEventListener("click", (event) => event.preventDefault());
  return el("div", { "data-visualcompletion": "ignore-dynamic" }, card);
}

const list = el("div", { role: "navigation", "aria-label": words.title, class: "main" }, el("h2", null, words.title));
document.body.append(el("div", { role: "banner" }, el("input", { role: "combobox", "aria-label": "Search Facebook" })), list);
if (location.pathname.includes("/requests")) {
  list.append(...people.slice(0, 3).map(card));
  setTimeout(() => list.append(...people.slice(3).map((person, i) => card(person, i + 3))), 300);
}
