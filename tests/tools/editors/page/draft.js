import { Editor, EditorState } from "draft-js";
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

export async function mount(box, changed) {
  let model = "";
  function Box() {
    const [state, setState] = useState(() => EditorState.createEmpty());
    model = state.getCurrentContent().getBlocksAsArray().map((block) => block.getText()).join("\n");
    queueMicrotask(changed);
    return createElement(Editor, { editorState: state, onChange: setState, role: "textbox", ariaMultiline: true, ariaLabel: "Write a message" });
  }
  createRoot(box).render(createElement(Box));
  const field = () => box.querySelector(".public-DraftEditor-content");
  while (!field()) await new Promise(requestAnimationFrame);
  return { field, text: () => model };
}
