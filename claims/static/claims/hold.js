/* A hold runs on while its page is looked at, and not behind others. */
"use strict";
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.id === "until" && document.hidden) event.preventDefault();
});
