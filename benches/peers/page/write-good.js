// By itself and as an old script, for it sets variables that it has not declared.
window.writeGood = require("write-good");
