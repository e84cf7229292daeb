/* The desk's pages: the needs of a verdict, focus that is never lost, and
   what to say when the server does not answer. Everything here works as plain links and forms too. */
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  /* Claim page --------------------------------------------------------------- */
  let highlight = -1;
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-next-highlight]")) return;
    const marks = all("#story .graf mark.here, #story .graf mark a");
    if (!marks.length) return;
    event.preventDefault();
    highlight = (Math.max(highlight, marks.indexOf(document.activeElement)) + 1) % marks.length;
    marks[highlight].focus();
    marks[highlight].scrollIntoView({ block: "center" });
  });

  function need(name, isThere) {
    one(`[data-need="${name}"]`)?.classList.toggle("todo", !isThere);
  }

  function weigh() {
    const form = one("#propose");
    if (!form) return;
    need("rating", one("input[name=rating]:checked", form));
    need("explanation", form.elements.explanation.value.trim());
    if (form.elements.no_contact) need("no_contact", form.elements.no_contact.value.trim());
  }
  document.addEventListener("input", weigh);
  document.addEventListener("htmx:load", weigh);
  weigh();

  function showClaim() {
    const pane = one("#story");
    const here = pane && one("mark.here:not(.legend mark)", pane);
    if (!here) return;
    const [mark, frame] = [here.getBoundingClientRect(), pane.getBoundingClientRect()];
    const isBeside = getComputedStyle(pane).position === "sticky";
    if (mark.bottom > (isBeside ? Math.min(frame.bottom, innerHeight) : frame.bottom)) pane.scrollTop += mark.top - frame.top - 120;
  }
  showClaim();

  /* What is half written in the verdict form stays when a swap puts a new form, or somebody's verdict, there. */
  let written = null;
  document.addEventListener("htmx:beforeSwap", () => {
    const form = one("#propose");
    const isOpen = form && !one("fieldset", form).disabled;
    written = isOpen ? { form, draft: new FormData(form) } : null;
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const form = one("#propose");
    if (form && written && form !== written.form) keep(form, written.draft);
    else if (!form && written?.draft.get("explanation") && !one("#written")) one("#verdict").append(written.form);
    written = null;
    weigh();
    if (!event.detail.requestConfig?.elt.matches("[data-quiet]")) landSafely(); /* nobody asked for that one */
  });

  function keep(form, draft) {
    const rating = draft.get("rating");
    for (const radio of all("input[name=rating]", form)) radio.checked ||= radio.value === rating;
    for (const name of ["explanation", "finding", "no_contact"]) {
      if (form.elements[name] && draft.get(name)) form.elements[name].value = draft.get(name);
    }
    if (draft.get("explanation")) one("fieldset", form).disabled = false; /* lost the hold: the text can be copied */
  }

  /* Focus is never lost: where its element went away, it lands on the notice, the open row or the state. */
  function landSafely(otherwise = one("#lease"), options = {}) {
    if (document.activeElement && document.activeElement !== document.body) return;
    const landing = one("[data-landing]") ?? one("#queue > .row[aria-current] a.claim") ?? otherwise;
    (landing ?? one("#queue"))?.focus(options);
  }
  one("#masthead [aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });

  /* A page opens where the work goes on: at what was just done, else at the first row or the claim itself.
     An address that names a place on the page leads there. */
  const said = one("#said");
  const isTold = Boolean(said?.textContent.trim());
  if (isTold || one("[data-landing]")) landSafely();
  else if (!location.hash) landSafely(one("#headline"), { preventScroll: true });
  if (isTold) setTimeout(() => said.replaceChildren(...said.childNodes), 200); /* what came with the page is not read out by itself */
  document.addEventListener("htmx:afterRequest", (event) => {
    const { requestConfig, xhr } = event.detail;
    if (requestConfig?.elt.matches("form") && xhr?.status >= 400) one("#trouble")?.focus();
  });

  /* Signing in again in another tab renews the token against forged forms: every form sends the newest. */
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  document.addEventListener("submit", (event) => {
    const field = event.target.elements.csrfmiddlewaretoken;
    if (field && token()) field.value = token();
  }, true);
  document.addEventListener("htmx:configRequest", (event) => {
    if (token()) event.detail.headers["X-CSRFToken"] = token();
  });

  /* When the server does not answer, or answers with a sentence instead of a part of the page ------ */
  const sentenceOf = (xhr) => (xhr?.getResponseHeader("Content-Type")?.startsWith("text/plain") ? xhr.responseText : "");

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.xhr.status < 400 || !sentenceOf(detail.xhr)) return;
    detail.shouldSwap = false;
    detail.isError = true;
  });

  window.whyFailed = (xhr) => {
    const words = one("#failed").dataset;
    return words[xhr?.status ?? 0] ?? (sentenceOf(xhr) || words.other);
  };

  function failed(event) {
    const from = event.detail.requestConfig?.elt ?? event.detail.elt;
    if (!from.matches("form")) return;
    one(".notice.stop[data-failed]", from)?.remove();
    const notice = one("#failed").content.firstElementChild.cloneNode(true);
    notice.dataset.failed = "";
    one("[data-why]", notice).textContent = window.whyFailed(event.detail.xhr);
    const submitter = event.detail.requestConfig?.triggeringEvent?.submitter;
    one("[data-again]", notice).addEventListener("click", () => {
      notice.remove();
      from.requestSubmit(submitter?.isConnected ? submitter : undefined);
    });
    from.prepend(notice);
    notice.focus();
  }
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) document.addEventListener(name, failed);
})();
