// What Demur puts over the page: chips and one panel, in a closed shadow root at the document's end.
// The page's own nodes are never touched; only what the person really does counts.

/**
 * @typedef {import("../protocol").RequestView} RequestView
 * @typedef {import("../protocol").Part} Part
 * @typedef {import("../protocol").Act} Act
 * @typedef {{ key: string, found: Found, fields: Record<string, string>, reading: Reading, near: boolean,
 *   view: RequestView | null, chip: HTMLButtonElement | null, spot: Spot | null }} Item
 * @typedef {{ dx: number, dy: number, area: Element, size: string }} Spot where the chip is in that part of its request, while it has that size
 */

/**
 * @param {import("../protocol").Setup} setup
 * @param {{ open: (item: Item) => void, act: (item: Item, act: Act, root: HTMLElement, element: HTMLElement) => void, undo: () => void, closed: () => void }} on
 */
function makeLayer({ style, words }, on) {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  // It shows what is in it, and Chromium's `window.find`, by which a page could ask for words, passes it over.
  const box = document.createElement("object");
  box.className = "layer";
  if (CSS.supports("-moz-appearance", "none")) box.classList.add("held", `h${PAGE}`);
  // The words are Demur's own, whatever language the page is in and whichever way it runs.
  box.lang = words.language;
  box.dir = "ltr";
  root.append(box);
  /** @type {{ element: HTMLElement, item: Item, avoid: Element | null } | null} */
  let panel = null;
  /** @type {HTMLElement | null} */
  let note = null;
  /** @type {{ element: HTMLElement, field: HTMLElement } | null} */
  let hinted = null;

  // The page's shortcuts and focus traps are not for what happens in here.
  for (const type of ["focusin", "focusout", "click", "pointerdown", "mousedown"]) {
    root.addEventListener(type, (event) => event.stopPropagation());
  }
  /** @param {KeyboardEvent} event */
  const escape = (event) => {
    if (!event.isTrusted || event.key !== "Escape") return;
    note?.remove();
    note = null;
    hint(null, "");
    close();
  };
  addEventListener("keydown", escape, { capture: true });
  hearFor(host, root, (event) => {
    escape(event);
    if (panel) pressByKey(panel.element, event, root.activeElement);
  });

  const makeNote = () => {
    const element = document.createElement("div");
    element.className = "note";
    const status = document.createElement("span");
    status.role = "status";
    status.dataset.status = "1";
    const button = document.createElement("button");
    button.className = "undo";
    button.textContent = words.undo;
    onPress(button, on.undo);
    element.append(status, button);
    box.append(element);
    if (!host.isConnected) document.documentElement.append(host);
    return element;
  };

  /** @param {Item} item */
  const chip = (item) => {
    const chip = item.view?.chip;
    if (!chip) {
      item.chip?.remove();
      item.chip = null;
      return;
    }
    if (item.chip?.isConnected && item.chip.textContent === chip.text && item.chip.ariaLabel === chip.name) return;
    const button = item.chip ?? document.createElement("button");
    // A new one is not to be seen, nor pressed, before it stands where it belongs.
    const away = item.chip?.classList.contains("away") ?? true;
    button.className = `chip ${chip.mood}`;
    button.classList.toggle("away", away);
    button.textContent = chip.text;
    button.setAttribute("aria-label", chip.name);
    button.setAttribute("aria-haspopup", "dialog");
    if (!item.chip) onPress(button);
    presses.set(button, () => on.open(item));
    item.chip = button;
    if (!button.isConnected) box.append(button);
    if (!host.isConnected) document.documentElement.append(host);
  };

  /** @param {Item} item @param {Part} part */
  const drawn = (item, part) =>
    draw(part, (act, target, element) => {
      if (act.verb === "close") close();
      else on.act(item, act, target, element);
    });

  /** @param {Item} item @param {Element | null} avoid */
  const open = (item, avoid) => {
    if (!item.view) return;
    panel?.element.remove();
    note?.remove();
    note = null;
    const element = document.createElement("div");
    element.className = "dialog";
    element.setAttribute("role", "dialog");
    element.setAttribute("aria-label", words.panel);
    element.tabIndex = -1;
    element.append(drawn(item, item.view.panel));
    box.append(element);
    if (!host.isConnected) document.documentElement.append(host);
    panel = { element, item, avoid };
    box.classList.toggle("dark", pageIsDark());
    place([item]);
    element.focus();
  };

  /** Draws an open panel anew where it stands, and leaves the focus on what bears the same name. @param {Item} item */
  const redraw = (item) => {
    if (panel?.item !== item || !item.view) return;
    const { element } = panel;
    const top = element.querySelector(".scroll")?.scrollTop ?? 0;
    const said = element.querySelector("[data-status]")?.textContent ?? "";
    const undoable = !element.querySelector(".undo")?.matches("[hidden]");
    const name = root.activeElement?.getAttribute("aria-label");
    const fresh = document.createElement("div");
    fresh.append(drawn(item, item.view.panel));
    carryOver(element, fresh);
    element.replaceChildren(...fresh.children);
    const scroll = element.querySelector(".scroll");
    if (scroll) scroll.scrollTop = top;
    say(said, undoable);
    const again = name ? [...element.querySelectorAll("[aria-label]")].find((other) => other.getAttribute("aria-label") === name) : null;
    (again instanceof HTMLElement ? again : element).focus({ preventScroll: true });
  };

  /** A quiet word under the composer that the person types into. @param {HTMLElement | null} field @param {string} text */
  const hint = (field, text) => {
    if (!field || !text) {
      hinted?.element.remove();
      hinted = null;
      return;
    }
    const element = hinted?.element ?? document.createElement("div");
    element.className = "hint";
    element.setAttribute("role", "status");
    element.setAttribute("aria-label", words.typing);
    if (!element.isConnected) box.append(element);
    if (!host.isConnected) document.documentElement.append(host);
    if (element.textContent !== text) element.textContent = text;
    hinted = { element, field };
    placeHint();
  };

  /** Below the composer, or above it where there is no room. */
  const placeHint = () => {
    if (!hinted) return;
    const { element, field } = hinted;
    if (!field.isConnected) return hint(null, "");
    const at = field.getBoundingClientRect();
    const { width, height } = element.getBoundingClientRect();
    const top = at.bottom + 6 + height < innerHeight ? at.bottom + 6 : at.top - 6 - height;
    // Without the scroll bar, which would lie over it.
    const room = document.documentElement.clientWidth || innerWidth;
    element.style.translate = `${Math.max(8, Math.min(at.left, room - width - 8))}px ${Math.max(8, top)}px`;
    element.classList.toggle("away", at.bottom < 0 || at.top > innerHeight);
  };

  /** Says what has happened, in the panel or, where none is open, at the edge of the window. @param {string} text @param {boolean} undo */
  const say = (text, undo) => {
    const place = panel?.element ?? note ?? (text ? (note = makeNote()) : null);
    if (!place) return;
    const status = place.querySelector("[data-status]");
    if (status) status.textContent = text;
    const button = place.querySelector(".undo");
    if (button instanceof HTMLElement) button.hidden = !undo;
  };

  const close = () => {
    if (!panel) return;
    const { element, item } = panel;
    const within = root.activeElement;
    panel = null;
    element.remove();
    on.closed();
    if (within) item.chip?.focus();
  };

  /** In a modal dialog the layer has to be raised like that, so that the dialog neither moves nor clips it. @param {Element} home */
  const settle = (home) => {
    home.append(host);
    host.popover = home === document.documentElement ? null : "manual";
    if (host.popover) host.showPopover();
  };

  /** Puts chips and panel where they belong, reading all places before writing any. @param {Iterable<Item>} items @param {boolean} [moving] */
  const place = (items, moving = false) => {
    const all = [...items];
    // Where the browser did not take that style, the layer stands by itself.
    if (host.isConnected && box.classList.contains("held") && getComputedStyle(box).display === "none") box.classList.remove("held");
    const home = homeOf(panel ? [panel.item, ...all] : all);
    // What the page has set on it is not to be obeyed.
    for (const name of host.getAttributeNames()) if (name !== "popover") host.removeAttribute(name);
    if (host.isConnected && host.parentElement !== home) settle(home);
    const origin = host.getBoundingClientRect();
    const moves = all.filter((item) => item.chip).map((item) => ({ chip: item.chip, at: chipPlace(item, host, moving) }));
    for (const { chip, at } of moves) {
      if (!chip) continue;
      chip.classList.toggle("away", !at);
      chip.style.translate = at ? `${at.x - origin.x}px ${at.y - origin.y}px` : "none";
    }
    box.classList.toggle("dark", pageIsDark());
    placeHint();
    if (panel) placePanel(panel.element, panel.item, panel.avoid);
  };

  return {
    host,
    chip,
    open,
    redraw,
    hint,
    close,
    place,
    /** @param {Item} item */
    hide(item) {
      item.chip?.classList.add("away");
      if (item.chip) item.chip.style.translate = "none";
    },
    /** @param {Item} item */
    remove(item) {
      item.chip?.remove();
      item.chip = null;
    },
    /** The request was drawn anew: an open panel goes with it. @param {Item} from @param {Item} to */
    pass(from, to) {
      to.chip = from.chip;
      from.chip = null;
      if (to.chip) presses.set(to.chip, () => on.open(to));
      if (panel?.item === from) panel.item = to;
    },
    say,
    /** Keep clear of this part of the page from now on. @param {Element} element */
    avoid(element) {
      if (panel) panel.avoid = element;
    },
    opened: () => panel?.item ?? null,
    panel: () => panel?.element ?? null,
    leave() {
      removeEventListener("keydown", escape, { capture: true });
      guard.host = null;
      host.remove();
    },
  };
}

/**
 * Makes the elements of a drawing.
 * @param {Part} part
 * @param {(act: Act, root: HTMLElement, element: HTMLElement) => void} act
 * @param {HTMLElement | null} [root]
 * @returns {HTMLElement}
 */
function draw(part, act, root = null) {
  const element = document.createElement(part.tag);
  const top = root ?? element;
  if (part.class) element.className = part.class;
  if (part.label) element.setAttribute("aria-label", part.label);
  if (part.role) element.setAttribute("role", part.role);
  if (part.group) element.setAttribute("name", part.group);
  if (part.pressed !== undefined) element.setAttribute("aria-pressed", String(part.pressed));
  if (part.open) element.setAttribute("open", "");
  element.hidden = part.hidden ?? false;
  if (part.text || isField(element)) element.dir = "auto";
  if (part.text && !isField(element)) element.textContent = part.text;
  const does = part.act;
  const go = () => {
    if (does) act(does, element.closest(".panel") ?? top, element);
  };
  wire(element, part, go);
  if (does?.verb === "edit") {
    element.dataset.reply = String(does.reply);
    element.addEventListener("input", go);
  }
  else if (does?.verb === "status") element.dataset.status = "1";
  else if (does && isField(element)) element.addEventListener("input", go);
  else if (does) onPress(element, go);
  for (const child of part.parts ?? []) element.append(draw(child, act, top));
  return element;
}
