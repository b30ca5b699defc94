// A save that did not get through: the words stay in their fields, and the form tries again until it does.
(() => {
  "use strict";
  let unsent, timer;
  const offline = (away) => document.getElementById("offline")?.toggleAttribute("hidden", !away);
  const signedOut = (event) => event.detail.xhr?.getResponseHeader("HX-Refresh") && event.detail.elt.closest("[data-keeps]");
  function sendAgain() {
    clearTimeout(timer);
    if (unsent?.isConnected) unsent.dispatchEvent(new Event("change", { bubbles: true }));
    else offline(!navigator.onLine);
  }
  function notSent(form, { away = true, words = "Not saved yet. Trying again in 5 s" } = {}) {
    offline(away);
    if (!form) return;
    unsent = form;
    const saved = document.getElementById("saved");
    saved?.classList.add("is-failed");
    if (saved) saved.textContent = words;
    clearTimeout(timer);
    timer = setTimeout(sendAgain, 5000);
  }
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => notSent(event.detail.elt?.closest("form[hx-post]")));
  }
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (!signedOut(event)) return;
    event.preventDefault(); // a reload to the sign-in page would lose the words
    notSent(event.detail.elt, { away: false, words: "Not saved yet. Sign in again in another tab" });
  });
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.xhr.status >= 400 || signedOut(event)) return;
    if (!unsent?.isConnected || event.detail.elt === unsent) unsent = null;
    offline(false);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { elt, xhr } = event.detail;
    const form = elt?.closest("form[data-keeps]");
    if (form && (xhr.status >= 500 || xhr.status === 429)) return notSent(form, { away: false });
    const line = document.createElement("div");
    line.className = "toast-line";
    line.textContent = "That did not work. What you typed is still here. Try again.";
    document.getElementById("messages")?.replaceChildren(line);
  });
  addEventListener("beforeunload", (event) => {
    if (unsent?.isConnected && unsent.matches("[data-keeps]")) event.preventDefault();
  });
  addEventListener("offline", () => offline(true));
  addEventListener("online", sendAgain);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-retry]")) sendAgain();
  });
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches("[data-keeps]") || (navigator.onLine && unsent !== form)) return;
      event.preventDefault(); // leaving the page now would lose the words
      notSent(form);
    },
    true,
  );

  if (!navigator.onLine) offline(true);
})();
