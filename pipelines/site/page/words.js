"use strict";
// What the pages say, in the reader's language, and how values are written.

const meta = held.meta;

/** What was chosen on an earlier visit; a browser may keep nothing for files. */
function kept(name, value) {
  try {
    if (value !== undefined) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch (refused) {
    return null;
  }
}

let tongue = kept("tongue") || (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

function word(key, facts) {
  const text = meta.words[tongue][key] || key;
  return text.replace(/\{(\w+)[^}]*\}/g, (_, name) => (facts || {})[name]);
}

/** A column's title: Chinese, or the column's own name. */
function title(table, column) {
  const number = meta.columns[table].indexOf(column);
  return tongue === "zh" ? meta.titles[table][number] : column.replace(/_/g, " ");
}

const unitName = (name) => name || word("form.no_unit");
const projectName = (name, whole) => (whole ? word("form.whole_unit") : name || word("form.no_project"));
const yearName = (year) => (year === null ? "—" : String(year));

/** A number with all its digits, thousands apart. */
function figure(number) {
  const [whole, rest] = String(number).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

const GROUPED = new Set(["budget", "amount", "executed"]);

/** A value as it is shown. */
function shown(column, value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return GROUPED.has(column) ? figure(value) : String(value);
  const key = `site.${column}_${value}`;
  return key in meta.words[tongue] ? word(key) : String(value);
}
