import Quill from "quill-1/dist/quill.js";
import { quill } from "./quill.js";

export const mount = (box, changed) => quill(Quill, box, changed);
