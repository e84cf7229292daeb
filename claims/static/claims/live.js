/* Regions that ask the server now and then whether anything was told meanwhile. They rest while nobody
   looks, ask at once when somebody does again, and keep what the eye and the keyboard were at: the focus,
   the tables that were opened, how far one was scrolled. */
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isLive = (element) => element.matches?.("[data-live]");
  let kept = null;

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (isLive(event.target) && document.hidden) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) for (const region of all("[data-live]")) htmx.trigger(region, "live");
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const region = event.detail.target;
    if (!isLive(region) || !event.detail.shouldSwap) return;
    kept = {
      focus: region.contains(document.activeElement) ? document.activeElement.id : "",
      open: all("details[open][id]", region).map((each) => each.id),
      scrolled: all(".scroll[id]", region).map((each) => [each.id, each.scrollLeft, each.scrollTop]),
    };
  });

  /* A form that somebody is at stays, with what was typed: the next answer brings the rest. */
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const place = event.detail.target;
    if (place.querySelector("details[open]") || place.contains(document.activeElement)) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:afterSwap", () => {
    if (!kept) return;
    for (const id of kept.open) document.getElementById(id)?.setAttribute("open", "");
    for (const [id, left, top] of kept.scrolled) document.getElementById(id)?.scrollTo(left, top);
    if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
    kept = null;
  });
})();
