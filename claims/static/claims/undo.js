/* Undo in the queue puts the row back where it was, or before the open row, and opens it. A hold runs on
   while its page is looked at, and not behind others. Without script both are plain forms. */
"use strict";
(() => {
  const rowOf = (form) => document.getElementById(`c${form.dataset.claim}`);
  const current = "#queue > .row[aria-current]";

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "undo" || !document.querySelector(current)) return;
    const row = rowOf(form);
    form.setAttribute("hx-target", row ? `#${row.id}` : current);
    form.setAttribute("hx-swap", row ? "outerHTML" : "beforebegin");
  }, true);

  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.requestConfig?.elt;
    if (form?.id !== "undo" || !event.detail.successful) return;
    setTimeout(() => rowOf(form)?.querySelector("a.claim")?.focus()); /* after desk.js has opened the next one */
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt.id === "until" && document.hidden) event.preventDefault();
  });
})();
