// Classes as the site has them now: hashes that are other ones at every visit.
const salt = Math.random();
const names = new Map();

export function cls(name) {
  if (!names.has(name)) {
    let hash = 2166136261;
    for (const unit of name + salt) hash = Math.imul(hash ^ unit.charCodeAt(0), 16777619);
    names.set(name, `_${(hash >>> 0).toString(16).padStart(8, "0")}`);
  }
  return names.get(name);
}

/** A style sheet in which `.%name` is the class of that name. */
export function dress(root, css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css.replace(/%([a-z-]+)/g, (_, name) => cls(name)));
  root.adoptedStyleSheets.push(sheet);
}

/** el("p", { class: …, role: … }, "text", child, …) */
export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function svg(attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ width: 14, height: 14, ...attributes })) element.setAttribute(name, value);
  return element;
}

export function face(name) {
  const hue = [...name].reduce((sum, unit) => sum + unit.charCodeAt(0), 0) * 37 % 360;
  const initials = name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="56" height="56"><circle cx="28" cy="28" r="28" fill="hsl(${hue} 30% 62%)"/>` +
    `<text x="28" y="35" font-size="20" font-family="sans-serif" text-anchor="middle" fill="#fff">${initials}</text></svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(text)}`;
}
