// Tries what is known of hunting for extensions, and reports what each way has found and what that tells.
// It is in the page before any page script of an extension can be, and this page changes nothing of itself.
// `hunt(addresses)` answers with a list of [way, what it found, what that tells]. `?decoy` plants a trace for each way
// to find, so that a way that finds nothing can be believed.

const found = [];
const report = (way, what, tells) => found.push([way, String(what), tells]);
/** Words that would name this extension, or the world of extensions. */
const TELLING = /demur|[a-z]+-extension:/i;
const tells = (words, otherwise) => (TELLING.test(words) ? "this extension" : otherwise);

// What is there before anybody else is.

const globals = new Set(Object.getOwnPropertyNames(window));
/** Every function that scripts share, by where it stands. */
function functions() {
  const all = new Map();
  for (const name of Object.getOwnPropertyNames(window)) {
    const owner = globals.has(name) && /^[A-Z]/.test(name) ? window[name] : null;
    for (const [place, object] of [[name, owner], [`${name}.prototype`, owner?.prototype]]) {
      if (!object) continue;
      for (const [key, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
        for (const one of [value, get, set]) if (typeof one === "function") all.set(`${place}.${key}${one === get ? " (get)" : one === set ? " (set)" : ""}`, one);
      }
    }
  }
  for (const name of ["fetch", "setTimeout", "requestAnimationFrame", "addEventListener", "postMessage", "getSelection"]) all.set(name, window[name]);
  return all;
}

// Calls of what page scripts of extensions like to call, from wherever. (Drivers of browsers call `querySelectorAll`.)
let own = 0;
for (const [place, name] of [["Element", "attachShadow"], ["Node", "appendChild"], ["Element", "append"], ["HighlightRegistry", "set"]]) {
  const holder = window[place]?.prototype;
  const real = holder?.[name];
  if (!real) continue;
  holder[name] = function (...rest) {
    if (!own) report("a trap in the page's own functions", `${place}.${name} ${new Error().stack ?? ""}`, tells(new Error().stack ?? "", "a script"));
    return real.apply(this, rest);
  };
}
const shared = functions();

const events = new Set(["input", "beforeinput", "selectionchange", "paste", "cut", "copy", "focusin", "focusout", "DOMContentLoaded", "message"]);
for (const target of [window, document, HTMLElement.prototype]) for (const key in target) if (key.startsWith("on")) events.add(key.slice(2));
for (const type of events) {
  addEventListener(type, (event) => {
    // What this page posts to itself is no answer.
    if (type === "message" ? event.data?.from !== "the page" : !event.isTrusted) report("events without trust", type, "a script");
  }, { capture: true, passive: true });
}
addEventListener("securitypolicyviolation", (event) => report("violations of the policy", event.blockedURI, tells(event.blockedURI, "a script")), true);

/** Nodes that are the page's own. */
const ours = new WeakSet();
let sheets = 0;
let stored = "";
const colours = new Map();
const look = (element, pseudo) => {
  const { color, backgroundColor, textDecorationLine, outlineStyle, display, position } = getComputedStyle(element, pseudo);
  return [color, backgroundColor, textDecorationLine, outlineStyle, display, position].join();
};
const changes = [];
const observer = new MutationObserver((records) => changes.push(...records));
const NAMES = ["mark", "mark-on", "highlight", "demur", "flag"];
const painted = new Map();
const shelves = () => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie].join();

document.addEventListener("DOMContentLoaded", () => {
  const walk = (node) => {
    ours.add(node);
    for (const child of node.childNodes) walk(child);
  };
  walk(document);
  for (const element of document.querySelectorAll("*")) colours.set(element, look(element));
  for (const name of NAMES) painted.set(name, look(document.body, `::highlight(${name})`));
  sheets = document.styleSheets.length + document.adoptedStyleSheets.length;
  stored = shelves();
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  if (new URLSearchParams(location.search).has("decoy")) decoy();
});

/** A trace for each way, as careless extensions leave them. */
function decoy() {
  window.demurLoaded = true;
  const patched = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (...rest) {
    return patched.apply(this, rest);
  };
  const host = document.createElement("demur-panel");
  host.className = "demur";
  host.style.cssText = "position: fixed; inset: 0; pointer-events: auto";
  host.attachShadow({ mode: "closed" });
  document.documentElement.append(host);
  const image = document.createElement("img");
  image.setAttribute("data-source", "chrome-extension://abc/icons/16.png");
  document.body.append(image);
  document.body.dataset.demur = "1";
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("body { outline-style: dotted } ::highlight(mark) { background-color: red } .demur { color: red } :root { --demur: red }");
  document.adoptedStyleSheets.push(sheet);
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("p"));
  CSS.highlights.set("demur", new Highlight(range));
  document.body.dispatchEvent(new Event("input", { bubbles: true }));
  localStorage.setItem("demur", "1");
}

/** @param {string[]} addresses files that the extension is known to have */
async function hunt(addresses) {
  own++;
  // Asking for its files.
  for (const address of addresses) {
    await fetch(address).then(({ status }) => report("asking for files", `${address} ${status}`, "this extension"), () => {});
    for (const [tag, name] of [["img", "src"], ["script", "src"], ["link", "href"], ["iframe", "src"]]) {
      const element = document.createElement(tag);
      ours.add(element);
      if (tag === "link") element.rel = "stylesheet";
      const answered = new Promise((resolve) => {
        element.onload = () => resolve(tag !== "iframe");
        element.onerror = () => resolve(false);
        setTimeout(resolve, 300, false);
      });
      element[name] = address;
      document.head.append(element);
      if (await answered) report("asking for files", `${tag} ${address}`, "this extension");
      element.remove();
    }
  }
  // Speaking to it.
  const id = new URL(addresses[0]).host;
  for (const speak of ["sendMessage", "connect"]) {
    try {
      const runtime = window.chrome?.runtime ?? window.browser?.runtime;
      if (!runtime?.[speak]) continue;
      const answer = await Promise.race([runtime[speak](id, { kind: "ping" }), new Promise((resolve) => setTimeout(resolve, 500))]);
      report("speaking to it", `${speak}: ${JSON.stringify(answer) ?? "a door is there"}`, "this extension");
    } catch {
      // Nobody is there.
    }
  }
  postMessage({ kind: "hello", from: "the page" }, "*");
  // Traces in the document.
  const walk = (node) => {
    const attributes = [...(node.attributes ?? [])].map((attribute) => `${attribute.name}=${attribute.value}`).join(" ");
    const words = `${node.nodeName} ${attributes} ${node.nodeType === Node.TEXT_NODE || node.nodeType === Node.COMMENT_NODE ? node.nodeValue : ""}`;
    if (!ours.has(node) && node.parentNode && ours.has(node.parentNode)) report("walking the document", words, tells(words, "a node"));
    else if (TELLING.test(words)) report("walking the document", words, "this extension");
    if (node.shadowRoot) walk(node.shadowRoot);
    for (const child of node.childNodes) walk(child);
  };
  walk(document);
  for (const { type, target, addedNodes, attributeName } of changes.concat(observer.takeRecords())) {
    for (const node of addedNodes) if (!ours.has(node)) report("watching for new nodes", `${node.nodeName} in ${target.nodeName}`, tells(node.outerHTML ?? "", "a node"));
    if (type !== "childList" && ours.has(target)) report("watching for changes", `${attributeName ?? "text"} of ${target.nodeName}`, tells(attributeName ?? "", "a script"));
  }
  const foreign = [...document.querySelectorAll("*")].filter((element) => !ours.has(element));
  for (const element of foreign) {
    try {
      element.attachShadow({ mode: "open" });
    } catch {
      report("measuring elements", `${element.localName} has a closed root`, tells(element.localName, "a node"));
    }
    if (element.localName.includes("-") || element instanceof HTMLUnknownElement) report("measuring elements", `custom element ${element.localName}`, tells(element.localName, "a script"));
  }
  for (let x = 5; x < innerWidth; x += 40) {
    for (let y = 5; y < innerHeight; y += 20) {
      for (const element of document.elementsFromPoint(x, y)) if (!ours.has(element)) report("measuring elements", `${element.localName} lies over the page`, tells(element.localName, "a node"));
    }
  }
  // Styles and painted words.
  if (document.styleSheets.length + document.adoptedStyleSheets.length !== sheets) report("walking the style sheets", "one more", "a script");
  for (const sheet of [...document.styleSheets, ...document.adoptedStyleSheets]) {
    const rules = [...sheet.cssRules].map((rule) => rule.cssText).join(" ");
    if (TELLING.test(`${sheet.href ?? ""} ${rules}`)) report("walking the style sheets", sheet.href ?? rules, "this extension");
  }
  // Variables are not in the list of a computed style everywhere; those of user styles are in no sheet.
  for (const element of [document.documentElement, document.body, ...foreign]) {
    const style = getComputedStyle(element);
    const names = new Set([...style, ...(element.computedStyleMap?.() ?? [])].map((one) => (Array.isArray(one) ? one[0] : one)).concat(["--standing", "--demur", "--mark"]));
    for (const name of names) if (name.startsWith("--") && style.getPropertyValue(name)) report("reading variables", `${name} of ${element.localName}`, tells(name, "a script"));
  }
  for (const [element, before] of colours) if (element.isConnected && look(element) !== before) report("measuring styles", element.localName, "a script");
  for (const [name, highlight] of CSS.highlights) report("looking into CSS.highlights", `${name}: ${highlight.size}`, tells(name, "painted words"));
  for (const [name, before] of painted) if (look(document.body, `::highlight(${name})`) !== before) report("measuring styles", `::highlight(${name})`, tells(name, "painted words"));
  // Scripts in the page's own world.
  for (const name of Object.getOwnPropertyNames(window)) {
    if (!globals.has(name) && !/^(found|report|TELLING|tells|globals|functions|own|shared|events|ours|sheets|stored|colours|look|changes|observer|NAMES|painted|shelves|decoy|hunt|ret_nodes|\d+)$/.test(name)) report("looking for new globals", name, tells(name, "a script"));
  }
  const now = functions();
  for (const [place, one] of shared) {
    if (now.get(place) !== one) report("looking for patched prototypes", place, "a script");
  }
  // What it stores, loads and asks for under the page's name.
  if (shelves() !== stored) report("looking into the page's storage", shelves(), tells(shelves(), "a script"));
  for (const { name } of performance.getEntriesByType("resource")) if (/-extension:/.test(name) && !addresses.includes(name)) report("reading what was loaded", name, "this extension");
  await new Promise((resolve) => setTimeout(resolve, 50));
  own--;
  return found.filter(([, what], at) => found.findIndex((other) => other[1] === what && other[0] === found[at][0]) === at);
}
