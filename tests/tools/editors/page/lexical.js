import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $getRoot, $isLineBreakNode, $isElementNode, createEditor } from "lexical";

export function mount(box, changed) {
  const field = document.createElement("div");
  field.contentEditable = "true";
  box.append(field);
  const editor = createEditor({ namespace: "message", onError: (error) => console.error(error) });
  editor.setRootElement(field);
  registerRichText(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  editor.registerUpdateListener(changed);
  // A line feed inside a text node is no line of Lexical's.
  const text = (node) => ($isElementNode(node) ? node.getChildren().map(text).join("") : $isLineBreakNode(node) ? "\n" : node.getTextContent().replaceAll("\n", "␊"));
  return {
    field: () => field,
    text: () => editor.getEditorState().read(() => $getRoot().getChildren().map(text).join("\n")),
  };
}
