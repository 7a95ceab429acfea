// The messaging page: a thread (/messaging/thread/…), or a new message (/messaging/compose/?name=…).
// ?markup=bare takes every class of messages and thread away, as a release of the site may do at any time.
import { composer, style } from "./composer.js";
import { message } from "./bubble.js";
import { dress, el } from "./look.js";

const query = new URLSearchParams(location.search);
const app = document.querySelector(".app");
dress(document, `
  .msg-thread { background: #fff; border: 1px solid #dcd9d3; border-radius: 10px; }
  .msg-title-bar { padding: 12px 16px; border-bottom: 1px solid #e8e5df; } .msg-title-bar h2 { margin: 0; font-size: 15px; }
  .msg-entity-lockup__entity-info { color: #666; font-size: 13px; }
  .msg-s-message-list-content { margin: 0; padding: 12px 16px; list-style: none; height: 340px; overflow: auto; }
  .msg-s-message-group__name { font-weight: 600; } .msg-s-event-listitem__body { margin: 2px 0 10px; white-space: pre-wrap; }
  .msg-s-event-listitem { position: relative; } .msg-s-event-listitem__options { position: absolute; right: 0; top: 0; border: 0; background: none; color: #888; }
  .msg-s-event-listitem__reply-to { color: #888; border-left: 2px solid #ccc; padding-left: 8px; }
  .visually-hidden, .a11y-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  ${style}`);

const threads = {
  "2-dana": {
    name: "Dana Whitfield", slug: "dana-whitfield", headline: "Head of Partnerships at Brightloop",
    messages: [
      { from: "Dana Whitfield", text: "Thanks for connecting, Sam!" },
      { from: "Sam Porter", text: "Sure.", own: true },
      { from: "Dana Whitfield", text: "We help engineering teams cut their cloud bill.\n\nWould you take a quick demo call on Thursday?" },
      { from: "Dana Whitfield", text: "Just bumping this up, did you see my last message?", first: false },
    ],
  },
  // An InMail has a subject, and quick replies that send at once.
  "2-inmail": {
    name: "Irina Solberg", slug: "irina-solberg", headline: "Senior recruiter at Northgate Talent", quick: true,
    messages: [{ from: "Irina Solberg", subject: "Staff engineer, storage", text: "Hi Sam, I'm hiring a staff engineer for the storage team at Fjordbank in Oslo. Would you be open to hearing more?" }],
  },
  "2-tomas": {
    name: "Tomás Herrera", slug: "tomas-herrera", headline: "Data engineer at the Port of Bilbao",
    messages: [{ from: "Tomás Herrera", text: "It was good to see you in Lisbon. Thank you for the slides!" }],
  },
  "2-hannah": {
    name: "Hannah Greene", slug: "hannah-greene", headline: "Programme manager, Open Data Week",
    messages: [{ from: "Hannah Greene", text: "Hi Sam, one more thing: could you introduce me to your finance director this week?" }],
  },
};

/** A sponsored conversation has no message box. */
function sponsored() {
  return el("div", { class: "msg-sponsored-conversation-thread msg-thread" }, el("h2", null, "Acme Cloud"),
    el("p", { class: "msg-s-event-listitem msg-s-event-listitem--other" }, "Would you like a demo of our cloud?"), el("button", null, "Not interested"));
}

function bare(thread) {
  for (const element of thread.querySelectorAll("[class]")) element.removeAttribute("class");
  thread.removeAttribute("class");
  return thread;
}

// An answer that comes after the person's own question: ?answer=…
if (query.has("answer")) {
  threads["2-kyle"] = {
    name: "Kyle Brandt", slug: "kyle-brandt", headline: "Entrepreneur | Investor | LION",
    messages: [
      { from: "Sam Porter", text: "Hi Kyle, may I ask how we know each other, and what you hope for?", own: true },
      { from: "Kyle Brandt", text: query.get("answer") },
    ],
  };
}

function quickReplies(name) {
  const replies = ["Yes, interested", "No thanks"].map((words) => {
    const button = el("button", null, words);
    button.addEventListener("click", () => window.sent.push({ to: name, text: words }));
    return button;
  });
  return el("div", { class: "conversations-quick-replies" }, ...replies);
}

function thread({ name, slug, headline, messages, quick }) {
  return el("div", { class: "msg-thread" },
    el("div", { class: "msg-title-bar" }, el("a", { class: "msg-thread__link-to-profile", href: `/in/${slug}/` },
      el("h2", { class: "msg-entity-lockup__entity-title" }, name)), el("div", { class: "msg-entity-lockup__entity-info" }, headline)),
    el("div", { class: "msg-s-message-list" }, el("ul", { class: "msg-s-message-list-content" },
      el("li", null, el("div", { class: "msg-s-profile-card-one-to-one" },
        el("div", { class: "artdeco-entity-lockup__title" }, el("a", { href: `/in/${slug}/` }, name)),
        el("div", { class: "artdeco-entity-lockup__badge" }, el("span", { class: "a11y-text" }, "1st degree connection"), el("span", { class: "artdeco-entity-lockup__degree" }, "· 1st")),
        el("div", { class: "artdeco-entity-lockup__subtitle" }, headline))),
      el("li", null, el("time", { class: "msg-s-message-list__time-heading" }, "Tuesday")),
      ...messages.map(message))),
    quick ? quickReplies(name) : null, composer(name));
}

/** Every change of thread builds the pane anew. */
window.openThread = (id) => {
  const pane = id === "2-ad" ? sponsored() : thread(threads[id]);
  app.replaceChildren(query.get("markup") === "bare" ? bare(pane) : pane);
  // The newest message is in view, as on the site.
  const list = app.querySelector("ul");
  if (list) list.scrollTop = list.scrollHeight;
};

if (location.pathname.includes("/compose")) {
  const name = query.get("name");
  app.append(el("div", { class: "msg-thread" }, el("h2", null, "New message"), el("span", { class: "artdeco-pill" }, name), composer(name)));
} else {
  window.openThread(location.pathname.split("/")[3] ?? "2-dana");
}
