import { field } from "./field.js";

export const plainField = true;
export const mount = (box, changed) => field(box, "textarea", changed);
