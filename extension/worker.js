// Wakes on what the browser tells it, hands it to the engine, answers in order. What it knows stands in storage.

import init, * as engine from "./demur.js";

/** One thing after another, the engine's own start first. @type {Promise<unknown>} */
let line = init();

/** @template T @param {() => T | Promise<T>} work @returns {Promise<T>} */
function inLine(work) {
  const done = line.then(work);
  line = done.catch(() => {});
  return done;
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  inLine(() => engine.answer(message, sender)).then(reply);
  return true;
});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  inLine(() => engine.installed(reason));
});
chrome.contextMenus.onClicked.addListener(({ selectionText, frameId }, tab) => {
  inLine(() => engine.selected(selectionText ?? "", tab?.id ?? -1, frameId ?? 0));
});
chrome.storage.local.onChanged.addListener(() => {
  inLine(() => engine.changed());
});
chrome.tabs.onRemoved.addListener((tab) => {
  inLine(() => engine.closed(tab));
});
