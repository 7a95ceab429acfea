import { baseKeymap } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { schema } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";

export function mount(box, changed) {
  const plugins = [history(), keymap({ "Mod-z": undo, "Mod-y": redo }), keymap(baseKeymap)];
  const view = new EditorView(box, {
    state: EditorState.create({ schema, plugins }),
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      changed();
    },
  });
  return { field: () => view.dom, text: () => textOf(view.state.doc) };
}

export function textOf(doc) {
  const out = [];
  doc.forEach((block) => out.push(block.textBetween(0, block.content.size, "\n", (leaf) => (/break/i.test(leaf.type.name) ? "\n" : ""))));
  return out.join("\n");
}
