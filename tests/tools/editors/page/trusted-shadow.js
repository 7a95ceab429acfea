export const shadow = true;
export { mount } from "./trusted.js";
