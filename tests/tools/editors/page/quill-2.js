import Quill from "quill";
import { quill } from "./quill.js";

export const mount = (box, changed) => quill(Quill, box, changed);
