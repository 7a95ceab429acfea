// Does what a page that means harm can do to what an extension puts over it. It listens and lies from before any
// script of an extension can be there; what it gets hold of stands in `loot`. The rest waits for the tests to call it.

window.loot = [];
/** Everything that was typed or pasted over what is not the page's own, as it came. */
window.overheard = "";
window.failures = [];
addEventListener("error", (event) => window.failures.push(String(event.message)));

const own = new WeakSet();
const isForeign = (node) => node instanceof Element && node.parentNode === document.documentElement && !["HEAD", "BODY"].includes(node.tagName);
window.foreign = () => [...document.documentElement.children].filter(isForeign);

// Listening: every event there is, before anybody else hears of it.

const types = new Set(["keydown", "keyup", "keypress", "beforeinput", "input", "textInput", "compositionstart", "compositionupdate", "compositionend", "paste", "copy", "cut", "dragstart", "drag", "drop",
  "focusin", "focusout", "selectionchange", "selectstart", "animationstart", "transitionrun", "toggle", "beforetoggle", "message", "scroll"]);
for (const target of [window, document, HTMLElement.prototype]) for (const key in target) if (key.startsWith("on")) types.add(key.slice(2));

/** The words of a node that the page should not have been given. */
function words(node) {
  try {
    return node instanceof Node && !document.contains(node) ? `${node.textContent} ${node.value ?? ""}` : "";
  } catch {
    return "";
  }
}

function listen(event) {
  // The page's own fields are its own.
  const own = event.target instanceof Node && document.body?.contains(event.target);
  if (!own && ["keydown", "beforeinput", "input", "textInput", "compositionupdate"].includes(event.type)) window.overheard += event.type === "keydown" ? event.key : (event.data ?? "");
  if (!own && event.clipboardData) window.overheard += event.clipboardData.getData("text/plain");
  if (!own && event.dataTransfer) window.overheard += event.dataTransfer.getData("text/plain");
  const nodes = [...event.composedPath(), event.originalTarget, event.explicitOriginalTarget, event.relatedTarget, event.rangeParent, event.srcElement, event.currentTarget, event.fromElement, event.toElement, event.detail?.node];
  for (const node of nodes) {
    const found = words(node);
    if (found.trim()) window.loot.push(`${event.type}: ${found}`);
  }
}
for (const type of types) addEventListener(type, listen, { capture: true, passive: true });

// What browsers tell of elements by other ways.

for (const type of PerformanceObserver.supportedEntryTypes) {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      for (const node of [entry.target, entry.element, ...(entry.sources ?? []).map((source) => source.node)]) {
        const found = words(node);
        if (found.trim()) window.loot.push(`performance ${type}: ${found}`);
      }
      if (/extension:/.test(entry.name)) window.loot.push(`performance ${type}: ${entry.name}`);
    }
  }).observe({ type, buffered: true, durationThreshold: 16 });
}

// Lying: what the page's scripts see of the language and of the document is not what it was.

/** Whether it is the page itself that works, in a trap or in what the tests ask for. */
let busy = 0;
const trap = (holder, name) => {
  const real = holder[name];
  holder[name] = function (...given) {
    if (!busy) {
      busy += 1;
      for (let i = 0; i < given.length; i++) {
        const text = typeof given[i] === "string" ? given[i] : given[i] instanceof Node ? words(given[i]) : "";
        if (/demur|extension:/i.test(text)) window.loot[window.loot.length] = `a trap in ${name}: ${text}`;
      }
      busy -= 1;
    }
    return real.apply(this, given);
  };
};
for (const [holder, names] of [
  [Array.prototype, ["push", "map", "filter", "find", "join"]], [String.prototype, ["replace", "split", "startsWith"]], [JSON, ["parse", "stringify"]],
  [Map.prototype, ["set", "get"]], [Set.prototype, ["add"]], [WeakMap.prototype, ["set"]], [Object, ["entries", "fromEntries", "assign"]],
  [Node.prototype, ["appendChild", "insertBefore", "contains"]], [Element.prototype, ["append", "setAttribute", "attachShadow", "closest", "matches"]],
  [EventTarget.prototype, ["addEventListener", "dispatchEvent"]], [Document.prototype, ["execCommand", "createRange"]], [window, ["postMessage", "setTimeout", "requestIdleCallback"]],
]) for (const name of names) trap(holder, name);
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, { ...init, mode: "open" });
  window.loot.push("a root was attached in the page's own world");
  return root;
};
for (const name of ["textContent", "nodeValue"]) {
  const real = Object.getOwnPropertyDescriptor(Node.prototype, name);
  Object.defineProperty(Node.prototype, name, { ...real, set(value) { if (/demur/i.test(String(value))) window.loot.push(`a trap in ${name}`); real.set.call(this, value); } });
}
window.chrome ??= {};
window.browser ??= {};

// The requests.

let made = 0;
const names = ["Dana Whitfield", "Kyle Brandt", "Mo Salt", "Vera Lund"];
const el = (tag, attributes, ...children) => {
  const node = Document.prototype.createElement.call(document, tag);
  for (const [name, value] of Object.entries(attributes ?? {})) node.setAttribute(name, value);
  node.append(...children);
  own.add(node);
  return node;
};
window.card = (name = names[made % names.length], note = "Hi Sam, we help engineering teams cut their cloud bill by 30%. I'd love to show you a quick demo of Brightloop this week.") => {
  const slug = `${name.toLowerCase().replaceAll(" ", "-")}-${made++}`;
  const link = `https://www.linkedin.com/in/${slug}/`;
  const reply = el("button", { "aria-label": `Message ${name}` }, "Message");
  reply.onclick = () => window.openComposer(name);
  return el("div", { role: "listitem", id: "same" }, el("a", { href: link }, el("img", { alt: `${name}’s profile picture` })), el("p", null, el("a", { href: link }, el("strong", null, name))),
    el("p", null, "Head of Partnerships at Brightloop"), el("p", null, "12 mutual connections"), el("p", null, "2 days ago"),
    el("button", { "aria-label": `Ignore an invitation to connect from ${name}` }, "Ignore"), el("button", { "aria-label": `Accept ${name}’s invitation` }, "Accept"),
    el("div", { "data-testid": "expandable-text-box" }, note), reply);
};
const list = () => document.querySelector("[data-testid='lazy-column']");
addEventListener("DOMContentLoaded", () => list().append(window.card()));

window.openComposer = (name) => {
  const editor = el("div", { class: "msg-form__contenteditable", contenteditable: "true", role: "textbox", "aria-label": "Write a message…" }, el("p", null, el("br")));
  const bubble = el("div", { class: "msg-overlay-conversation-bubble", role: "dialog", "aria-label": name }, el("header", null, el("h2", { class: "msg-overlay-bubble-header__title" }, name)),
    el("form", { class: "msg-form" }, editor, el("button", { class: "msg-form__send-button", type: "submit" }, "Send")));
  document.querySelector(".msg-overlay").replaceChildren(bubble);
  return editor;
};

// Acting.

/** Every event that a script can make, at whatever is not the page's own, and at every place of the window. */
window.pretend = () => {
  const makers = [
    (type) => new MouseEvent(type, { bubbles: true, composed: true, cancelable: true, clientX: 400, clientY: 300, detail: 1 }),
    (type) => new PointerEvent(type, { bubbles: true, composed: true, cancelable: true }),
    (type) => new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key: "Enter" }),
    (type) => new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key: "Escape" }),
    (type) => new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key: "a" }),
    (type) => new InputEvent(type, { bubbles: true, composed: true, data: "false", inputType: "insertText" }),
    (type) => new CustomEvent(type, { bubbles: true, composed: true, detail: { kind: "tell", verb: "insert" } }),
  ];
  let count = 0;
  for (const host of window.foreign()) {
    // Drivers of browsers take a pretended end of the document for a real one.
    for (const type of [...types].filter((type) => !/unload|pagehide/.test(type))) for (const make of makers) for (const target of [host, document, window, document.activeElement]) {
      target.dispatchEvent(make(type));
      count += 1;
    }
    host.click();
    host.focus();
    for (const type of ["connect", "disconnect", "message", "demur"]) window.postMessage({ kind: type, type, verb: "insert" }, "*");
  }
  return count;
};

/** Moves, hides, clones and colours what is not its own. */
window.maul = () => {
  for (const host of window.foreign()) {
    const twin = host.cloneNode(true);
    if (twin.textContent || twin.shadowRoot || host.shadowRoot) window.loot.push(`a clone: ${twin.textContent}`);
    if (host.innerHTML || host.getHTML?.({ serializableShadowRoots: true, shadowRoots: [] })) window.loot.push(`markup: ${host.innerHTML}`);
    host.attributeStyleMap?.set("display", "none");
    host.setAttribute("style", "display: none !important; position: fixed !important; inset: 0 !important; opacity: 0 !important; transform: scale(9) !important");
    host.setAttribute("class", "app");
    host.setAttribute("inert", "");
    host.hidden = true;
    document.body.prepend(host);
    document.querySelector("main").append(host);
    host.remove();
  }
};

/** Throws out whatever comes, as soon as it comes, for so many milliseconds; how often it had to. */
window.throwOut = (milliseconds) => new Promise((done) => {
  let times = 0;
  const observer = new MutationObserver(() => {
    for (const host of window.foreign()) {
      host.remove();
      times += 1;
    }
  });
  observer.observe(document.documentElement, { childList: true });
  for (const host of window.foreign()) host.remove();
  setTimeout(() => {
    observer.disconnect();
    done(times);
  }, milliseconds);
});

/** Changes thousands of nodes a second, cards among them; the longest that the page had to wait for its own clock. */
window.flood = (milliseconds) => new Promise((done) => {
  const until = performance.now() + milliseconds;
  let longest = 0;
  let last = performance.now();
  let changes = 0;
  const beat = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    for (let i = 0; i < 60; i++) {
      const line = el("p", null, `line ${changes++}`);
      document.querySelector("main").append(line);
      if (i % 2) line.remove();
    }
    for (const box of document.querySelectorAll("[data-testid='expandable-text-box']")) box.textContent = `Hi Sam, could you refer me for job ${changes++}? I need it urgently.`;
    if (changes % 900 < 70) list().append(window.card());
    while (list().children.length > 30) list().lastChild.remove();
    last = performance.now();
    if (now < until) setTimeout(beat, 10);
    else done({ longest, changes });
  };
  beat();
});

/** Cards within cards, and as deep as the browser itself bears; five hundred at once; names that stand in the way of the browser's own. */
window.lie = (how) => {
  if (how === "nested") {
    let inner = window.card("Nested Doll");
    for (let i = 0; i < 400; i++) inner = el("div", { role: "listitem" }, inner, i % 40 ? "" : window.card(`Doll ${i}`));
    list().append(inner);
  } else if (how === "deep") {
    let deep = el("div", null, window.card("Deep Down"));
    for (let i = 0; i < 1200; i++) deep = el("div", null, deep);
    list().append(deep);
  } else if (how === "many") {
    const box = el("div", { class: "heap" });
    for (let i = 0; i < 500; i++) box.append(window.card(`Many ${i}`, `Hi Sam, message number ${i}: could you refer me for the job?`));
    list().append(box);
  } else if (how === "long") {
    list().append(window.card("Long Winded", "Hi Sam, could we hop on a call this week? ".repeat(6_000)), window.card("N".repeat(20_000), "Hi Sam, would you endorse me?"));
  } else if (how === "names") {
    const { body } = document;
    const place = list();
    for (const name of ["querySelector", "querySelectorAll", "documentElement", "body", "getElementById", "createElement", "activeElement", "execCommand", "elementsFromPoint", "createRange", "styleSheets"]) {
      body.append(el("img", { name }), el("form", { name }));
    }
    const form = el("form", { role: "listitem" }, ...["closest", "matches", "querySelector", "querySelectorAll", "getRootNode", "parentNode", "parentElement", "isConnected", "getBoundingClientRect", "getAttribute", "textContent", "children", "contains"].map((name) => el("input", { name })));
    HTMLElement.prototype.append.call(form, window.card("Clobbered One"));
    place.append(form);
  } else if (how === "texts") {
    list().append(window.card("Half Moon", "Hi Sam, \udc00\ud800 could you \0 refer me \u202e for the job? <script>window.pwned = 1</script> {{first_name}}"),
      window.card("<img src=x onerror='window.pwned=1'>", "<svg onload='window.pwned=1'>Hi Sam, would you endorse me? I'd do the same for you.</svg>"));
  }
};

/** Gives the next click on its "Message" a composer that is swapped, again and again, for others and for a trap. */
window.race = () => {
  const real = window.openComposer;
  window.openComposer = (name) => {
    let left = 40;
    const swap = () => {
      real(name);
      if (left % 4 === 0) document.querySelector(".msg-overlay").append(el("textarea", { name: "stolen", class: "stolen" }));
      if (left % 3 === 0) document.querySelector(".stolen")?.focus();
      if (left-- > 0) setTimeout(swap, 15);
    };
    swap();
  };
};

/** Everything by which a page could ask an extension, or read what stands over it. */
window.pry = async (id) => {
  busy += 1;
  const tries = [];
  const said = (how, what) => what !== undefined && what !== null && what !== "" && tries.push(`${how}: ${typeof what === "string" ? what : JSON.stringify(what)}`);
  for (const [name, door] of [["chrome", window.chrome], ["browser", window.browser]]) {
    for (const message of [{ kind: "hello", host: location.hostname, page: "1" }, { kind: "loaded" }, { kind: "self-test" }]) {
      try {
        said(`${name}.runtime`, await new Promise((done) => (door?.runtime?.sendMessage ? door.runtime.sendMessage(id, message, done) : done(""))));
      } catch {}
    }
    try {
      door?.runtime?.connect?.(id)?.onMessage?.addListener((answer) => said(`${name} port`, answer));
    } catch {}
    said(`${name}.storage`, door?.storage && Object.keys(door.storage).join());
  }
  for (const scheme of ["chrome-extension", "moz-extension"]) {
    for (const file of ["popup.html", "worker.js", "content/watch.js", "demur_bg.wasm"]) {
      try {
        const answer = await fetch(`${scheme}://${id}/${file}`);
        said(file, String(answer.status));
      } catch {}
      const frame = el("iframe", { src: `${scheme}://${id}/${file}` });
      document.body.append(frame);
      await new Promise((done) => setTimeout(done, 30));
      try {
        said(`a frame of ${file}`, frame.contentDocument?.body?.innerText);
      } catch {}
      frame.remove();
    }
  }
  for (const host of window.foreign()) {
    said("shadowRoot", host.shadowRoot ? "open" : "");
    said("innerText", host.innerText.trim());
    said("inner", host.innerHTML);
    for (const getter of ["assignedSlot", "openOrClosedShadowRoot", "firstChild", "ariaLabel", "title"]) said(getter, host[getter] ? String(host[getter]) : "");
    const range = document.createRange();
    range.selectNode(host);
    said("a range", range.toString());
    said("a cloned range", range.cloneContents().textContent);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    said("a selection", getSelection().toString().trim());
  }
  for (let x = 5; x < innerWidth; x += 40) for (let y = 5; y < innerHeight; y += 40) {
    for (const node of [document.elementFromPoint(x, y), ...document.elementsFromPoint(x, y), document.caretPositionFromPoint?.(x, y)?.offsetNode, document.caretRangeFromPoint?.(x, y)?.startContainer]) {
      if (node && words(node).trim()) said("a point", words(node));
    }
  }
  for (const animation of document.getAnimations()) if (words(animation.effect?.target).trim()) said("an animation", words(animation.effect.target));
  getSelection().selectAllChildren(document.documentElement);
  said("all selected", /Decline|Ask first|Demur/.exec(getSelection().toString())?.[0]);
  getSelection().removeAllRanges();
  said("focus", document.activeElement && words(document.activeElement).trim());
  said("globals", Object.getOwnPropertyNames(window).filter((name) => /demur/i.test(name)).join());
  busy -= 1;
  return tries;
};

/** Whether the browser's own search tells that some words stand on the page. */
window.finds = (text) => {
  getSelection().removeAllRanges();
  const found = window.find(text, false, false, true, false, true);
  const chosen = getSelection().toString();
  getSelection().removeAllRanges();
  return found || chosen.includes(text);
};
