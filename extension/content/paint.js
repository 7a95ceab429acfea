// Paints words without touching the page: the browser draws the marks, no node changes.
// The page can see the names of highlights, so they tell nothing, stand only while something is painted, and never
// where nothing may be put into the page.

const MARK = "mark";
const MARK_ON = "mark-on";

/** @param {Range[]} ranges */
function paint(ranges) {
  setHighlight(MARK, ranges);
}

/** Words that the person points at in the panel. @param {Range[]} ranges */
function paintStrong(ranges) {
  setHighlight(MARK_ON, ranges);
}

/** @param {string} name @param {Range[]} ranges */
function setHighlight(name, ranges) {
  if (ranges.length && setup?.show === "page") CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

/** The page's own colours decide, since a site may be dark when the system is not. */
function pageIsDark() {
  for (const element of [document.body, document.documentElement]) {
    const [r, g, b, alpha = 1] = getComputedStyle(element).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    if (r !== undefined && g !== undefined && b !== undefined && alpha > 0.5) return 0.3 * r + 0.6 * g + 0.1 * b < 110;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
