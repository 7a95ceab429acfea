// The text of a page as people see it, with a way back from each of its units to the page's own nodes.
// All positions are UTF-16 units, as the DOM counts them.

/**
 * A stretch of one text node: the `length` units from `from` in the node are those from `at` in the text.
 * @typedef {{ node: Text, from: number, at: number, length: number }} Piece
 * @typedef {{ text: string, pieces: Piece[] }} Reading
 */

/**
 * Reads elements one below the other, without what `drop` selects.
 * @param {Iterable<Element>} elements
 * @param {string} drop
 * @returns {Reading}
 */
function readText(elements, drop) {
  const writer = textWriter();
  for (const element of elements) {
    writer.lines(1);
    readNode(element, drop, writer);
  }
  return writer.finish();
}

/**
 * Reads the part of the page inside a range.
 * @param {Range} range
 * @returns {Reading}
 */
function readRange(range) {
  const writer = textWriter();
  const root = range.commonAncestorContainer;
  const within = { range, start: range.startContainer, end: range.endContainer };
  readNode(root, "", writer, within);
  return writer.finish();
}

/**
 * @param {Node} node
 * @param {string} drop
 * @param {ReturnType<typeof textWriter>} writer
 * @param {{ range: Range, start: Node, end: Node }} [within]
 */
function readNode(node, drop, writer, within) {
  if (within && !within.range.intersectsNode(node)) return;
  if (node instanceof Text) {
    const from = within?.start === node ? within.range.startOffset : 0;
    const to = within?.end === node ? within.range.endOffset : node.length;
    writer.node(node, from, to, node.parentElement ? getComputedStyle(node.parentElement).whiteSpace : "normal");
    return;
  }
  if (!(node instanceof Element)) {
    for (const child of node.childNodes) readNode(child, drop, writer, within);
    return;
  }
  if (node.matches("script, style, template, noscript, textarea, select, svg") || (drop && node.matches(drop))) return;
  if (node.tagName === "BR") {
    writer.breakLine();
    return;
  }
  const style = getComputedStyle(node);
  if (style.display === "none" || style.visibility === "hidden") return;
  const lines = /^(inline|contents|ruby)/.test(style.display) ? 0 : node.tagName === "P" ? 2 : 1;
  writer.lines(lines);
  for (const child of node.childNodes) readNode(child, drop, writer, within);
  writer.lines(lines);
}

/** Collapses white space as the page's layout does and notes where each unit comes from. */
function textWriter() {
  let text = "";
  let lines = 0;
  /** @type {{ node: Text, from: number } | null} */
  let space = null;
  /** @type {Piece[]} */
  const pieces = [];

  /** @param {Text} node @param {number} from @param {string} unit */
  const put = (node, from, unit) => {
    const last = pieces.at(-1);
    if (last && last.node === node && last.from + last.length === from && last.at + last.length === text.length) {
      last.length += unit.length;
    } else {
      pieces.push({ node, from, at: text.length, length: unit.length });
    }
    text += unit;
  };

  /** What was put off until it is known that more text follows. */
  const settle = () => {
    if (text && lines) text += "\n".repeat(lines);
    else if (text && space && !text.endsWith("\n")) put(space.node, space.from, " ");
    lines = 0;
    space = null;
  };

  return {
    /** @param {number} wanted line breaks at least, between what stands before and what comes */
    lines(wanted) {
      lines = Math.max(lines, wanted);
    },
    breakLine() {
      if (!text) return;
      text += "\n".repeat(lines) + "\n";
      lines = 0;
      space = null;
    },
    /** @param {Text} node @param {number} from @param {number} to @param {string} whiteSpace */
    node(node, from, to, whiteSpace) {
      const keepsBreaks = whiteSpace.startsWith("pre") || whiteSpace === "break-spaces";
      const keepsSpaces = keepsBreaks && whiteSpace !== "pre-line";
      // Asked for once: Firefox copies all of it for whoever asks from another world than the page's.
      const { data } = node;
      for (let i = from; i < to; i++) {
        const unit = data.charAt(i);
        if (keepsBreaks && unit === "\n") {
          if (!text) continue;
          settle();
          put(node, i, unit);
        } else if (/[ \t\n\r\f]/.test(unit) && (!keepsSpaces || !text)) {
          space ??= { node, from: i };
        } else {
          settle();
          put(node, i, unit);
        }
      }
    },
    /** @returns {Reading} */
    finish() {
      text = text.trimEnd();
      const kept = pieces.filter((piece) => piece.at < text.length);
      for (const piece of kept) piece.length = Math.min(piece.length, text.length - piece.at);
      return { text, pieces: kept };
    },
  };
}

/**
 * The page's ranges for a stretch of a reading; nodes that have gone have none.
 * @param {Reading} reading
 * @param {number} start
 * @param {number} end
 * @returns {Range[]}
 */
function rangesOf(reading, start, end) {
  const ranges = [];
  for (const { node, from, at, length } of reading.pieces) {
    const first = Math.max(start, at);
    const last = Math.min(end, at + length);
    if (first >= last || !node.isConnected || node.length < from + last - at) continue;
    const range = document.createRange();
    range.setStart(node, from + first - at);
    range.setEnd(node, from + last - at);
    ranges.push(range);
  }
  return ranges;
}
