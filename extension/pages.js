// Every page of the extension is bound by the engine's function of the page's name.

import init, * as engine from "./demur.js";

await init();
const page = document.documentElement.id;
if (page === "popup") await engine.popup();
else if (page === "settings") await engine.settings();
else if (page === "backlog") await engine.backlog();
else await engine.welcome();
document.documentElement.dataset.ready = "1";
