// Run in the page by page.rs: makes COUNT requests of one that is there, puts them in at once, and watches.
async function appear(count, notes, chips) {
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const list = document.querySelector("[data-testid='lazy-column']");
  const model = list.querySelector("[role=listitem]:has([data-testid='expandable-text-box'])").cloneNode(true);
  const name = model.querySelector("strong").textContent;
  const shown = () => {
    const layer = [...document.documentElement.children].find((element) => element.shadowRoot);
    return layer ? layer.shadowRoot.querySelectorAll(".chip:not(.away)").length : 0;
  };
  list.replaceChildren(list.firstElementChild);
  while (shown()) await frame();
  const cards = new DocumentFragment();
  for (let at = 0; at < count; at++) {
    const card = model.cloneNode(true);
    card.querySelector("strong").firstChild.data = `${name} ${at}`;
    for (const element of card.querySelectorAll("[aria-label]")) element.ariaLabel = element.ariaLabel.replace(name, `${name} ${at}`);
    for (const link of card.querySelectorAll("a[href*='/in/']")) link.href = `https://www.linkedin.com/in/p${at}/`;
    card.querySelector("[data-testid='expandable-text-box']").firstChild.data = `${notes[at % notes.length]} (${at})`;
    cards.append(card);
  }
  const tasks = [];
  const observer = new PerformanceObserver((entries) => tasks.push(...entries.getEntries()));
  observer.observe({ type: "longtask" });
  await pause(700);
  const begin = performance.now();
  list.append(cards);
  let first = 0;
  let last = begin;
  let seen = 0;
  // Until nothing has changed for a while; without the extension, for as long as it may take with it.
  while (performance.now() - last < (seen || !chips ? 2000 : 15000)) {
    await frame();
    const now = shown();
    if (now === seen) continue;
    last = performance.now();
    first ||= last - begin;
    seen = now;
  }
  observer.disconnect();
  const longest = Math.max(0, ...tasks.filter(({ startTime, duration }) => startTime + duration > begin).map(({ duration }) => duration));
  return [first, last - begin, seen, longest];
}
