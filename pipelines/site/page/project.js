"use strict";
// A project's page: its forms over the years side by side, then each with all it says.

const ROWS = ["indicators", "funds", "tasks", "findings"];
const PHASES = ["target", "monitor", "self_evaluation", "evaluation"];
const STANDS_FOR = { value: "value_raw", actual: "actual_raw", forecast: "forecast_raw" }; // words where there is no number
const UNSHOWN = new Set([...Object.values(STANDS_FOR), "value_upper"]);

async function projectPage(id) {
  const prefix = id.slice(0, meta.prefix);
  const project = (await load(`p${prefix}`, `data/p/_${prefix}.js`))[id];
  if (!project) return [h("p", { class: "none" }, word("site.nothing"))];
  const forms = project.forms.map(prepared).sort((a, b) => (a.year || 0) - (b.year || 0) || PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase));
  const unit = h("a", { href: `#/u/${encodeURIComponent(project.unit)}` }, unitName(project.unit));
  return [
    h("p", { class: "above" }, unit),
    h("h1", {}, projectName(project.name, project.whole)),
    forms.length > 1 ? overYears(forms) : null,
    ...forms.slice().reverse().map((form, number) => formPart(form, number === 0)),
  ].filter(Boolean);
}

/** A form with its places found by table, row and column. */
function prepared(form) {
  const places = new Map(form.at.map((place) => [place.slice(0, 3).join(" "), place]));
  return { ...form, places, label: `${yearName(form.year)} ${word(`phase.${form.phase}`)}` };
}

const at = (table, column) => meta.columns[table].indexOf(column);

/** A value as a button that shows its pixels, where it is known where it stands. */
function value(form, table, number, column, text) {
  if (text === "") return "";
  const place = form.places.get([table, number, at(table, column)].join(" "));
  if (!place) return text;
  const doubtful = place[8] && place[8].why;
  return h("button", { class: doubtful ? "value doubtful" : "value", type: "button", "data-at": [form.form_id, table, number, column].join(" "),
    onclick: (event) => showPlace(form, place, text, event.currentTarget) }, text);
}

/** The text of a row's cell: a number, a range, or the words where there is no number. */
function cellText(table, row, column, skip) {
  const get = (name) => row[skip + at(table, name)];
  const own = get(column);
  if (column === "value" && get("value_upper") !== null && get("value_upper") !== undefined) return `${own}~${get("value_upper")}`;
  if ((own === null || own === undefined) && STANDS_FOR[column]) return shown(column, get(STANDS_FOR[column]));
  return shown(column, own);
}

function cell(form, table, row, number, column) {
  return value(form, table, number, column, cellText(table, row, column, 1));
}

function formPart(form, open) {
  const budget = form.forms[at("forms", "budget")];
  const head = [form.label, budget === null || budget === undefined ? "" : word("site.budget", { n: figure(budget) })];
  const mark = form.review ? h("span", { class: "chip" }, word("site.asks")) : null;
  const part = h("details", { class: "form", open }, h("summary", {}, h("b", {}, head[0]), " ", head[1], " ", mark));
  const fill = () => part.open && part.children.length === 1 && part.append(fields(form), ...tablesOf(form));
  part.addEventListener("toggle", fill); // those of earlier years when they are opened
  fill();
  return part;
}

const tablesOf = (form) => ROWS.filter((table) => form[table].length).map((table) => rowsOf(form, table));

function fields(form) {
  const pairs = meta.columns.forms.map((column) => [column, shown(column, form.forms[at("forms", column)])]).filter(([, text]) => text !== "");
  return h("dl", { class: "fields" }, pairs.map(([column, text]) => [h("dt", {}, title("forms", column)), h("dd", {}, value(form, "forms", 0, column, text))]));
}

function rowsOf(form, table) {
  const columns = meta.columns[table].filter((column) => !UNSHOWN.has(column) && form[table].some((row) => cellText(table, row, column, 1) !== ""));
  const head = h("tr", {}, columns.map((column) => h("th", {}, title(table, column))));
  const line = (row, place) => h("tr", {}, columns.map((column) => {
    const number = table === "findings" ? place : row[0];
    return h("td", { class: typeof row[1 + at(table, column)] === "number" ? "figure" : null }, cell(form, table, row, number, column));
  }));
  return h("div", { class: "wide" }, h("h3", {}, word(`site.${table}`)), h("table", {}, h("thead", {}, head), h("tbody", {}, form[table].map(line))));
}

/** Money and indicators of all forms side by side; an indicator goes on under the same name. */
function overYears(forms) {
  const names = [...new Set(forms.flatMap((form) => form.indicators.map((row) => row[1 + at("indicators", "name")])))];
  const money = h("tr", {}, h("th", {}, title("forms", "budget")),
    forms.map((form) => h("td", { class: "figure" }, value(form, "forms", 0, "budget", shown("budget", form.forms[at("forms", "budget")])))));
  const line = (name) => h("tr", {}, h("th", {}, name), forms.map((form) => {
    const row = form.indicators.find((one) => one[1 + at("indicators", "name")] === name);
    if (!row) return h("td", {});
    const done = cellText("indicators", row, "actual", 1);
    const sign = row[1 + at("indicators", "operator")] || "";
    return h("td", { class: "figure" }, sign === "定性" ? "" : sign, cell(form, "indicators", row, row[0], "value"), row[1 + at("indicators", "measure_unit")] || "",
      done === "" ? null : h("span", { class: "done" }, " → ", cell(form, "indicators", row, row[0], "actual")));
  }));
  return h("div", { class: "wide" }, h("h2", {}, word("site.over_years")),
    h("table", { class: "years" }, h("thead", {}, h("tr", {}, h("th", {}), forms.map((form) => h("th", {}, form.label)))), h("tbody", {}, money, names.map(line))));
}
