import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";

export const plainField = true;

/** A controlled textarea: React writes back its state after every event that its value tracker believes. */
export async function mount(box, changed) {
  let model = "";
  function Box() {
    const [value, setValue] = useState("");
    model = value;
    return createElement("textarea", { "aria-label": "Write a message", value, onChange: (event) => setValue(event.target.value) });
  }
  createRoot(box).render(createElement(Box));
  await rendered(box, "textarea");
  new MutationObserver(changed).observe(box, { subtree: true, childList: true, attributes: true });
  box.addEventListener("input", () => setTimeout(changed));
  return { field: () => box.querySelector("textarea"), text: () => model };
}

async function rendered(box, css) {
  while (!box.querySelector(css)) await new Promise(requestAnimationFrame);
}
