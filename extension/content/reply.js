// What the person does in the panel, and what worker and popup ask for.

/** @typedef {import("../protocol").How} How */

/** What was edited before the panel was closed stands in it again. @param {Item} item */
function openPanel(item) {
  offer(item);
  layer?.open(item, setup ? findComposer(setup.site, item.found.place, item.fields.name ?? "", item.found.element, false) : null);
  for (const draft of layer?.panel()?.querySelectorAll("[data-reply]") ?? []) {
    if (!(draft instanceof HTMLTextAreaElement)) continue;
    const name = `${item.key}|${draft.defaultValue}`;
    draft.value = edits.get(name) ?? draft.value;
    if (draft.value !== draft.defaultValue) edits.set(name, draft.value);
  }
}

/**
 * The reply that is going in: the same one, clicked twice, goes in once; another waits until this one is in.
 * @type {{ key: string, text: string, done: Promise<void> } | null}
 */
let goingIn = null;

/** @param {Item} item @param {Act} act @param {HTMLElement} root @param {HTMLElement} element */
function act(item, act, root, element) {
  const draft = "reply" in act ? root.querySelector(`[data-reply="${act.reply}"]`) : null;
  const text = draft instanceof HTMLTextAreaElement ? draft.value : "";
  const how = "how" in act ? act.how : TYPED;
  switch (act.verb) {
    case "edit":
      if (draft instanceof HTMLTextAreaElement) {
        edits.set(`${item.key}|${draft.defaultValue}`, text);
        keepEdit(item, draft, how);
      }
      if (how.stance) checkSoon(item, text, how, (words) => remark(draft, words));
      return;
    case "learn":
      clearTimeout(checking);
      return void ask({ kind: "learn", ...draftOf(item, text, how) }).then(({ text }) => remark(draft, text), () => say(setup?.words.no_answer ?? "", false));
    case "desk":
      desk.set(item.key, act.answers);
      return void sit(item).catch(() => say(setup?.words.no_answer ?? "", false));
    case "tell":
      return enter(item, act.deed, element);
    case "insert":
      goesAlong(item, text, how, draft?.ariaLabel ?? "");
      return void insert(item, text).catch(() => say(setup?.words.not_taken ?? "", false));
    case "copy":
      if (how.stance) goesAlong(item, text, how, draft?.ariaLabel ?? "");
      return void copy(text).then((done) => say((done ? setup?.words.copied : setup?.words.not_copied) ?? "", false));
    case "undo":
      return void undo();
    case "point":
      return point(item, act.start, act.end);
    case "stance":
      for (const group of root.querySelectorAll(".replies")) {
        if (group instanceof HTMLElement) group.hidden = !group.classList.contains(act.show);
      }
      for (const button of root.querySelectorAll(".stance")) {
        button.setAttribute("aria-pressed", String(button.classList.contains(act.show)));
      }
  }
}

/** What kind of reply the person's own typing is. @type {How} */
const TYPED = { stance: "", tone: "", template: "" };

/** What the worker is told of a reply and of the request that it answers. @param {Item} item @param {string} text @param {How} how */
function draftOf(item, text, how) {
  return { site: setup?.site.id ?? "", request: seenOf(item), text: text.slice(0, LONGEST), how };
}

/**
 * Lets the worker know that a reply is on its way, so that a question can be followed up.
 * @param {Item} item
 * @param {string} text
 * @param {How} how
 * @param {string} label of the field that it stood in, where that is known
 */
function goesAlong(item, text, how, label) {
  offer(item);
  taken = { draft: draftOf(item, text, how), label, edited: !label || [...edits.values()].includes(text) };
  ask({ kind: "took", ...taken.draft }).catch(() => {});
}

/** Asks what should be mended once the person pauses. @param {Item} item @param {string} text @param {How} how @param {(words: string) => void} then */
function checkSoon(item, text, how, then) {
  clearTimeout(checking);
  checking = setTimeout(() => {
    ask({ kind: "check", ...draftOf(item, text, how) }).then(({ text }) => then(text), () => {});
  }, 500);
}

/** What the person types by hand into the composer of a request; nothing is marked in it. @param {Event} event */
function readAlong(event) {
  const field = event.composedPath()[0];
  const composer = field instanceof Element ? closest(field, "textarea, input, [contenteditable]:not([contenteditable='false'])") : null;
  if (!setup?.typed || setup.show !== "page" || !(composer instanceof HTMLElement)) return;
  const { site } = setup;
  const item = everything().find(({ view, found, fields }) => view?.chip && findComposer(site, found.place, fields.name ?? "", found.element, false) === composer);
  if (item) checkSoon(item, contentOf(composer), TYPED, (words) => useLayer()?.hint(composer, words));
}

/** @param {Element | null} draft @param {string} words */
function remark(draft, words) {
  const place = draft?.parentElement?.querySelector(".remark");
  // Said again only if it has changed: nobody wants to hear it at every pause.
  if (place && place.textContent !== words) place.textContent = words;
}

/** Judges a request again with what the desk was told of it. @param {Item} item */
async function sit(item) {
  item.view = await ask({ kind: "desk", site: setup?.site.id ?? "", request: seenOf(item) });
  if (item.view) judged.set(item.key, item.view);
  layer?.redraw(item);
}

/** The layer, made when there is first something to put on it; none where nothing may be put into the page. */
function useLayer() {
  if (setup?.show === "page") layer ??= makeLayer(setup, { open: openPanel, act, undo, closed: panelClosed });
  return layer;
}

/** What has been typed is kept when the panel closes. */
function panelClosed() {
  paintStrong([]);
  tellTyped();
}

/**
 * Puts a reply into the composer of a request, opening it by the site's own control where it is not open.
 * @param {Item} item
 * @param {string} text
 */
async function insert(item, text) {
  if (!setup || (goingIn?.key === item.key && goingIn.text === text)) return;
  const now = setup;
  const before = goingIn?.done.catch(() => {}) ?? Promise.resolve();
  const going = { key: item.key, text, done: before.then(() => insertInto(item, text, now)) };
  goingIn = going;
  try {
    await going.done;
  } finally {
    if (goingIn === going) goingIn = null;
  }
}

/** @param {Item} item @param {string} text @param {Setup} setup */
async function insertInto(item, text, { site, words }) {
  const { place, element } = item.found;
  const name = item.fields.name ?? "";
  let field = findComposer(site, place, name, element, false);
  const control = pick(element, place.composer.open)[0];
  if (!field && control instanceof HTMLElement) {
    say(words.opening, false);
    await ask({ kind: "keep", place: place.id, name, text, taken });
    control.click();
    field = await composerOpens(site, place, name, element);
    await ask({ kind: "drop" });
  }
  await putInto(field, place, text, item.key);
}

/** A reply that was waiting for this page to open. @param {import("../protocol").Kept} kept */
async function insertKept({ place: id, name, text, taken: before }) {
  const place = setup?.site.places.find((place) => place.id === id);
  if (!place || !setup) return;
  taken = before;
  await putInto(await composerOpens(setup.site, place, name, null), place, text, "");
}

/** @param {HTMLElement | null} field @param {Place} place @param {string} text @param {string} key of the request */
async function putInto(field, place, text, key) {
  if (!setup) return;
  const { words } = setup;
  if (!field) {
    return say((await copy(text)) ? words.no_composer : words.not_copied, false);
  }
  layer?.avoid(field);
  layer?.say("", false);
  // Another reply takes the place of the one before; the same one stays as it is.
  const ours = insertion?.field === field && isUntouched(insertion) ? insertion : null;
  if (ours && ours.reply !== text) await undoInsert(ours);
  insertion = ours?.reply === text ? ours : null;
  const outcome = await insertReply(field, text, () => canSend(field, place));
  if (outcome.kind === "inserted") {
    insertion = { ...outcome.insertion, key };
    settle(true);
    say(words.inserted, true);
  } else if (outcome.kind === "already") {
    say(words.inserted, insertion !== null);
  } else {
    say((await copy(text)) ? words.not_taken : words.not_copied, false);
  }
  placeSoon();
}

/** A place without a send button, or one that never sleeps, is taken at its word. @param {HTMLElement} field @param {Place} place */
function canSend(field, place) {
  const around = place.composer.scope.map((css) => closest(field, css)).find((found) => found);
  const button = around ? pick(around, place.composer.send)[0] : undefined;
  return !(button instanceof HTMLButtonElement && button.disabled) && button?.getAttribute("aria-disabled") !== "true";
}

/**
 * Waits until the site has opened its composer.
 * @param {Site} site
 * @param {Place} place
 * @param {string} name
 * @param {Element | null} near
 * @returns {Promise<HTMLElement | null>}
 */
function composerOpens(site, place, name, near) {
  return new Promise((resolve) => {
    const done = (/** @type {HTMLElement | null} */ field) => {
      observer.disconnect();
      clearInterval(again);
      clearTimeout(limit);
      resolve(field);
    };
    const look = () => {
      for (const root of rootsOf(site)) observer.observe(root, { subtree: true, childList: true, attributes: true });
      const field = findComposer(site, place, name, near, true);
      if (field) done(field);
    };
    const observer = new MutationObserver(look);
    // A shadow root that is attached to a known element tells nobody.
    const again = setInterval(look, 200);
    const limit = setTimeout(() => done(null), 8000);
    look();
  });
}

async function undo() {
  if (!setup || !insertion) return;
  const done = await undoInsert(insertion);
  insertion = null;
  if (done && taken) {
    ask({ kind: "undid", ...taken.draft }).catch(() => {});
    settle(false);
  }
  say(done ? setup.words.undone : setup.words.not_undone, false);
}

/** @param {string} text @returns {Promise<boolean>} */
function copy(text) {
  return navigator.clipboard.writeText(text).then(() => true, () => false);
}

/** Shows words where they stand. @param {Item} item @param {number} start @param {number} end */
function point(item, start, end) {
  const ranges = rangesOf(item.reading, start, end);
  paintStrong(ranges);
  ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: "nearest", behavior: "smooth" });
}

/** @param {Command} command */
async function obey(command) {
  await ready;
  switch (command.kind) {
    case "refresh":
      return refresh();
    case "renew":
      judged.clear();
      told = "";
      for (const item of items.values()) if (!item.near) item.view = null;
      return tell(true);
    case "selection":
      return judgeSelection();
    case "show": {
      const item = itemBy(command.key);
      item?.found.element.scrollIntoView({ block: "center" });
      return item && openPanel(item);
    }
    case "insert": {
      const item = itemBy(command.key);
      if (!item) return;
      goesAlong(item, command.text, command.how, "");
      return insert(item, command.text);
    }
    case "undo":
      return undo();
  }
}

/** @param {string} key */
function itemBy(key) {
  return everything().find((item) => item.key === key);
}
