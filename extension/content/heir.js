// An update of the extension leaves behind what the old script had put over the page, with nobody to answer for it.

/** Takes away what an older script of this extension has left. Only scripts of extensions see into closed roots. */
function takeAwayRemains() {
  for (const host of document.querySelectorAll(":root > div:not([id], [class], [style])")) {
    // Firefox has it on the element, Chromium among the interfaces for extensions.
    const { openOrClosedShadowRoot } = /** @type {any} */ (host);
    const { dom } = /** @type {any} */ (chrome);
    const root = openOrClosedShadowRoot ?? dom?.openOrClosedShadowRoot(host);
    if (root?.firstElementChild?.matches(".layer")) host.remove();
  }
}
