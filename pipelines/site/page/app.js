"use strict";
// Which page is shown: #/ all units, #/?q=…&year=… what was searched for, #/u/<unit>, #/p/<project>.

const main = document.getElementById("main");
const ask = document.getElementById("ask");
const year = document.getElementById("year");
const PAUSE = 150; // ms without a key before it is searched

function pageOf(route) {
  const [place, query] = route.split("?");
  if (place.startsWith("/p/")) return projectPage(place.slice(3));
  if (place.startsWith("/u/")) return unitPage(decodeURIComponent(place.slice(3)));
  const wanted = new URLSearchParams(query || "");
  return wanted.get("q") ? searchPage(wanted.get("q"), wanted.get("year") || "") : homePage();
}

async function show() {
  const route = location.hash.slice(1) || "/";
  hidePlace();
  const begun = performance.now();
  let parts;
  try {
    parts = await pageOf(route);
  } catch (fault) {
    parts = [h("p", { class: "none" }, word("site.no_data", { path: fault.message }))];
  }
  if (route !== (location.hash.slice(1) || "/")) return; // something else was asked for meanwhile
  main.replaceChildren(...parts);
  document.documentElement.dataset.ready = `${Math.round(performance.now())} ${Math.round(performance.now() - begun)}`;
}

function search() {
  const words = ask.value.trim();
  const query = new URLSearchParams(year.value ? { q: words, year: year.value } : { q: words });
  location.hash = words ? `#/?${query}` : "#/";
}

/** The words around the pages, anew in the language that was chosen. */
function dress() {
  document.documentElement.lang = tongue === "zh" ? "zh-CN" : "en";
  ask.placeholder = word("site.ask");
  ask.setAttribute("aria-label", word("site.ask"));
  year.setAttribute("aria-label", word("site.year"));
  document.getElementById("tongue").textContent = tongue === "zh" ? "English" : "中文";
  document.getElementById("theme").title = word("site.theme");
  const chosen = year.value;
  year.replaceChildren(h("option", { value: "" }, word("site.all_years")), ...meta.years.map((one) => h("option", { value: yearName(one) }, yearName(one))));
  year.value = chosen;
}

const dark = () => (document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

let pause = 0;
ask.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE);
});
year.addEventListener("change", search);
document.getElementById("tongue").addEventListener("click", () => {
  tongue = tongue === "zh" ? "en" : "zh";
  kept("tongue", tongue);
  dress();
  show();
});
document.getElementById("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  kept("theme", document.documentElement.dataset.theme);
});
window.addEventListener("hashchange", show);

if (kept("theme")) document.documentElement.dataset.theme = kept("theme");
dress();
ask.value = new URLSearchParams(location.hash.split("?")[1] || "").get("q") || "";
show();
