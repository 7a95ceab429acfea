import { ClassicEditor } from "@ckeditor/ckeditor5-editor-classic";
import { Essentials } from "@ckeditor/ckeditor5-essentials";
import { Paragraph } from "@ckeditor/ckeditor5-paragraph";

export async function mount(box, changed) {
  const place = document.createElement("div");
  box.append(place);
  const editor = await ClassicEditor.create(place, { licenseKey: "GPL", plugins: [Essentials, Paragraph] });
  editor.model.document.on("change:data", changed);
  // A line feed inside a text node is no line of CKEditor's.
  const text = (node) => (node.is("element", "softBreak") ? "\n" : node.is("$text") ? node.data.replaceAll("\n", "␊") : [...node.getChildren()].map(text).join(""));
  return {
    set: (name, value) => editor.editing.view.change((writer) => writer.setAttribute(name, value, editor.editing.view.document.getRoot())),
    field: () => editor.editing.view.getDomRoot(),
    text: () => [...editor.model.document.getRoot().getChildren()].map(text).join("\n"),
  };
}
