// What people say of findings: kept when they press Enter or a button, refused where another said something meanwhile.

import { post, tell } from "./common.js";

const found = document.getElementById("found");

async function keep(form) {
  const { key, status, remark } = form.dataset;
  const said = { status: form.elements.status.value || null, remark: form.elements.remark.value.trim() || null };
  try {
    await post("/findings/note", { key, ...said, was: [status || null, remark || null] });
    form.dataset.status = said.status ?? "";
    form.dataset.remark = said.remark ?? "";
    form.closest(".finding").classList.toggle("explained", Boolean(said.status));
    tell(found.dataset.kept);
  } catch (refused) {
    tell(refused.message, "error");
  }
}

found.addEventListener("submit", (event) => {
  event.preventDefault();
  keep(event.target);
});
found.addEventListener("click", (event) => {
  const at = event.target.closest("[data-explained]");
  if (!at) return;
  at.form.elements.status.selectedIndex = 1;
  if (at.form.elements.remark.value.trim()) keep(at.form);
  else at.form.elements.remark.focus();
});
