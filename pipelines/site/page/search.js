"use strict";
// Search over units, projects and indicators, and a unit's page: all from the index.

const MOST = 100; // lines of one kind; of more the rest is asked for

let index = null;

/** The index made ready: every project's unit, names in small letters to look through. */
async function ready() {
  if (index) return index;
  const raw = await load("index", "data/index.js");
  const names = raw.names.split("\n");
  const unitOf = new Int32Array(names.length);
  raw.first.forEach((first, unit) => unitOf.fill(unit, first));
  const small = (texts) => texts.map((text) => text.toLowerCase());
  index = { ...raw, names, unitOf, whole: new Set(raw.whole), smallUnits: small(raw.units), smallNames: small(names) };
  return index;
}

const idOf = (project) => index.ids.slice(12 * project, 12 * project + 12);
const bit = (year) => (year === "" ? ~0 : 1 << meta.years.findIndex((one) => yearName(one) === year));
const wordsOf = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);
const hasAll = (text, words) => words.every((one) => text.includes(one));

function projectLink(project, withUnit) {
  const name = projectName(index.names[project], index.whole.has(project));
  return h("a", { href: `#/p/${idOf(project)}` }, withUnit ? `${unitName(index.units[index.unitOf[project]])} ` : "", h("b", {}, name));
}

const unitLink = (unit) => h("a", { href: `#/u/${encodeURIComponent(index.units[unit])}` }, unitName(index.units[unit]));

function projectRow(project, withUnit) {
  const dots = meta.years.map((year, number) => h("td", { class: "dot" }, index.years[project] & (1 << number) ? "●" : ""));
  const budget = index.budgets[project];
  return h("tr", {}, h("td", {}, projectLink(project, withUnit)), dots, h("td", { class: "figure" }, budget === null ? "" : figure(budget)));
}

function projectTable(projects, withUnit) {
  const head = [word("site.project"), ...meta.years.map(yearName), word("site.last_budget")];
  return more(projects, (some) => some.map((project) => projectRow(project, withUnit)), (rows) =>
    h("table", { class: "list" }, h("thead", {}, h("tr", {}, head.map((text, number) => h("th", { class: number ? "figure" : null }, text)))), rows));
}

/** Many lines: the first of them, and a button for the rest. */
function more(all, lines, around) {
  const body = h("tbody", {});
  const button = h("button", { class: "more", type: "button" });
  let done = 0;
  const next = () => {
    body.append(...lines(all.slice(done, done + MOST)));
    done += MOST;
    button.hidden = done >= all.length;
    button.textContent = word("site.more", { n: figure(Math.max(0, all.length - done)) });
  };
  button.addEventListener("click", next);
  next();
  return h("div", {}, around(body), button);
}

function unitTable(units) {
  const head = [word("site.unit"), word("site.projects"), ...meta.years.map(yearName)];
  const row = (unit) => {
    const end = unit + 1 < index.first.length ? index.first[unit + 1] : index.names.length;
    const money = index.money[unit].map((sum) => h("td", { class: "figure" }, sum === null ? "" : figure(sum)));
    return h("tr", {}, h("td", {}, unitLink(unit)), h("td", { class: "figure" }, figure(end - index.first[unit])), money);
  };
  return more(units, (some) => some.map(row), (rows) =>
    h("table", { class: "list" }, h("thead", {}, h("tr", {}, head.map((text, number) => h("th", { class: number ? "figure" : null }, text)))), rows));
}

async function unitPage(name) {
  await ready();
  const unit = index.units.indexOf(name);
  if (unit < 0) return [h("p", { class: "none" }, word("site.nothing"))];
  const end = unit + 1 < index.first.length ? index.first[unit + 1] : index.names.length;
  const projects = Array.from({ length: end - index.first[unit] }, (_, number) => index.first[unit] + number);
  return [h("h1", {}, unitName(name)), h("p", { class: "hint" }, word("site.money")), unitTable([unit]), projectTable(projects, false)];
}

async function homePage() {
  await ready();
  const tally = { forms: figure(meta.counts.forms), projects: figure(meta.counts.projects), indicators: figure(meta.counts.indicators || 0) };
  return [h("p", { class: "tally" }, word("site.tally", tally)), h("p", { class: "hint" }, word("site.money")), unitTable(index.units.map((_, unit) => unit))];
}

/** What the words are found in: units, projects, and, when their file has come, indicators. */
async function searchPage(text, year) {
  await ready();
  const words = wordsOf(text);
  const wanted = bit(year);
  const units = [];
  index.smallUnits.forEach((name, unit) => hasAll(name, words) && units.push(unit));
  const projects = [];
  index.smallNames.forEach((name, project) => {
    if (index.years[project] & wanted && hasAll(name, words)) projects.push(project);
  });
  const later = h("div", {}, h("h2", {}, word("site.indicators")), h("p", { class: "hint coming" }, "…"));
  indicatorsFound(words, wanted).then((found) => later.replaceChildren(...found));
  return [part("site.units", units, unitTable), part("site.projects", projects, (some) => projectTable(some, true)), later];
}

function part(key, found, table) {
  const heading = h("h2", {}, `${word(key)} ${figure(found.length)}`);
  return found.length ? h("section", {}, heading, table(found)) : h("section", {}, heading);
}

async function indicatorsFound(words, wanted) {
  const raw = await load("indicators", "data/indicators.js");
  if (!raw.lines) Object.assign(raw, { lines: raw.names.split("\n"), lists: raw.projects.split("\n") });
  raw.small = raw.small || raw.lines.map((line) => line.toLowerCase());
  const found = [];
  raw.small.forEach((line, number) => hasAll(line, words) && found.push(number));
  const row = (number) => {
    let last = 0;
    const projects = raw.lists[number].split(" ").map((step) => (last += parseInt(step, 36))).filter((one) => index.years[one] & wanted);
    const list = h("div", {});
    const count = h("button", { class: "more", type: "button", onclick: () => list.replaceChildren(projectTable(projects, true)) }, figure(projects.length));
    return h("tr", {}, h("td", {}, raw.lines[number], list), h("td", { class: "figure" }, count));
  };
  const heading = h("h2", {}, `${word("site.indicators")} ${figure(found.length)}`);
  if (!found.length) return [heading];
  const head = h("tr", {}, h("th", {}, word("site.indicator")), h("th", { class: "figure" }, word("site.projects")));
  return [heading, more(found, (some) => some.map(row), (rows) => h("table", { class: "list" }, h("thead", {}, head), rows))];
}
