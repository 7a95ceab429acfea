// Every page of the extension is bound by the engine's function of the page's name.

import * as engine from "./engine.js";

// Controls that would keep nothing are no use to anybody.
await engine.ready.catch((error) => {
  document.body.replaceChildren(Object.assign(document.createElement("p"), { className: "broken", role: "alert", textContent: error.message }));
  throw error;
});
const page = document.documentElement.id;
if (page === "popup") await engine.popup();
else if (page === "settings") await engine.settings();
else if (page === "backlog") await engine.backlog();
else if (page === "proof") await proof();
else if (page === "table") await engine.table();
else if (page === "side") await side();
else await engine.welcome();
document.documentElement.dataset.ready = "1";

/** The panel at the side stays open, so it follows the person from tab to tab and the page as it changes. */
async function side() {
  await engine.side();
  const follow = () => void engine.follow();
  chrome.tabs.onActivated.addListener(follow);
  chrome.tabs.onUpdated.addListener((_tab, { status }) => {
    if (status) follow();
  });
  chrome.storage.onChanged.addListener((changes) => void engine.noticed(Object.keys(changes)));
}

/** What is shown of the present is looked at anew when the browser tells of a change, and never by the clock. */
async function proof() {
  const again = () => engine.look_again();
  chrome.storage.onChanged.addListener(again);
  chrome.permissions.onAdded.addListener(again);
  chrome.permissions.onRemoved.addListener(again);
  await engine.proof();
}
