// What a page does better with a script. Every page works without it. No library but htmx, nothing is stored.
(() => {
  "use strict";
  const AWAY_AFTER = 10000; // ms: long enough to read the line twice and reach Undo
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // The undo line leaves sight after a while, and stays in the page for people who come to it by Tab.
  function watchToasts(root) {
    for (const line of all("[data-toast]:not([data-watched])", root)) {
      line.dataset.watched = "";
      const leave = () => (line.matches(":focus-within, :hover") ? setTimeout(leave, 1000) : line.classList.add("is-away"));
      setTimeout(leave, AWAY_AFTER);
    }
  }

  // Words typed so far, beside the field that asks for a few.
  function countWords(root) {
    for (const field of all("[data-words-max]:not([data-counted])", root)) {
      field.dataset.counted = "";
      const most = Number(field.dataset.wordsMax);
      const said = document.createElement("p");
      said.className = "form-text mb-0";
      const count = () => {
        const words = field.value.trim().split(/\s+/).filter(Boolean).length;
        said.textContent = words > most ? `${words} words. ${words - most} more than the ${most} that get read.` : `${words} of ${most} words`;
        said.classList.toggle("is-over", words > most);
      };
      field.after(said);
      field.addEventListener("input", count);
      count();
    }
  }

  function prepare(root) {
    watchToasts(root);
    countWords(root);
    for (const tab of all(".tabs [aria-current]", root)) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 16;
  }

  function focusErrors(root) {
    const summary = root.querySelector("[data-focus]");
    summary?.focus();
    return Boolean(summary);
  }

  function closeMenus(except) {
    for (const menu of all("details.me[open]")) if (menu !== except) menu.open = false;
  }

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details.me"));
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
    if (event.target.matches("dialog.confirm")) event.target.close(); // the backdrop
    if (event.target.closest("[data-print]")) window.print();
    const copier = event.target.closest("[data-copy]");
    const source = copier && document.querySelector(copier.dataset.copy);
    if (source) copy(copier, source);
  });

  async function copy(button, source) {
    const before = [...button.childNodes];
    try {
      await navigator.clipboard.writeText("value" in source ? source.value : source.innerText);
      button.replaceChildren("Copied");
    } catch {
      getSelection().selectAllChildren(source);
      button.replaceChildren("Selected. Press Ctrl+C");
    }
    setTimeout(() => button.replaceChildren(...before), 4000);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelector("details.me[open] > summary")?.focus();
    closeMenus();
  });

  // A slider says where it stands while it moves.
  document.addEventListener("input", (event) => {
    const said = event.target.matches("input[type=range]") && document.querySelector(`output[for="${event.target.id}"]`);
    if (said) said.textContent = event.target.value;
  });

  // One press, one send: a second press within the same page load is ignored.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.matches("[hx-post]:not([data-keeps])") || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of all("form[data-sent]")) delete form.dataset.sent;
    for (const button of all("[aria-busy]")) button.removeAttribute("aria-busy");
  });

  // A list is not replaced under a finger: leaving a field may ask for it anew between press and release, and the
  // click would be lost. The new list is asked for again once the finger is up, unless the click led elsewhere.
  let under, refused;
  addEventListener("pointerdown", (event) => (under = event.target.closest("a, button, summary, label")), true);
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => setTimeout(lifted), true); // the click comes first
  }
  function lifted() {
    under = null;
    refused?.dispatchEvent(new Event("again"));
    refused = null;
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig.elt;
    if (!under || !event.detail.target.contains(under) || !form.matches("[hx-trigger*=again]")) return;
    event.detail.shouldSwap = false;
    refused = form;
  });

  // A swap keeps its place: focus goes to the errors, or back to what was pressed.
  let pressed = "";
  document.addEventListener("htmx:beforeSwap", () => (pressed = document.activeElement?.id || ""));
  document.addEventListener("htmx:afterSwap", (event) => prepare(event.target.parentElement || document));
  document.addEventListener("htmx:afterSettle", (event) => {
    if (focusErrors(event.target)) return;
    if (pressed && document.activeElement === document.body) document.getElementById(pressed)?.focus();
  });

  // A passkey that was cancelled or refused: the way back is said in words.
  document.addEventListener("allauth.error", (event) => {
    const note = document.getElementById("passkey-failed");
    if (note) event.preventDefault();
    note?.removeAttribute("hidden");
  });

  prepare(document);
  focusErrors(document);
})();
