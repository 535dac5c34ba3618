// The document's page: a value lights up its cells and a cell its values; both are edited, accepted, struck by keyboard.

import { isTyping, pieces, post, tell } from "./common.js";

const two = document.getElementById("two");
const [sheets, forms, editor] = ["sheets", "forms", "editor"].map((id) => document.getElementById(id));
const home = `/document/${two.dataset.sha}`;
const done = []; // ids of corrections made on this page, a list an answer, the last at the end
let [zoom, turns] = [1, 0];
let place = null; // where a new row stands: the id of the cell that was pointed at last
let back = () => null; // what had the focus before the editor, as it is now
let coming = false; // an editor was asked for and is not here yet: what is typed is meant for it, and no command

// ---- pointing

const all = (root, selector) => [...root.querySelectorAll(selector)];
const words = (text) => (text ? text.split(" ") : []);
const cell = (id) => sheets.querySelector(`[data-cell="${CSS.escape(id)}"]`);
const value = (id) => forms.querySelector(`[data-id="${CSS.escape(id)}"]`);

function light(from, scroll) {
  all(two, ".lit").forEach((one) => one.classList.remove("lit"));
  const there = [...words(from.dataset.cells).map(cell), ...words(from.dataset.feeds).map(value)].filter(Boolean);
  [from, ...there].forEach((one) => one.classList.add("lit"));
  if (scroll && there[0]) into(there[0]);
}

/** Bring something into the middle of its side, and move nothing else. */
function into(one) {
  const side = sheets.contains(one) ? sheets : forms;
  const [at, around] = [one.getBoundingClientRect(), side.getBoundingClientRect()];
  if (at.top < around.top || at.bottom > around.bottom) side.scrollTop += at.top - around.top - (around.height - at.height) / 2;
  if (at.left < around.left || at.right > around.right) side.scrollLeft += at.left - around.left - (around.width - at.width) / 2;
}

for (const kind of ["pointerover", "focusin"])
  two.addEventListener(kind, (event) => {
    const from = event.target.closest?.("[data-cells], [data-feeds]");
    if (from) light(from, kind === "focusin");
  });

const fed = (one) => words(one.dataset?.feeds).map(value).find(Boolean);

/** To the value that a cell feeds, or into its own editor. */
function choose(at) {
  place = at.dataset.cell;
  const first = fed(at);
  if (first) first.focus();
  else open(`cell?id=${encodeURIComponent(at.dataset.cell)}`, at);
  light(at, false);
}

sheets.addEventListener("click", (event) => {
  const at = event.target.closest("[data-cell]");
  if (at) choose(at);
});

// ---- the picture

function draw() {
  for (const sheet of all(sheets, ".sheet")) {
    const [wide, high] = [Number(sheet.dataset.width), Number(sheet.dataset.height)];
    const moved = [`translate(0 0)`, `translate(${high} 0)`, `translate(${wide} ${high})`, `translate(0 ${wide})`][turns];
    sheet.querySelector("svg").setAttribute("viewBox", turns % 2 ? `0 0 ${high} ${wide}` : `0 0 ${wide} ${high}`);
    sheet.querySelector(".turned").setAttribute("transform", `${moved} rotate(${turns * 90})`);
    sheet.style.width = `${zoom * 100}%`;
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((one) => one.isIntersecting)) {
    const image = entry.target.querySelector("image[data-href]");
    if (image) { image.setAttribute("href", image.dataset.href); image.removeAttribute("data-href"); }
  }
}, { root: sheets, rootMargin: "100%" });

const tools = {
  larger: () => (zoom = Math.min(zoom * 1.25, 6)),
  smaller: () => (zoom = Math.max(zoom / 1.25, 0.4)),
  turn: () => (turns = (turns + 1) % 4),
};
function tool(name) { tools[name](); draw(); }
document.getElementById("tools").addEventListener("click", (event) => {
  const button = event.target.closest("[data-tool]");
  if (button) tool(button.dataset.tool);
});

// ---- answers

async function answer(facts, focus) {
  try {
    const said = await post(`${home}/answer${location.search}`, facts);
    done.push(said.ids);
    renew(said, focus);
    close();
    tell(two.dataset.kept);
  } catch (refused) {
    if (refused.said.forms) renew(refused.said, focus);
    tell(refused.message, "error");
  }
}

/** Both sides anew: the forms whole, of the sheets what lies over the picture. */
function renew(said, focus) {
  const [top, left] = [forms.scrollTop, forms.scrollLeft];
  forms.replaceChildren(...pieces(said.forms));
  const fresh = pieces(said.sheets);
  all(sheets, ".cells").forEach((old, number) => {
    const made = fresh.filter((one) => one.querySelector(".cells"))[number];
    if (made) old.replaceWith(made.querySelector(".cells"));
  });
  all(sheets, ".grid").forEach((old, number) => old.replaceWith(fresh.filter((one) => one.matches(".grid"))[number]));
  forms.scrollTo(left, top);
  const at = focus && value(focus);
  if (at) at.focus({ preventScroll: true });
}

async function undo(ids) {
  if (!ids?.length) return tell(two.dataset.nothing);
  try {
    await post("/undo", { ids });
    location.reload();
  } catch (refused) {
    tell(refused.message, "error");
  }
}

const accept = (from, focus) => from.dataset.keys && answer({ act: "accept", keys: words(from.dataset.keys), within: from.dataset.within }, focus);
const strike = (row) => answer({ act: "strike", row: row.dataset.row, was: row.dataset.name });

forms.addEventListener("click", (event) => {
  const at = event.target.closest("button");
  if (!at) return;
  const row = at.closest("[data-row]");
  if (at.dataset.id) open(`field?id=${encodeURIComponent(at.dataset.id)}`, at);
  else if (at.dataset.new) open(`new?table=${at.dataset.new}`, at);
  else if (at.dataset.undo) undo([at.dataset.undo]);
  else if (at.dataset.act === "accept") accept(row);
  else if (at.dataset.act === "strike") strike(row);
  else if (at.dataset.keys) accept(at);
});

// ---- the editor

async function open(address, from) {
  coming = true;
  const [said, html] = await fetch(`${home}/${address}`).then(async (one) => [one, await one.text()], () => [{}]);
  coming = false;
  if (!said.ok) return tell(document.getElementById("status").dataset.refused, "error");
  const { id, cell: at } = from.dataset;
  back = () => (id ? value(id) : at ? cell(at) : null);
  editor.replaceChildren(...pieces(html));
  editor.hidden = false;
  const first = editor.querySelector("textarea, select, input");
  first.focus();
  first.select?.();
}

function close() {
  if (editor.hidden) return;
  editor.hidden = true;
  editor.replaceChildren();
  back()?.focus({ preventScroll: true });
}

function submit(form, act, text) {
  if (form.dataset.part === "new") return addRow(form);
  if (form.dataset.part === "retype") act = text.trim() === form.dataset.was ? "" : "retype";
  if (!act) return close();
  const facts = { act, id: form.dataset.id, was: form.dataset.was };
  if (act === "correct" && text.trim() === form.dataset.was) facts.act = "accept";
  else if (act !== "accept") facts.text = text.trim();
  answer(facts, form.dataset.id);
}

function addRow(form) {
  const fields = Object.fromEntries([...new FormData(form)].filter(([, text]) => text));
  answer({ act: "add", table: form.dataset.table, cell: place ?? lastPlace(form.dataset.table), fields });
}

/** Where a new row stands if nobody pointed at a cell: at the last row of its table, else at the document's last cell. */
function lastPlace(table) {
  const cells = all(forms, `[data-row*="/${table}/"] [data-cells]`).flatMap((one) => words(one.dataset.cells));
  return cells.at(-1) ?? all(sheets, "[data-cell]").at(-1)?.dataset.cell;
}

editor.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(event.target, "correct", event.target.elements.text?.value ?? "");
});
editor.addEventListener("click", (event) => {
  const at = event.target.closest("button");
  if (at?.dataset.close !== undefined) close();
  else if (at?.dataset.new) open(`new?table=${at.dataset.new}`, at);
  else if (at?.dataset.keys) accept(at);
  else if (at?.dataset.accept !== undefined) submit(at.form, "accept");
  else if (at?.dataset.pick !== undefined) submit(at.form, "correct", at.dataset.pick);
});
let typed = 0;
editor.addEventListener("input", async (event) => {
  const form = event.target.form;
  const read = form.querySelector("[data-part=parsed]");
  if (!read) return;
  const mine = ++typed;
  const asked = new URLSearchParams({ sha: two.dataset.sha, id: form.dataset.id, text: event.target.value });
  const said = await fetch(`/parse?${asked}`);
  if (mine === typed && said.ok) read.textContent = (await said.json()).words;
});

// ---- keys

function move(from, step, across) {
  const row = from.closest("tr");
  const mine = all(forms, ".value");
  if (across || !row) return mine[mine.indexOf(from) + step]?.focus();
  const column = [...row.children].indexOf(from.closest("td"));
  for (let next = step > 0 ? row.nextElementSibling : row.previousElementSibling; next; next = step > 0 ? next.nextElementSibling : next.previousElementSibling) {
    const there = next.children[column]?.querySelector(".value");
    if (there) return there.focus();
  }
}

function nextDoubt() {
  const asking = all(forms, ".value.asks");
  const at = asking.indexOf(document.activeElement);
  (asking[at + 1] ?? asking[0])?.focus();
}

/** To a value's cell on the page; from anywhere else to the next cell that no form claims. */
function toCell(from) {
  const at = document.activeElement;
  const loose = all(sheets, ".unclaimed");
  const next = loose.find((one) => at.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  visit((from && words(from.dataset.cells).map(cell).find(Boolean)) ?? (sheets.contains(at) ? next : null) ?? loose[0] ?? sheets.querySelector("[data-cell]"));
}

function visit(one) {
  if (!one) return;
  one.focus({ preventScroll: true });
  into(one);
}

/** The nearest cell in a direction, as the pages are seen now. */
function beside(from, step, across) {
  const middle = (one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return across ? [x + width / 2, y + height / 2] : [y + height / 2, x + width / 2];
  };
  const [at, aside] = middle(from);
  const far = (one) => {
    const [there, off] = middle(one);
    const along = (there - at) * step;
    return along > 1 ? along + 2 * Math.abs(off - aside) : Infinity; // what stands in line is nearer than what is out of it
  };
  const [nearest] = all(sheets, "[data-cell]").map((one) => [far(one), one]).reduce((a, b) => (b[0] < a[0] ? b : a)).slice(1);
  return far(nearest) < Infinity ? nearest : null;
}

/** A new row where the focus is: of the table of that row, or of the row that the cell feeds. */
function addHere(row) {
  const at = document.activeElement;
  const near = row ?? fed(at)?.closest("[data-row]");
  place = at.dataset?.cell ?? (near ? all(near, "[data-cells]").flatMap((one) => words(one.dataset.cells)).at(-1) : null) ?? place;
  open(`new?table=${near?.dataset.row.split("/").at(-2) ?? "indicators"}`, at);
}

const arrows = { ArrowDown: [1, false], ArrowUp: [-1, false], ArrowRight: [1, true], ArrowLeft: [-1, true] };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "Escape") return close();
  if (isTyping(event)) {
    if (event.key === "Enter" && event.target.matches("#text") && !event.shiftKey) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    return;
  }
  if (coming || !editor.hidden) return;
  const from = document.activeElement.closest?.(".value");
  const row = document.activeElement.closest?.("[data-row]");
  const here = document.activeElement.closest?.("[data-cell]");
  const key = event.key.toLowerCase();
  const act = {
    n: nextDoubt, u: () => undo(done.pop()), r: () => tool("turn"), "+": () => tool("larger"), "=": () => tool("larger"), "-": () => tool("smaller"),
    a: row && (() => accept(row, from?.dataset.id)), x: row && (() => strike(row)), c: () => toCell(from), i: () => addHere(row),
    enter: here && (() => choose(here)),
  }[key];
  if (act) { event.preventDefault(); act(); }
  else if (here && arrows[event.key]) { event.preventDefault(); visit(beside(here, ...arrows[event.key])); }
  else if (from && arrows[event.key]) { event.preventDefault(); move(from, ...arrows[event.key]); }
});

// ---- where it opens

all(sheets, ".sheet").forEach((sheet) => seen.observe(sheet));
draw();
const [x0, y0, x1, y1] = (two.dataset.box || "").split(",").map(Number);
const wanted = all(sheets, `[data-page="${Number(two.dataset.page) || 1}"]`)[0];
if (wanted && two.dataset.box) {
  const [x, y] = [(x0 + x1) / 2, (y0 + y1) / 2];
  const side = (one, name) => Number(one.getAttribute(name));
  const at = all(wanted, "rect.cell").find((one) => side(one, "x") <= x && x <= side(one, "x") + side(one, "width") && side(one, "y") <= y && y <= side(one, "y") + side(one, "height"));
  if (at) { light(at, false); into(at); words(at.dataset.feeds).map(value).find(Boolean)?.focus(); }
} else if (wanted && two.dataset.page) sheets.scrollTop += wanted.getBoundingClientRect().top - sheets.getBoundingClientRect().top;
