// Takes away one made-up name of the page after the other and compares what is found; runs behind the page script's own
// functions, with `site` and `done` around it.
setup = { site };
const every = () => rootsOf(site).flatMap((root) => [...root.querySelectorAll("*")]);
const look = () => {
  items.clear();
  const found = [...findRequests(site, rootsOf(site), new Map())].filter(Boolean);
  for (const one of found) items.set(one.element, { found: one, key: "read", ...readRequest(one, site) });
  return JSON.stringify([...items.values()].map(({ found, fields, reading }) => [found.place.id, fields.name, plain(reading.text), composer(found, fields)]).sort());
};
// Where the reply would go; a box that is not there yet is opened by the site's own control.
const composer = ({ place, element }, fields) => findComposer(site, place, fields.name ?? "", element, false) ? "box" : pick(element, place.composer.open).length ? "control" : "none";
const without = (name, change) => {
  const before = every().map((element) => [element, [...element.attributes].map(({ name, value }) => [name, value])]);
  for (const [element] of before) change(element);
  const seen = look();
  const steps = seen === whole ? [] : checkSite().steps;
  for (const [element, attributes] of before) for (const [name, value] of attributes) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  if (seen !== whole) (steps.length ? said : blind).push(`${name}: ${steps.length ? steps.map(({ step }) => step).join(", ") : `${seen} instead of ${whole}`}`);
};
const names = [], said = [], blind = [];
let whole = "";
setTimeout(() => {
  whole = look();
  const requests = items.size;
  const all = every();
  const classes = new Set(all.flatMap((element) => [...element.classList]));
  const attributes = new Set(all.flatMap((element) => element.getAttributeNames().filter((name) => /^(data-|id$|componentkey|g_editable)/.test(name))));
  for (const one of classes) {
    names.push(`.${one}`);
    without(`.${one}`, (element) => element.classList.contains(one) && element.classList.replace(one, "renamed"));
  }
  // A value at a time, with numbers and hashes as they come, and then the whole attribute.
  const family = (value) => value.replace(/\d+[a-f\d]*/g, "#");
  for (const one of attributes) {
    const values = new Set(all.filter((element) => element.hasAttribute(one)).map((element) => family(element.getAttribute(one))));
    if (values.size < 40) for (const value of values) {
      names.push(`[${one}=${value}]`);
      without(`[${one}=${value}]`, (element) => element.hasAttribute(one) && family(element.getAttribute(one)) === value && element.setAttribute(one, "renamed"));
    }
    names.push(`[${one}]`);
    without(`[${one}]`, (element) => element.hasAttribute(one) && element.setAttribute(one, "renamed"));
  }
  names.push("every class");
  without("every class", (element) => element.hasAttribute("class") && element.setAttribute("class", "renamed"));
  done({ requests, names, said, blind });
}, 900);
