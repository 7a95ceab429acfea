// Wakes on what the browser tells it, hands it to the engine, answers in order. What it knows stands in storage.

import init, * as engine from "./demur.js";

/** One thing after another, the engine's own start first. @type {Promise<unknown>} */
let line = init();

/** An answer takes milliseconds. Should one never come, those behind it must not wait for ever. */
const PATIENCE = 10_000;

/** @template T @param {() => T | Promise<T>} work @returns {Promise<T>} */
function inLine(work) {
  const done = line.then(work);
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("too late")));
  line = Promise.race([done, late]).catch(() => {});
  return done;
}

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  inLine(() => engine.answer(message, sender)).then(reply, () => reply(undefined));
  return true;
});
chrome.runtime.onInstalled.addListener(({ reason }) => {
  inLine(() => engine.installed(reason));
});
chrome.runtime.onStartup.addListener(() => {
  inLine(() => engine.started());
});
chrome.contextMenus.onClicked.addListener(({ selectionText, frameId }, tab) => {
  inLine(() => engine.selected(selectionText ?? "", tab?.id ?? -1, frameId ?? 0));
});
chrome.storage.onChanged.addListener((changes, area) => {
  if (area !== "session") inLine(() => engine.changed(Object.keys(changes)));
});
for (const change of [chrome.permissions.onAdded, chrome.permissions.onRemoved]) {
  change.addListener(() => {
    inLine(() => engine.granted());
  });
}
chrome.commands.onCommand.addListener((command, tab) => {
  inLine(() => engine.pressed(command, tab?.id ?? -1));
});
chrome.tabs.onRemoved.addListener((tab) => {
  inLine(() => engine.closed(tab));
});
