import { lines } from "./lines.js";

/** As LinkedIn's: a model of its own that believes only what the browser says was typed. */
export function mount(box, changed) {
  const field = document.createElement("div");
  field.className = "msg-form__contenteditable";
  field.contentEditable = "true";
  const first = document.createElement("p");
  first.append(document.createElement("br"));
  field.append(first);
  box.append(field);
  let model = "";
  field.addEventListener("input", (event) => {
    if (!event.isTrusted || !event.inputType) return;
    model = lines(field);
    changed();
  });
  return { field: () => field, text: () => model };
}
