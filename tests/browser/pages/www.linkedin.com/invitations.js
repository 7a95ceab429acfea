// The row of invitations in both markups: hashed classes and roles (the default), speaking classes (?markup=ember).
// ?note=… puts one more request with that note on top. ?many=N repeats the requests, ?step=N loads more at a time; ?link leaves the page for the composer instead of opening a bubble.
import { openBubble } from "./bubble.js";
import { cls, dress, el, face, svg } from "./look.js";
import { wordsOf } from "./words.js";

const query = new URLSearchParams(location.search);
const ember = query.get("markup") === "ember";
/** As on small screens: plain rows, no roles, no test ids. */
const mobile = query.get("markup") === "mobile";
/** ?lang=… has the interface in another language. */
const words = wordsOf(query.get("lang") ?? "en");
/** The page of the network shows the first three in a block of its own. */
const block = location.pathname.startsWith("/mynetwork/grow");
const all = await (await fetch("/requests.json")).json();
const once = block ? all.slice(0, 3) : all;
if (query.has("note")) {
  once.unshift({ name: "Asked Anew", slug: "asked-anew", headline: "Librarian", mutual: "", age: "Today", note: query.get("note") });
}
const many = Number(query.get("many") ?? 1);
const requests = Array.from({ length: many }, (_, round) =>
  once.map((request) => (round ? { ...request, slug: `${request.slug}-${round}`, name: `${request.name} ${round + 1}` } : request))).flat();

dress(document, `
  .%modal { translate: 30px 0; width: 800px; height: 80vh; overflow: auto; margin: 40px; border: 0; }
  .%list { background: #fff; border: 1px solid #dcd9d3; border-radius: 10px; }
  .%top { padding: 14px 18px; margin: 0; font-size: 16px; border-bottom: 1px solid #e8e5df; }
  .%card, .invitation-card { display: flex; gap: 14px; padding: 16px 18px; list-style: none; }
  hr { border: 0; border-top: 1px solid #e8e5df; margin: 0; }
  .%card img, .invitation-card img { border-radius: 50%; width: 56px; height: 56px; }
  .%text, .invitation-card__details { flex: 1; min-width: 0; }
  .%card p, .invitation-card p { margin: 0; } .%card a, .invitation-card a { color: inherit; text-decoration: none; }
  .%soft, .invitation-card__subtitle, .member-insights, .time-badge { color: #666; font-size: 13px; }
  .%note, .invitation-card__custom-message { margin-top: 8px; padding: 8px 12px; background: #f4f2ee; border-radius: 0 10px 10px 10px; white-space: pre-line; }
  .%more, .lt-line-clamp__more { border: 0; background: none; color: #666; padding: 0 0 0 4px; }
  .%actions { display: flex; gap: 8px; align-items: start; }
  .%accept { border: 1px solid #0a66c2; color: #0a66c2; background: none; border-radius: 16px; padding: 5px 16px; font: inherit; font-weight: 600; }
  .%ignore { border: 0; color: #555; background: none; padding: 6px 10px; font: inherit; font-weight: 600; }
  .%reply { display: inline-block; margin-top: 6px; color: #555; font-weight: 600; }
`);

function sdui(request) {
  const { name, slug, headline, mutual, age, note, insight, verified } = request;
  const address = `https://www.linkedin.com/in/${slug}/`;
  const strong = el("strong", null, name);
  if (verified) strong.append(svg({ role: "img", "aria-label": "Verified" }));
  const lines = [
    el("p", null, el("a", { href: address }, strong)),
    request.follows ? el("p", { class: cls("soft") }, words.follows(name)) : null,
    headline ? el("p", { class: cls("soft") }, headline) : null,
    insight ? el("div", null, svg({ id: `${insight.kind}-accent-4` }), el("p", { class: cls("soft") }, insight.name)) : null,
    mutual ? el("p", { class: cls("soft") }, words.mutual(mutual)) : null,
    el("p", { class: cls("soft") }, words.age(age)),
  ];
  const tail = note
    ? [el("div", { class: cls("note"), "data-testid": "expandable-text-box" }, note, el("button", { class: cls("more"), "data-testid": "expandable-text-button", "aria-hidden": "true" }, "… more")), reply(request)]
    : [];
  const card = el("div", { class: cls("card"), role: "listitem", componentkey: `c${Math.random()}` },
    el("a", { href: address }, el("img", { src: face(name), alt: `${name}’s profile picture` })),
    el("div", { class: cls("text") }, ...lines, el("div", { class: cls("actions") }, 
      el("button", { class: cls("ignore"), "aria-label": words.ignore(name) }, words.no),
      el("button", { class: cls("accept"), "aria-label": words.accept(name) }, words.yes)), ...tail));
  // An accepted invitation turns into a line of its own where it stands.
  card.querySelector(`.${cls("accept")}`).addEventListener("click", () => card.replaceChildren(el("p", null, el("a", { href: address }, name), " is now a connection")));
  return el("div", { "data-display-contents": "true" }, card, el("hr", { role: "presentation" }));
}

function small({ name, slug, headline, mutual, age, note }) {
  return el("li", { class: cls("card") }, el("a", { href: `/in/${slug}?trk=mynetwork` }, el("img", { src: face(name), alt: name })),
    el("div", null, el("a", { href: `/in/${slug}?trk=mynetwork` }, el("strong", null, name)), el("p", null, headline), mutual ? el("p", null, mutual) : null, el("p", null, age),
      el("button", { "aria-label": `Ignore an invitation to connect from ${name}` }, "✕"), el("button", { "aria-label": `Accept ${name}’s invitation` }, "✓"), note ? el("blockquote", null, note) : null));
}

/** As after a release that changes everything: neither roles nor labels nor classes that are known. */
function strange({ name, slug, headline, note }) {
  return el("div", { class: cls("card") }, el("a", { href: `/in/${slug}/` }, el("b", null, name)), el("i", null, headline), el("u", null, note), el("div", { class: cls("accept") }, "✓"));
}

function old(request) {
  const { name, slug, headline, mutual, age, note } = request;
  const details = el("div", { class: "invitation-card__details" },
    el("div", { class: "invitation-card__tvm-title" }, el("strong", null, el("a", { href: `/in/${slug}/` }, name))),
    el("p", { class: "invitation-card__subtitle" }, headline ?? ""),
    mutual ? el("div", { class: "member-insights" }, el("span", { class: "member-insights__count" }, mutual)) : null,
    el("time", { class: "time-badge" }, age),
    el("div", { class: cls("actions") },
      el("button", { class: `invitation-card__action-btn ${cls("ignore")}`, "aria-label": `Ignore an invitation to connect from ${name}` }, "Ignore"),
      el("button", { class: `invitation-card__action-btn ${cls("accept")}`, "aria-label": `Accept ${name}’s invitation` }, "Accept")));
  if (note) {
    const lines = note.split("\n").map((line, i) => el("span", { class: "lt-line-clamp__line" }, (i ? "\n" : "") + line));
    details.append(el("div", { class: "invitation-card__custom-message" }, document.createComment(""), ...lines, el("a", { class: "lt-line-clamp__more", href: "#", role: "button" }, "See more")), reply(request));
  }
  return el("li", { class: "invitation-card ember-view", id: `ember${Math.floor(Math.random() * 1e4)}` },
    el("div", { class: "invitation-card__container" }), el("a", { class: "invitation-card__picture", href: `/in/${slug}/` }, el("img", { src: face(name), alt: `${name}’s profile picture` })), details);
}

function reply({ name, slug, note }) {
  const link = el("a", { class: cls("reply"), href: `/messaging/compose/?recipient=${slug}&invitation=urn%3Ali%3Afsd_invitation%3A${slug}&name=${encodeURIComponent(name)}` }, `Reply to ${name.split(" ")[0]}`);
  if (!query.has("link")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      setTimeout(() => openBubble({ name, slug, messages: [{ from: name, text: note }] }), 120);
    });
  }
  return link;
}

/** Invitations of other kinds and suggestions stand in the same list. */
function others() {
  const follow = el("div", { class: cls("card"), role: "listitem" }, el("a", { href: "/company/acme/" }, el("strong", null, "Acme Tools")),
    el("p", null, el("a", { href: "https://www.linkedin.com/in/someone/" }, "Someone"), " invited you to follow Acme Tools"),
    el("button", { class: cls("accept"), "aria-label": "Accept Acme Tools’s invitation" }, "Accept"));
  const suggestion = el("div", { class: cls("card"), role: "listitem" }, el("a", { href: "/in/perhaps/" }, el("strong", null, "Perhaps Known")),
    el("button", { class: cls("accept"), "aria-label": "Invite Perhaps Known to connect" }, "Connect"));
  return [follow, suggestion];
}

const app = document.querySelector(".app");
const screen = block ? el("main", { id: "workspace" }) : el("main", { "data-sdui-screen": "com.linkedin.sdui.flagshipnav.mynetwork.invitations.InvitationReceivedWithType" });
const list = ember || mobile ? el("ul", { class: `mn-invitation-list ${cls("list")}` }) : el("div", { class: cls("list"), "data-testid": "lazy-column", "data-component-type": "LazyColumn" });
list.append(el("h2", { class: cls("top") }, `Invitations (${requests.length})`));
screen.append(block ? el("section", { componentkey: "MyNetwork_InvitationsPreview" }, list) : list);
// ?dialog puts the list into a modal dialog of the browser's kind, which makes everything else inert.
if (query.has("dialog")) {
  const dialog = el("dialog", { class: cls("modal") }, screen);
  app.append(dialog);
  dialog.showModal();
} else {
  app.append(screen);
}

const draw = (request) => (ember ? old : mobile ? small : query.get("markup") === "strange" ? strange : sdui)(request);
let shown = 0;
const step = Number(query.get("step") ?? 10);
function more() {
  for (const request of requests.slice(shown, shown + step)) list.append(draw(request));
  shown = Math.min(shown + step, requests.length);
}
more();
if (!ember && query.get("markup") !== "strange") list.append(...others());
const end = app.appendChild(el("div", null));
const nearing = new IntersectionObserver((entries) => {
  if (!entries.at(-1).isIntersecting || shown === requests.length) return;
  more();
  nearing.unobserve(end);
  nearing.observe(end);
});
nearing.observe(end);

/** More cards at once, as a list that is restored with all it had. */
window.grow = (cards) => {
  for (const request of requests.slice(shown, cards)) list.append(draw(request));
  shown = Math.max(shown, cards);
};

/** Draws every card anew and throws away whatever else stands in the list, as a framework may at any time. */
window.redraw = () => {
  const title = list.firstElementChild;
  list.replaceChildren(title, ...requests.slice(0, shown).map((request) => draw(request)));
};
