import { lines } from "./lines.js";

/** The bare thing: what it shows is what it holds. */
export function mount(box, changed) {
  const field = document.createElement("div");
  field.contentEditable = "true";
  box.append(field);
  let model = "";
  field.addEventListener("input", () => {
    model = lines(field);
    changed();
  });
  return { field: () => field, text: () => model };
}
