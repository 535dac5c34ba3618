"use strict";
// A value's pixels: a window in the picture of its page, the value boxed.

const AROUND = 0.055; // of the page's height: what is shown above and below the box
const panel = document.getElementById("picture");
let pressed = null;

const path = (doc, page) => `pages/${doc.slice(0, 2)}/${doc}/${page}.webp`;

function showPlace(form, place, text, button) {
  const [table, , column, page, x0, y0, x1, y1, told] = place;
  if (pressed) pressed.classList.remove("pressed");
  pressed = button;
  pressed.classList.add("pressed");
  const size = page === null ? null : form.pages[page];
  const name = meta.columns[table][column];
  panel.replaceChildren(
    h("button", { class: "close", onclick: hidePlace, "aria-label": word("site.close") }, "×"),
    h("h2", {}, `${title(table, name)}: ${text}`),
    h("p", { class: "where" }, form.source, page === null ? "" : ` · ${word("site.page", { page })}`),
    size ? cut(form.doc_id, page, size, [x0, y0, x1, y1]) : h("p", { class: "none" }, word("site.no_picture")),
    told ? facts(told) : null,
  );
  panel.hidden = false;
  document.body.classList.add("looking");
}

function hidePlace() {
  panel.hidden = true;
  document.body.classList.remove("looking");
  if (pressed) pressed.classList.remove("pressed");
  pressed = null;
}

/** The strip of the page that the box stands in; a click shows the whole page. */
function cut(doc, page, [width, height], [x0, y0, x1, y1]) {
  const whole = x0 === null || (y1 - y0) > height / 3;
  const top = whole ? 0 : Math.max(0, y0 - AROUND * height);
  const high = whole ? height : Math.min(height, y1 + AROUND * height) - top;
  const frame = h("div", { class: "cut", title: word("site.whole_page") });
  const fill = (from, tall) => {
    frame.style.aspectRatio = `${width} / ${tall}`;
    frame.replaceChildren(h("img", { src: path(doc, page), alt: "", style: `top: ${(-100 * from) / tall}%` }));
    if (x0 !== null) {
      const spot = [(100 * x0) / width, (100 * (y0 - from)) / tall, (100 * (x1 - x0)) / width, (100 * (y1 - y0)) / tall];
      frame.append(h("span", { style: `left:${spot[0]}%;top:${spot[1]}%;width:${spot[2]}%;height:${spot[3]}%` }));
    }
  };
  let open = whole;
  fill(top, high);
  frame.addEventListener("click", () => {
    open = !open;
    if (open || whole) fill(0, height);
    else fill(top, high);
  });
  return frame;
}

/** What else is known of the value: the text it was taken from, how sure it is, what else it may be. */
function facts(told) {
  const rows = [];
  if (told.raw) rows.push([word("site.as_printed"), told.raw]);
  if (told.place) rows.push([word("site.place"), told.place]);
  if (told.sure) rows.push([word("site.sure"), `${Math.round(100 * told.sure)} %`]);
  if (told.why) rows.push([word("site.review"), told.why.map((code) => meta.reasons[code] || code).join("；")]);
  if (told.or) rows.push([word("site.rivals"), told.or.map(([value, chance]) => `${value} (${chance})`).join("、")]);
  return h("dl", {}, rows.map(([name, text]) => [h("dt", {}, name), h("dd", {}, text)]));
}

document.addEventListener("keydown", (event) => event.key === "Escape" && hidePlace());
