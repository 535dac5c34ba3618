// What every page does: send an answer to this machine, and say what came of it.

const word = () => document.querySelector("meta[name=word]").content;
const line = document.getElementById("status");

/** Tell in words, aloud for a screen reader; kind "error" stays in red until the next. */
export function tell(text, kind = "") {
  line.dataset.kind = kind;
  line.textContent = text;
}

/** POST facts as JSON; returns what came back. Throws a Refused that carries the answer. */
export async function post(address, facts) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json", "x-jixiao-word": word() },
      body: JSON.stringify({ ...facts, who: document.getElementById("who").value.trim() }),
    });
  } catch {
    throw new Refused(line.dataset.away, 0, {});
  }
  const said = (answer.headers.get("content-type") ?? "").startsWith("application/json") ? await answer.json() : {};
  if (!answer.ok) throw new Refused(said.message ?? line.dataset.refused, answer.status, said);
  return said;
}

/** An answer that was not taken: what to tell, the status, and what the server said with it. */
export class Refused extends Error {
  constructor(message, status, said) {
    super(message);
    this.status = status;
    this.said = said;
  }
}

/** The elements of a piece of page that the server made. */
export function pieces(html) {
  const made = document.createElement("template");
  made.innerHTML = html;
  return [...made.content.children];
}

/** Whether a key is meant for what has the focus (a text, a choice, a running input method), not for the page. */
export function isTyping(event) {
  const at = event.target;
  return event.isComposing || event.keyCode === 229 || at.matches?.("input:not([type=checkbox]), textarea, select");
}

const who = document.getElementById("who");
who.value = localStorage.getItem("jixiao_who") ?? who.value;
who.addEventListener("change", () => localStorage.setItem("jixiao_who", who.value.trim()));

/** A text is seen whole where it is written, up to so many lines. */
const MOST_LINES = 8;
for (const kind of ["focusin", "input"])
  document.addEventListener(kind, ({ target }) => {
    if (!target.matches?.("textarea")) return;
    target.rows = 1;
    while (target.scrollHeight > target.clientHeight && target.rows < MOST_LINES) target.rows += 1;
  });
