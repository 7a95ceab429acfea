// What others make of a message, each called directly, as its own guide says.
import nlp from "compromise";
import { LocalLinter } from "harper.js";
import { binary } from "harper.js/binary";
import english from "retext-english";
import equality from "retext-equality";
import intensify from "retext-intensify";
import passive from "retext-passive";
import profanities from "retext-profanities";
import repeated from "retext-repeated-words";
import simplify from "retext-simplify";
import stringify from "retext-stringify";
import { unified } from "unified";

const linter = new LocalLinter({ binary });
const retext = unified().use(english).use(equality).use(intensify).use(passive).use(profanities).use(repeated).use(simplify).use(stringify);

/** @type {Record<string, (text: string) => unknown>} */
const peers = {
  "harper.js": (text) => linter.lint(text, { language: "plaintext" }),
  "write-good": (text) => window.writeGood(text),
  retext: (text) => retext.process(text),
  compromise: (text) => nlp(text),
};

/** Milliseconds until the peer has answered for the first time, from nothing but its code. @param {string} name */
window.first = async (name) => {
  const begin = performance.now();
  await peers[name]("Good morning.");
  return performance.now() - begin;
};

/** Microseconds for each text, in turn. @param {string} name @param {string[]} texts */
window.measure = async (name, texts) => {
  const times = [];
  for (const text of texts) {
    const begin = performance.now();
    await peers[name](text);
    times.push((performance.now() - begin) * 1000);
  }
  return times;
};
window.ready = true;
