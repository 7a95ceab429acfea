// For boxes whose model is what they show: their lines, read from the DOM.

/** @param {Node} root @param {(node: Node) => boolean} [stop] reading ends before such a node */
export function lines(root, stop = () => false) {
  const out = [];
  let line = null;
  let ended = false;
  const close = () => {
    if (line !== null) out.push(line);
    line = null;
  };
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (ended || (ended = stop(child))) return;
      if (child instanceof Text) line = (line ?? "") + child.data;
      else if (child.localName === "br") {
        line ??= "";
        close();
      } else if (/^(p|div|blockquote|ul|li)$/.test(child.localName)) {
        close();
        walk(child);
        close();
      } else walk(child);
    }
  };
  walk(root);
  close();
  return out.join("\n");
}
