// Sorting and filtering. The page is complete without it.
"use strict";

for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  const headings = [...table.tHead.rows[0].cells];
  const number = (text) => parseFloat(text.replace(/[,\u00a0%]/g, ""));
  headings.forEach((heading, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = heading.textContent;
    heading.replaceChildren(button);
    button.addEventListener("click", () => {
      const isNumber = heading.classList.contains("number");
      const was = heading.getAttribute("aria-sort");
      const falling = was ? was === "ascending" : isNumber;
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const text = (row) => row.cells[at].textContent.trim();
      const order = (a, b) => (isNumber ? number(a) - number(b) : a.localeCompare(b));
      const rows = [...body.rows].sort((a, b) => {
        const [left, right] = [text(a), text(b)];
        // What is unknown stands last, whichever way the rest is turned.
        if (!left || !right) return !left - !right;
        return falling ? order(right, left) : order(left, right);
      });
      body.append(...rows);
    });
  });
}

const filter = document.querySelector(".filter");
if (filter) {
  filter.hidden = false;
  const steps = [...document.querySelectorAll(".step")];
  const rest = document.querySelector(".rest");
  const find = document.getElementById("find");
  const found = filter.querySelector(".found");
  const buttons = [...filter.querySelectorAll("button")];
  const apply = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    const only = buttons.find((button) => button.getAttribute("aria-pressed") === "true");
    const isOn = words.length > 0 || only;
    let n = 0;
    for (const step of steps) {
      const text = step.textContent.toLowerCase();
      const fits =
        words.every((word) => text.includes(word)) && (!only || step.dataset.action === only.dataset.only);
      step.hidden = !fits;
      n += fits;
    }
    if (isOn && rest) rest.open = true;
    found.textContent = isOn ? `${n} of ${steps.length}` : "";
  };
  find.addEventListener("input", apply);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") !== "true";
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button && pressed)));
      apply();
    });
  }
}
