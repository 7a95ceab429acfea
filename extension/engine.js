// The engine: the program and what it knows, which lies in files beside it. Both are fetched at once, and nothing is
// asked of the engine before both are here.

import init, { know } from "./demur.js";

export * from "./demur.js";

/** The file of a language. It is a part of the package; the policy in the manifest lets nothing else be fetched. @param {string} language */
async function pack(language) {
  const file = await fetch(new URL(`packs/${language}.bin`, import.meta.url));
  return new Uint8Array(await file.arrayBuffer());
}

/** Fails, in the person's words, where the package is broken. */
export const ready = Promise.all([init(), pack("en").catch(() => undefined)]).then(([, english]) => know(english, pack));
