// Contact requests: hashed classes, German words. ?markup=bare has no data attributes; ?lang=en has English buttons.
import { cls, el, face } from "./look.js";

const query = new URLSearchParams(location.search);
const bare = query.get("markup") === "bare";
const english = query.get("lang") === "en";
const data = (name) => (bare ? {} : { "data-qa": name });
const requests = [
  { name: "Jonas Weber", job: "Leiter Einkauf, Mittelfeld Logistik", mutual: "3 gemeinsame Kontakte", age: "vor 2 Tagen", note: "Hi Sam, we met at the port fair in May. I would like to stay in touch." },
  { name: "Kai Brandl", job: "Vermögensberater", mutual: "", age: "gestern", note: "" },
];

function card({ name, job, mutual, age, note }) {
  return el("li", { class: cls("card"), ...data("contact-request-card") }, el("a", { href: `/profile/${name.replace(/\W/g, "_")}` }, el("img", { src: face(name), alt: name })),
    el("div", null, el("h2", { "data-xds": "Headline" }, name), el("p", data("contact-request-occupation"), job), mutual ? el("p", null, mutual) : null, el("p", null, age)),
    note ? el("div", { "data-xds": "RteContent", ...data("contact-request-message") }, el("p", null, note)) : null,
    el("button", { "data-xds": "Button" }, english ? "Decline" : "Ablehnen"), el("button", { "data-xds": "Button" }, english ? "Accept" : "Annehmen"));
}

const list = el("ul");
document.body.append(el("main", { id: "content" }, el("h1", null, "Kontaktanfragen"), list));
if (location.pathname.includes("/requests/received")) setTimeout(() => list.append(...requests.map(card)), 100);
