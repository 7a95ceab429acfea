import { Editor } from "roosterjs-content-model-core";
import { EditPlugin, ShortcutPlugin } from "roosterjs-content-model-plugins";

/** As Outlook's, with the signature below that it puts into a new answer. */
export function mount(box, changed) {
  const field = document.createElement("div");
  field.contentEditable = "true";
  box.append(field);
  const editor = new Editor(field, { plugins: [new EditPlugin(), new ShortcutPlugin()] });
  editor.attachDomEvent({ input: { beforeDispatch: () => setTimeout(changed) }, keyup: { beforeDispatch: () => setTimeout(changed) } });
  const text = (group) => group.blocks.map((block) => (block.blockType === "Paragraph"
    ? block.segments.map((segment) => (segment.segmentType === "Br" ? "\n" : (segment.text ?? ""))).join("").replace(/\n$/, "")
    : text(block))).join("\n");
  return { field: () => field, text: () => text(editor.getContentModelCopy("clean")) };
}
