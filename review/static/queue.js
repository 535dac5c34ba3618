// The queue, and spot checks: an answer shows the next at once and is sent behind it, in order; the pieces to come are here already.

import { Refused, isTyping, pieces, post, tell } from "./common.js";

const AHEAD = 4; // decisions that are here before they are asked for: their pictures are loaded then
const desk = document.getElementById("desk");
const done = []; // what was answered, the last at the end: { article, answer: promise of correction ids }
let sending = Promise.resolve(); // answers are sent one after the other
let filling = null;
let exhausted = false;

const waiting = () => [...desk.querySelectorAll(":scope > .decision")];
const current = () => waiting()[0];
const find = (name, article = current()) => article?.querySelector(`[data-part=${name}]`);

function show(spoken = "") {
  const [now, ...later] = waiting();
  later.forEach((article) => (article.hidden = true));
  document.getElementById("finished").hidden = Boolean(now) || !exhausted;
  document.getElementById("keys").hidden = !now;
  if (now) {
    now.hidden = false;
    find("choose").focus({ preventScroll: true });
    history.replaceState(null, "", `#${now.dataset.key}`);
  } else if (exhausted) document.getElementById("finished").focus();
  if (spoken || !now) tell(spoken);
  else tell(now.dataset.spoken, "unseen"); // it is seen already, large
  if (later.filter((article) => !article.dataset.later).length < AHEAD) fill();
}

async function fill() {
  if (filling || exhausted) return;
  const have = [...waiting(), ...done.filter((one) => !one.settled).map((one) => one.article)];
  const asked = new URLSearchParams(desk.dataset.filter);
  asked.set("have", have.map((article) => article.dataset.key).join(","));
  asked.set("n", String(AHEAD + 1));
  filling = fetch(`${desk.dataset.home}/next?${asked}`);
  try {
    const answer = await filling;
    if (!answer.ok) throw new Refused(desk.dataset.refused, answer.status, {});
    const had = new Set(waiting().map((article) => article.dataset.key));
    const found = pieces(await answer.text()).filter((article) => !had.has(article.dataset.key));
    exhausted = found.length === 0;
    found.forEach((article) => (article.hidden = true));
    const idle = !current();
    const put = waiting().slice(1).find((article) => article.dataset.later); // never before what is shown
    if (put) put.before(...found);
    else desk.append(...found);
    filling = null;
    if (idle) show();
  } catch {
    filling = null;
    tell(desk.dataset.refused, "error");
  }
}

function answer(act, text) {
  const article = current();
  if (!article) return;
  const began = performance.now();
  const ticked = `.along:not([hidden]) ${act === "accept" ? "" : ".like"} input:checked`; // a correction is for the same text alone
  const also = [...article.querySelectorAll(ticked)].map((box) => box.value);
  const one = { article, settled: false };
  one.answer = sending = sending.then(() => send(one, { key: article.dataset.key, act, text, also }));
  done.push(one);
  article.remove();
  also.forEach((key) => desk.querySelector(`[data-key="${CSS.escape(key)}"]`)?.remove());
  show(`${act === "accept" ? desk.dataset.accepted : desk.dataset.corrected} ${text ?? find("said", article).textContent}`);
  performance.measure("decision", { start: began });
}

async function send(one, facts) {
  try {
    const said = await post(`${desk.dataset.home}/answer?${desk.dataset.filter}`, facts);
    one.settled = true;
    (said.gone ?? []).forEach((key) => !facts.key.startsWith(key) && !isShown(key) && drop(key));
    count(said);
    if (said.message) tell(said.message, "error");
    return said.ids;
  } catch (refused) {
    done.splice(done.indexOf(one), 1);
    back(one.article, refused.message);
    return [];
  }
}

const isShown = (key) => current()?.dataset.key.startsWith(key);
const drop = (key) => desk.querySelector(`.decision[data-key^="${CSS.escape(key)}"]`)?.remove(); // a key, or what it begins with

function back(article, message) {
  desk.prepend(article);
  show();
  tell(message, "error");
}

function count(said) {
  if (said.open !== undefined) document.getElementById("open").textContent = said.open.toLocaleString();
  if (said.settled !== undefined) document.getElementById("settled").textContent = said.settled.toLocaleString();
  if (said.told !== undefined) document.getElementById("told").textContent = said.told;
}

async function undo() {
  const one = done.pop();
  if (!one) return tell(desk.dataset.nothing);
  const ids = await one.answer;
  if (!ids.length) return;
  try {
    count(await post(desk.dataset.undo, { ids }));
    exhausted = false;
    desk.prepend(one.article);
    rest(one.article);
    show(desk.dataset.undone);
  } catch (refused) {
    tell(refused.message, "error");
  }
}

/** Put off what is shown, behind all that nobody has seen yet. */
function later() {
  const article = current();
  if (!article) return;
  article.dataset.later = "yes";
  desk.append(article);
  show();
}

// ---- typing

function edit(begin) {
  const field = find("typed");
  if (!field) return;
  field.value = begin ?? field.dataset.was;
  field.focus();
  field.setSelectionRange?.(field.value.length, field.value.length);
  parse();
}

function rest(article = current()) {
  const field = find("typed", article);
  if (field) field.value = "";
  const read = find("parsed", article);
  if (read) read.textContent = "";
  if (article === current()) find("choose").focus();
}

let typed = 0;
async function parse() {
  const [field, read] = [find("typed"), find("parsed")];
  if (!read || !field.value) return;
  const mine = ++typed;
  const asked = new URLSearchParams({ key: current().dataset.key, text: field.value });
  const answer = await fetch(`/parse?${asked}`);
  if (mine === typed && answer.ok) read.textContent = (await answer.json()).words;
}

// ---- the page, and what is offered along

const look = document.getElementById("look");

function page() {
  if (look.open) return look.close();
  const source = find("page");
  if (!source) return tell(desk.dataset.unpaged);
  look.querySelector("[data-part=whole]").replaceChildren(source.content.cloneNode(true));
  look.showModal();
}

function along() {
  const more = find("along");
  if (!more) return;
  more.hidden = !more.hidden;
  find("along-toggle").setAttribute("aria-expanded", String(!more.hidden));
  if (more.hidden) find("choose").focus();
  else if (more.dataset.loaded) more.querySelector("input")?.focus();
  else load(more);
}

/** What is offered along, the first of it ready to be unticked. */
async function load(more) {
  more.dataset.loaded = "yes";
  const answer = await fetch(`/queue/along?${new URLSearchParams({ key: current().dataset.key })}`);
  if (!answer.ok) return;
  more.replaceChildren(...pieces(await answer.text()));
  if (current()?.contains(more)) more.querySelector("input")?.focus({ preventScroll: true });
}

// ---- keys

const commands = {
  accept: () => answer("accept"),
  edit: () => edit(),
  look: page,
  undo,
  later,
  along,
  nothing: () => find("typed") && answer("correct", ""),
  open: () => location.assign(current()?.dataset.open),
};
const keys = { Enter: "accept", e: "edit", F2: "edit", " ": "look", u: "undo", s: "later", m: "along", o: "open", 0: "nothing" };

function pick(place) {
  const choice = current()?.querySelectorAll("[data-pick]")[place];
  if (choice) answer("correct", choice.dataset.pick);
  return Boolean(choice);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (look.open) {
    if (event.key === " ") { event.preventDefault(); look.close(); }
    return;
  }
  if (isTyping(event)) return inField(event);
  if (event.target.matches("button, a, summary") && (event.key === "Enter" || event.key === " ")) return;
  if (/^[1-9]$/.test(event.key) && pick(Number(event.key) - 1)) return event.preventDefault();
  const name = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (event.target.matches("input") && event.key === " ") return;
  if (name) { event.preventDefault(); commands[name](); }
  else if (event.key.length === 1 && current()) { event.preventDefault(); edit(event.key); }
});

function inField(event) {
  if (event.target !== find("typed") || event.isComposing || event.keyCode === 229) return;
  if (event.key === "Escape") { event.preventDefault(); rest(); }
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); submit(); }
}

function submit() {
  const field = find("typed");
  const text = field.value.trim();
  if (text === "") return rest();
  answer(text === field.dataset.was ? "accept" : "correct", text === field.dataset.was ? undefined : text);
}

desk.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.pick !== undefined) answer("correct", button.dataset.pick);
  else if (button.dataset.command === "submit") submit();
  else if (button.dataset.command) commands[button.dataset.command]();
});
document.getElementById("keys").addEventListener("click", (event) => {
  const button = event.target.closest("button[data-command]");
  if (button) commands[button.dataset.command]();
});
desk.addEventListener("input", (event) => event.target === find("typed") && parse());
addEventListener("beforeunload", (event) => { if (done.some((one) => !one.settled)) event.preventDefault(); });

exhausted = waiting().length === 0;
show();
