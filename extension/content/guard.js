// Stands before everything else of the page, so that what the person types over the page stays theirs: events go to
// whoever listens at the window first, and the layer's closed root hides elements, not keys. Runs when a document
// begins, and once more with the rest of the page script; so it defines nothing that cannot be defined twice.

/** What any listener could read out of: keys, letters, what is copied and what is dragged. */
var TELLING = ["keydown", "keyup", "keypress", "beforeinput", "input", "textInput", "compositionstart", "compositionupdate", "compositionend", "copy", "cut", "paste", "dragstart", "drag", "dragend", "drop"];

/** Firefox tells every listener at which element an event began, closed root or not; there these are kept as well. */
var POINTING = ["click", "auxclick", "dblclick", "contextmenu", "wheel", "DOMMouseScroll", "MozMousePixelScroll", "focus", "blur", "focusin", "focusout", "select", "scroll", "scrollend", "dragenter", "dragover", "dragleave",
  ...["down", "up", "move", "over", "out", "enter", "leave"].flatMap((what) => [`mouse${what}`, `pointer${what}`]), "pointercancel", "pointerrawupdate", "gotpointercapture", "lostpointercapture", "mouselongtap", "touchstart", "touchmove", "touchend", "touchcancel"];

/** The layer over the page, once there is one; what hears of its events; how often it has come back of late. @typedef {{ host: Element | null, root: ShadowRoot | null, hear: ((event: Event) => void) | null, returns: number }} Guard */

/** @type {Guard} */
var guard = /** @type {any} */ (globalThis).guard ?? standGuard();

function standGuard() {
  /** @type {Guard} */
  const guard = { host: null, root: null, hear: null, returns: 0 };
  const inside = (/** @type {unknown} */ node) => node instanceof Node && node.getRootNode() === guard.root;
  const listen = (/** @type {Event} */ event) => {
    if (!guard.host) return;
    const { originalTarget, explicitOriginalTarget } = /** @type {any} */ (event);
    const isOwn = event.target === guard.host;
    if (!isOwn && !inside(originalTarget) && !inside(explicitOriginalTarget)) return;
    event.stopImmediatePropagation();
    if (isOwn && event.isTrusted) guard.hear?.(event);
  };
  const types = "mozInnerScreenX" in globalThis ? [...TELLING, ...POINTING] : TELLING;
  for (const type of types) addEventListener(type, listen, { capture: true });
  return guard;
}

/**
 * Has the layer hear alone of what is typed in it. What listens within hears of it by an event that stays within.
 * @param {Element} host
 * @param {ShadowRoot} root
 * @param {(event: KeyboardEvent) => void} onKey
 */
function hearFor(host, root, onKey) {
  Object.assign(guard, { host, root });
  guard.hear = (event) => {
    if (event instanceof KeyboardEvent && event.type === "keydown") onKey(event);
    else if (event.type === "input") root.activeElement?.dispatchEvent(new Event("input", { bubbles: true }));
    else if (event.type === "click") {
      let at = /** @type {Node | null} */ (/** @type {any} */ (event).originalTarget);
      while (at && !presses.has(at)) at = at.parentNode;
      if (at) presses.get(at)?.();
    }
  };
}

/**
 * Puts the layer back into a page that has thrown it out with something else. A page that throws it out again and again
 * would do nothing else any more, so it comes back some times a second at most.
 * @param {Element} host
 */
function comeBack(host) {
  if (guard.returns === 0) setTimeout(() => {
    guard.returns = 0;
    if (layer && !layer.host.isConnected) lookSoon();
  }, 1000);
  guard.returns += 1;
  if (guard.returns <= 5) document.documentElement.append(host);
}
