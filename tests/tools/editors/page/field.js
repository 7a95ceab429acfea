// A form field as it comes.

export function field(box, tag, changed) {
  const made = document.createElement(tag);
  made.setAttribute("aria-label", "Write a message");
  box.append(made);
  let model = "";
  made.addEventListener("input", () => {
    model = made.value;
    changed();
  });
  return { field: () => made, text: () => model };
}
