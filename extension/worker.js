// Wakes on what the browser tells it, hands it to the engine, answers in order. What it knows stands in storage.

import * as engine from "./engine.js";

/** One thing after another, the engine's own start first. @type {Promise<unknown>} */
let line = Promise.resolve();

/** An answer takes milliseconds. Should one never come, those behind it must not wait for ever. */
const PATIENCE = 10_000;

/** @template T @param {() => T | Promise<T>} work @returns {Promise<T>} */
function inLine(work) {
  const done = line.then(() => engine.ready).then(work);
  const late = new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("too late")));
  line = Promise.race([done, late]).catch(() => {});
  return done;
}

/** Opens the panel at the side. The browsers allow it only in the very event of the person's own press. @param {number} windowId */
function openSide(windowId) {
  const { sidebarAction, sidePanel } = /** @type {any} */ (chrome);
  const opened = sidebarAction ? sidebarAction.open() : sidePanel.open({ windowId });
  opened.catch(() => {});
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
// Where nothing may stand in the page, the toolbar button has no popup and the context menu is another one.
chrome.action.onClicked.addListener(({ windowId }) => openSide(windowId));
chrome.contextMenus.onClicked.addListener(({ menuItemId, selectionText, frameId }, tab) => {
  if (menuItemId === "side" && tab) openSide(tab.windowId);
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
