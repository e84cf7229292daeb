/* What is half written is not lost by a key or a link: leaving the page asks first, in the browser's own
   words, and staying puts the focus back where one was writing; an answer to another form keeps it. Text counts
   that nobody has sent, or that was sent and refused; a choice alone does not. */
"use strict";
(() => {
  const WRITTEN = "textarea, input:is([type=text], [type=url], [type=file], :not([type]))";
  const touched = new Set(); /* addresses of forms that somebody wrote in */
  const refused = new Set(); /* and of those that came back with what was written */
  const underWay = new Set(); /* forms that are being sent */
  const drafts = new Map(); /* what was written beside an answer, by the form's address */

  const address = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;
  const fields = (form) => [...form.querySelectorAll(WRITTEN)].filter((field) => !field.disabled && field.value.trim());
  const forms = () => [...document.forms].filter((form) => form.method === "post" && !underWay.has(address(form)));

  function unsent(form) {
    const at = address(form);
    return fields(form).find((field) => refused.has(at) || (touched.has(at) && field.value !== field.defaultValue));
  }

  const first = () => forms().map(unsent).find(Boolean) ?? document.querySelector("#written > summary"); /* its form is gone */

  document.addEventListener("input", ({ target }) => {
    if (target.form && target.matches(WRITTEN)) touched.add(address(target.form));
  });

  /* The page that answers a refused form without script stands at that form's address. */
  for (const form of forms()) if (address(form) === location.pathname && document.querySelector("#trouble")) refused.add(address(form));

  document.addEventListener("submit", ({ target, defaultPrevented }) => {
    if (!defaultPrevented && target.method === "post") underWay.add(address(target));
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (!detail.elt.matches("form")) return;
    underWay.add(address(detail.elt));
    drafts.delete(address(detail.elt));
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.requestConfig?.elt;
    if (!form?.matches("form")) return;
    const at = address(form);
    underWay.delete(at);
    refused.delete(at);
    const status = detail.xhr?.status ?? 0; /* to htmx a refusal that it may show is a success */
    if (status >= 200 && status < 400) touched.delete(at);
    else refused.add(at);
  });

  /* An answer that brings a form anew brings it empty: what was written goes over into it, as soon as it is there. */
  document.addEventListener("htmx:beforeSwap", () => {
    for (const form of forms().filter(unsent)) {
      const written = fields(form).filter((field) => field.name && field.type !== "file").map(({ name, value }) => [name, value]);
      drafts.set(address(form), { written, isOpen: form.closest("details")?.open });
    }
  });
  document.addEventListener("htmx:afterSettle", () => {
    for (const form of forms().filter((each) => drafts.has(address(each)))) {
      const { written, isOpen } = drafts.get(address(form));
      for (const [name, value] of written) {
        const field = form.elements[name];
        if (field && field.value === field.defaultValue) field.value = value;
      }
      if (isOpen) form.closest("details")?.setAttribute("open", "");
      drafts.delete(address(form));
    }
  });

  addEventListener("beforeunload", (event) => {
    const field = first();
    if (!field) return;
    event.preventDefault();
    setTimeout(() => { /* somebody stays */
      underWay.clear();
      field.focus();
    });
  });
})();
