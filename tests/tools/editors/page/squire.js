import Squire from "squire-rte";
import { lines } from "./lines.js";

export function mount(box, changed) {
  const field = document.createElement("div");
  box.append(field);
  const editor = new Squire(field, { sanitizeToDOMFragment: (html) => document.createRange().createContextualFragment(html) });
  let model = "";
  editor.addEventListener("input", () => {
    const holder = document.createElement("div");
    holder.innerHTML = editor.getHTML();
    model = lines(holder);
    changed();
  });
  return { field: () => field, text: () => model };
}
