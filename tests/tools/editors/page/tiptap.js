import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { textOf } from "./prosemirror.js";

export function mount(box, changed) {
  const editor = new Editor({ element: box, extensions: [StarterKit], injectCSS: false, onUpdate: changed });
  return { field: () => editor.view.dom, text: () => textOf(editor.state.doc) };
}
