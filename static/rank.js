// The rank list under a finger or a mouse: a row is dragged by its grip, and the new order is sent once it is let go.
// Every move has a button beside it; without this script the buttons do all of it.
(() => {
  "use strict";
  const EDGE = 72; // px from the rim of the window where a drag scrolls the page
  let row, list, before, sending;

  const rows = () => [...list.querySelectorAll(":scope > [data-row]")];
  const order = () => rows().map((item) => item.dataset.row).join(",");

  function showGrips() {
    const grips = document.querySelectorAll("[data-grip]");
    for (const grip of grips) grip.hidden = grips.length < 2;
  }

  function number() {
    rows().forEach((item, index) => (item.querySelector(".num").textContent = index + 1));
  }

  function lift(event) {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button > 0) return;
    event.preventDefault();
    row = grip.closest("[data-row]");
    list = row.parentElement;
    before = rows();
    row.classList.add("is-lifted");
    grip.setPointerCapture?.(event.pointerId);
  }

  function carry(event) {
    if (!row) return;
    const y = event.clientY;
    if (y < EDGE) scrollBy(0, -12);
    else if (y > innerHeight - EDGE) scrollBy(0, 12);
    const after = rows().find((item) => {
      const box = item.getBoundingClientRect();
      return item !== row && y < box.top + box.height / 2;
    });
    if (after ? row.nextElementSibling !== after : row !== list.lastElementChild) {
      list.insertBefore(row, after || null);
      number();
    }
  }

  function drop() {
    if (!row) return;
    const moved = row.dataset.row;
    const changed = before.some((item, index) => item !== rows()[index]);
    row.classList.remove("is-lifted");
    row = null;
    if (!changed) return;
    const url = document.getElementById("rank").dataset.order;
    sending = true;
    htmx.ajax("POST", url, { target: "#rank", swap: "outerHTML", values: { order: order(), moved } }).catch(putBack);
  }

  // Let go of without a place, or the order did not get through: as it was.
  function putBack() {
    if (!row && !sending) return;
    list.append(...before);
    number();
    row?.classList.remove("is-lifted");
    row = sending = null;
  }

  document.addEventListener("pointerdown", lift);
  document.addEventListener("pointermove", carry);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", putBack);
  document.addEventListener("keydown", (event) => event.key === "Escape" && putBack());

  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, putBack);

  // A button that is gone after the move (no Up on the first row) leaves the focus to the row it moved.
  document.addEventListener("htmx:afterSettle", () => {
    sending = null;
    showGrips();
    if (document.activeElement === document.body) document.querySelector("#rank .is-moved")?.focus();
  });
  showGrips();
})();
