export function quill(Quill, box, changed) {
  const place = document.createElement("div");
  box.append(place);
  const editor = new Quill(place);
  editor.on("text-change", changed);
  // A document always ends with one line break of its own.
  return { field: () => editor.root, text: () => editor.getText().replace(/\n$/, "") };
}
