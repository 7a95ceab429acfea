// Reads an export apart from the page, so that the page stays at hand. Cancelling ends this worker, and nothing is kept.

import * as engine from "./engine.js";

/** @param {MessageEvent<{ files: File[], options: string, language: string }>} message */
async function read({ data: { files, options, language } }) {
  try {
    await engine.ready;
    // No look-up of the browser's is offered here, so the texts are read from their file.
    if (language) engine.speak(await (await fetch(`_locales/${language}/messages.json`)).text());
    const found = engine.read_export(files, options, (/** @type {string} */ progress) => postMessage({ progress }));
    postMessage({ found });
  } catch (error) {
    postMessage({ failed: String(error) });
  }
}

addEventListener("message", read);
