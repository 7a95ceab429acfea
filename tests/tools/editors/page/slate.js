import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { Editor, Node, createEditor } from "slate";
import { withHistory } from "slate-history";
import { Editable, Slate, withReact } from "slate-react";

export async function mount(box, changed) {
  const editor = withHistory(withReact(createEditor()));
  function Box() {
    const [value] = useState([{ type: "paragraph", children: [{ text: "" }] }]);
    return createElement(Slate, { editor, initialValue: value, onChange: changed },
      createElement(Editable, { role: "textbox", "aria-multiline": "true", "aria-label": "Write a message" }));
  }
  createRoot(box).render(createElement(Box));
  const field = () => box.querySelector("[data-slate-editor]");
  while (!field()) await new Promise(requestAnimationFrame);
  return { field, text: () => editor.children.map((block) => Node.string(block)).join("\n") };
}
