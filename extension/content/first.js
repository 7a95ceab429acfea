// The first of the page script, and on most pages all of it: looks for the few things that show that there may be a
// request, and has the rest loaded when there is one, or when somebody asks. Until then nothing is told to anybody.
{
  const spot = SPOTS[location.hostname];
  // Addresses are plain letters, which spares the browser its tables of all others.
  const paths = new RegExp(spot?.paths || "^$", "i");
  const labels = spot?.labels ?? {};
  const [language] = document.documentElement.lang.split("-");
  const css = [...(spot?.css ?? []), ...(language ? [labels.any, labels[language]] : Object.values(labels)).flatMap((one) => one ?? [])];
  /** Whether the rest of the script has been asked for, and what has come for it in the meantime. */
  let awake = false;
  /** @type {(() => void)[]} */
  let held = [];
  let looking = false;
  /** Whether the whole page is to be searched, or only what has been added since. */
  let whole = true;
  /** @type {Set<Element>} */
  const added = new Set();
  /** @type {Set<Document | ShadowRoot>} */
  const roots = new Set();

  const changes = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node instanceof Element) added.add(node);
    if (added.size) lookSoon();
  });

  const lookSoon = () => {
    if (looking) return;
    looking = true;
    requestIdleCallback(look, { timeout: 200 });
  };

  const hosts = () => (spot?.shadow ?? []).flatMap((css) => [...document.querySelectorAll(css)]);

  const watch = () => {
    for (const root of [document, ...hosts().flatMap(({ shadowRoot }) => shadowRoot ?? [])]) {
      if (roots.has(root)) continue;
      roots.add(root);
      changes.observe(root, { subtree: true, childList: true });
      whole = true;
    }
  };

  /** @param {ParentNode} scope */
  const holds = (scope) => css.some((css) => scope.querySelector(css) || (scope instanceof Element && scope.matches(css)));

  const look = () => {
    looking = false;
    if (awake || !spot) return;
    // When the extension has gone, so does this.
    if (!chrome.runtime?.id) return leave();
    watch();
    // Of very many the browser is quicker to search the page.
    const scopes = whole || added.size > 200 ? roots : added;
    const there = paths.test(location.pathname + location.hash) || [...scopes].some((scope) => scope.isConnected && holds(scope));
    whole = false;
    added.clear();
    if (there) wake();
  };

  /** A shadow root that is attached to a known element tells nobody; that the person goes on to use it does. @param {Event} event */
  const lookIn = ({ type }) => {
    const all = hosts();
    if (all.some(({ shadowRoot }) => shadowRoot && !roots.has(shadowRoot))) lookSoon();
    // What a click opens comes a little later, twice at most is looked for it.
    else if (type === "click" && all.some(({ shadowRoot }) => !shadowRoot)) for (const ms of [400, 1500]) setTimeout(lookSoon, ms);
  };

  const leave = () => {
    changes.disconnect();
    for (const type of ["click", "focusin"]) removeEventListener(type, lookIn, { capture: true });
  };

  const wake = async () => {
    if (awake) return;
    awake = true;
    for (let attempt = 0; attempt < 3 && chrome.runtime?.id; attempt++) {
      const answer = await chrome.runtime.sendMessage({ kind: "wake" }).catch(() => undefined);
      if (answer && typeof hear === "function") {
        leave();
        chrome.runtime.onMessage.removeListener(listen);
        for (const pass of held) pass();
        return;
      }
    }
    awake = false;
    held = [];
  };

  /** @param {import("../protocol").Command} command @param {unknown} _sender @param {(answer: unknown) => void} reply */
  const listen = (command, _sender, reply) => {
    const { kind } = command;
    // Only own pages wait for an answer. The worker waits for no page, least of all for one that waits for it.
    const waits = kind === "wake" || kind === "check";
    if (!waits) reply(true);
    if (!waits && kind !== "selection" && !(awake && kind !== "ping")) return;
    held.push(() => hear(command, waits ? reply : () => {}));
    wake();
    return waits;
  };

  chrome.runtime.onMessage.addListener(listen);
  if (spot?.shadow.length) for (const type of ["click", "focusin"]) addEventListener(type, lookIn, { capture: true, passive: true });
  look();
}
