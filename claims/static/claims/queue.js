/* The queue by keyboard: one key decides and goes on at once, answers arrive behind one's back, rows load by
   themselves, several are selected and decided together. Everything here works as plain forms, too. */
"use strict";
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const AHEAD = 15; /* rows below the open one, under which the next page is fetched */

  const rows = () => all("#queue > .row");
  const current = () => one("#queue > .row[aria-current]");
  const boxOf = (row) => one(".pick input", row);
  let isWaiting = false; /* the last row was decided and the next ones are on their way */
  let anchor = null; /* where a range of selected rows begins */

  /* The open row -------------------------------------------------------------- */
  function open(row, focus = true) {
    current()?.removeAttribute("aria-current");
    row.setAttribute("aria-current", "true");
    const tools = one("#triage");
    if (tools) aim(tools, row);
    if (focus) one("a.claim", row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
    fetchAhead();
  }

  function refuse(button, why) {
    if (button.matches("[data-do=aside], [data-do=back]")) button.hidden = Boolean(why);
    button.disabled = Boolean(why);
    button.title = why;
  }

  function aim(tools, row) {
    const { claim, version } = row.dataset;
    const base = tools.dataset.base.replace("/0/", `/${claim}/`);
    tools.elements.version.value = version;
    one("details", tools).open = false;
    for (const button of all("[data-do]", tools)) {
      const deed = button.dataset.do;
      if (button.matches("button")) button.setAttribute("formaction", `${base}${deed}/${tools.dataset.query}`);
      refuse(button, row.dataset[deed]);
    }
    for (const link of all("[data-open]", tools)) link.href = one("a.claim", row).href + link.dataset.open;
    one("#refusal").textContent = row.dataset.take || row.dataset.dismiss;
    row.append(tools);
  }

  function step(by) {
    const list = rows();
    const next = list[list.indexOf(current()) + by];
    if (next) open(next);
    else if (by > 0) one("#going-on a")?.focus();
  }

  function afterOf(row) {
    const list = rows();
    return list[list.indexOf(row) + 1];
  }

  /* Rows beyond the page --------------------------------------------------------- */
  function fetchAhead() {
    const [list, link] = [rows(), one("#going-on a")];
    if (!link || link.dataset.asked || list.length - list.indexOf(current()) > AHEAD) return;
    link.dataset.asked = "yes";
    htmx.trigger(link, "more");
  }

  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const link = detail.requestConfig?.elt;
    if (!link?.matches("#going-on a")) return;
    if (!detail.successful) delete link.dataset.asked;
    const wanted = isWaiting || document.activeElement === link || document.activeElement === document.body;
    const next = current() ? afterOf(current()) : rows()[0];
    if (detail.successful && wanted && next) setTimeout(() => open(next));
    isWaiting = false;
  });

  /* One decision ------------------------------------------------------------------ */
  function decide(form, button) {
    const row = form.closest(".row");
    if (row.classList.contains("htmx-request")) return;
    const values = { from: "queue", version: row.dataset.version };
    if (button.name) values[button.name] = button.value;
    send(row, button.getAttribute("formaction"), values);
    moveOn(row);
  }

  function moveOn(row) {
    const list = rows();
    const next = afterOf(row);
    isWaiting = !next && Boolean(one("#going-on a"));
    if (next) open(next);
    else if (!isWaiting && list.length > 1) open(list[list.indexOf(row) - 1]);
  }

  function send(row, path, values) {
    row.again = () => send(row, path, values);
    wait(htmx.ajax("POST", path, { source: row, target: row, swap: "outerHTML", values }));
  }

  let answered = Promise.resolve(); /* when all that was sent so far has its answer */

  function wait(answer) {
    answered = Promise.allSettled([answered, answer]);
    return answer;
  }

  /* The tools are parked while their row is swapped, and then stand in it again, or in the next. */
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const row = detail.target.closest?.("#queue > .row, #queue > .gone");
    if (!row || !detail.shouldSwap) return;
    const tools = one("#triage", row);
    if (!tools) return;
    const next = afterOf(row) ?? rows()[rows().indexOf(row) - 1];
    const had = row.contains(document.activeElement);
    one(".list").append(tools);
    setTimeout(() => land([row.id, next?.id], had));
  });

  function land(ids, focus = true) {
    const row = ids.map((id) => id && document.getElementById(id)).find((found) => found?.matches(".row")) ?? rows()[0];
    if (row) open(row, focus);
    else location.reload();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id === "triage" && event.submitter) {
      event.preventDefault();
      decide(form, event.submitter);
    } else if (form.id === "bulk") {
      event.preventDefault();
      together(form, event.submitter);
    } else if (form.id === "undo") {
      event.preventDefault();
      wait(answered.then(undo));
    }
  });

  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, ({ detail }) => {
      const row = detail.requestConfig?.elt ?? detail.elt;
      if (row.matches?.("#queue > .row")) failed(row, detail.xhr);
    });
  }

  const why = (xhr) => (xhr?.status === 404 ? one("#queue").dataset.gone : window.whyFailed(xhr));

  function failed(row, xhr) {
    one("[data-failed]", row)?.remove();
    const notice = one("#failed").content.firstElementChild.cloneNode(true);
    notice.dataset.failed = "";
    one("[data-why]", notice).textContent = why(xhr);
    one("[data-again]", notice).addEventListener("click", () => {
      notice.remove();
      open(row);
      row.again?.();
    });
    one(".said-body", row).append(notice);
  }

  /* Undo --------------------------------------------------------------------------- */
  /* Each answer brings the newest decision that can be taken back. Answers may overtake each other: an older one
     puts no older decision in the place of a newer. */
  document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    if (detail.target.id !== "undo") return;
    const [shown, brought] = [detail.target, one("#undo", detail.fragment)].map((form) => Number(form?.dataset.line));
    if (0 < brought && brought < shown) detail.shouldSwap = false;
  });

  /* Once all is answered: so it is the newest that is taken back, however fast the keys came. */
  function undo() {
    const form = one("#undo");
    if (form.hidden) return announce(form.dataset.none);
    const claims = new FormData(form).getAll("claim");
    form.dataset.line = 0; /* whatever the answer offers next is older */
    return post(form, { ...Object.fromEntries(new FormData(form)), claim: claims }, claims.map(rowOf));
  }

  /* Many at once ---------------------------------------------------------------------- */
  const picked = () => rows().filter((row) => boxOf(row)?.checked);

  function pick(row, isOn) {
    boxOf(row).checked = isOn;
    anchor = row;
    tell();
  }

  function pickTo(row) {
    const list = rows();
    const from = list.indexOf(anchor?.isConnected ? anchor : row);
    const to = list.indexOf(row);
    for (const each of list.slice(Math.min(from, to), Math.max(from, to) + 1)) boxOf(each).checked = true;
    tell();
  }

  function tell() {
    const chosen = picked();
    const told = one("#selected");
    told.textContent = told.dataset.words.replace("{count}", chosen.length);
    for (const place of all("[data-number]")) place.textContent = chosen.length;
    one("#chosen").replaceChildren(...chosen.map(chip));
  }

  function chip(row) {
    const [item, link, words] = ["li", "a", "span"].map((tag) => document.createElement(tag));
    const claim = one("a.claim", row);
    link.className = "chip";
    link.href = `#${row.id}`;
    words.textContent = claim.textContent;
    words.lang = claim.closest("[lang]").lang;
    words.dir = "auto";
    link.append(words);
    item.append(link);
    return item;
  }

  let isSending = ""; /* what the bar was asked for and is not answered yet */

  function together(form, button) {
    const values = { ...Object.fromEntries(new FormData(form, button)), claim: new FormData(form).getAll("claim") };
    const asked = JSON.stringify(values);
    if (isSending === asked) return; /* a second click on the way to the answer asks for nothing new */
    if (isSending) return announce(one("#selected").dataset.busy);
    isSending = asked;
    const touched = values.claim.map(rowOf);
    const list = rows();
    const next = list.slice(list.indexOf(current())).find((row) => !touched.includes(row.id));
    post(form, values, [next?.id]).finally(() => (isSending = ""));
  }

  const rowOf = (claim) => `c${claim.split(".")[0]}`;

  /* What a form asks for many claims; then the first of these rows that is there is open. */
  function post(form, values, landing) {
    const tools = one("#triage");
    if (tools) one(".list").append(tools);
    const answer = htmx.ajax("POST", form.getAttribute("action"), { source: form, target: "#said", swap: "none", values });
    return wait(answer.then(() => {
      for (const details of all("details[open]", form)) details.open = false;
      tell();
      land(landing);
    }));
  }

  function announce(words) {
    one("#said").textContent = words;
  }

  /* Where the keys lead ------------------------------------------------------------------- */
  const list = one("#queue");
  if (!one("#queue > .row")) return;
  const moves = {
    next: () => step(1),
    previous: () => step(-1),
    pick: () => pick(current(), !boxOf(current()).checked),
    pickRange: () => pickTo(current()),
  };
  window.deskMoves = {};
  for (const [name, move] of Object.entries(moves)) {
    for (const key of (list.dataset[name] ?? "").split("|").filter(Boolean)) window.deskMoves[key] = move;
  }
  document.addEventListener("focusin", ({ target }) => {
    const row = target.closest?.("#queue > .row");
    if (row && row !== current() && !target.closest(".pick")) open(row, false);
  });
  document.addEventListener("click", ({ target }) => {
    const row = target.closest?.("#queue > .row");
    if (row && row !== current() && !target.closest("a, button, .pick")) open(row);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".pick input")) pick(target.closest(".row"), target.checked);
  });
  one("#bulk")?.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const row of picked()) boxOf(row).checked = false;
    tell();
    one("a.claim", current()).focus();
  });
  one("#filters")?.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
  tell();
})();
