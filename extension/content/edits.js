// What the person makes of replies is on its way to the worker at once, so that it outlasts panel and page.

/** Replies as the person has edited them, by request and by the wording that they were. @type {Map<string, string>} */
const edits = new Map();

/** What the worker has not been told yet, by field. @type {Map<string, import("../protocol").Taken>} */
const unkept = new Map();

/** Has what the person makes of a reply kept, so that it outlasts the page. @param {Item} item @param {HTMLTextAreaElement} draft @param {How} how */
function keepEdit(item, draft, how) {
  const edited = draft.value !== draft.defaultValue;
  const label = draft.ariaLabel ?? "";
  const first = unkept.size === 0;
  unkept.set(`${item.key}|${label}`, { draft: draftOf(item, edited ? draft.value : "", how), label, edited });
  if (first) tellEdits();
}

/** Each letter is on its way at once, or, while the one before is, with the next. */
async function tellEdits() {
  for (const [name, edit] of [...unkept]) {
    const kept = await ask({ kind: "edit", ...edit }).then(() => true, () => false);
    if (!kept) return notKept();
    if (unkept.get(name) === edit) unkept.delete(name);
  }
  if (unkept.size) return tellEdits();
}

// What is under way when the page is left has been told; what came after it is told now.
addEventListener("pagehide", () => {
  for (const edit of unkept.values()) ask({ kind: "edit", ...edit }).catch(() => {});
});

/** A reply that is in the message box needs no keeping any more; one that was taken out again does. @param {boolean} arrived */
function settle(arrived) {
  if (!taken?.edited) return;
  const text = arrived ? "" : taken.draft.text;
  ask({ kind: "edit", ...taken, draft: { ...taken.draft, text } }).catch(notKept);
}
