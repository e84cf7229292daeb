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
    send(row, button.getAttribute("formaction"), values, { deed: button.dataset.do, claim: row.dataset.claim });
    moveOn(row);
  }

  function moveOn(row) {
    const list = rows();
    const next = afterOf(row);
    isWaiting = !next && Boolean(one("#going-on a"));
    if (next) open(next);
    else if (!isWaiting && list.length > 1) open(list[list.indexOf(row) - 1]);
  }

  function send(row, path, values, undo) {
    const again = () => send(row, path, values, undo);
    row.sent = { again, undo };
    htmx.ajax("POST", path, { source: row, target: row, swap: "outerHTML", values });
  }

  /* The tools are parked while their row is swapped, and then stand in it again, or in the next. */
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const row = detail.target.closest?.("#queue > .row, #queue > .gone");
    if (!row || !detail.shouldSwap) return;
    if (detail.xhr.status === 200 && row.sent?.undo) offerUndo(row.sent.undo);
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
    } else if (form.id === "bulk" || form.id === "undo") {
      event.preventDefault();
      together(form, event.submitter);
    }
  });

  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, ({ detail }) => {
      const row = detail.requestConfig?.elt ?? detail.elt;
      if (row.matches?.("#queue > .row")) failed(row, detail.xhr?.status ?? 0);
    });
  }

  function why(status) {
    const words = one("#failed").dataset;
    return status === 404 ? list.dataset.gone : words[status] ?? words.other;
  }

  function failed(row, status) {
    one("[data-failed]", row)?.remove();
    const notice = one("#failed").content.firstElementChild.cloneNode(true);
    notice.dataset.failed = "";
    one("[data-why]", notice).textContent = why(status);
    one("[data-again]", notice).addEventListener("click", () => {
      notice.remove();
      open(row);
      row.sent?.again();
    });
    one(".said-body", row).append(notice);
  }

  /* Undo --------------------------------------------------------------------------- */
  const UNDOABLE = ["triage", "take", "dismiss", "aside"];

  const decided = []; /* what can be taken back, the newest last */

  function offerUndo(newest) {
    if (newest && UNDOABLE.includes(newest.deed)) decided.push(newest);
    const [form, last] = [one("#undo"), decided.at(-1)];
    for (const field of all("[name=claim]", form)) field.remove();
    form.hidden = !last;
    if (!last) return;
    form.elements.do.value = last.deed;
    form.append(hidden("claim", last.claim));
    const button = one("button", form);
    button.lastChild.textContent = ` ${button.dataset.one}`;
  }

  function takenBack(isBatch) {
    if (!isBatch) decided.pop();
    offerUndo();
  }

  function hidden(name, value) {
    const field = document.createElement("input");
    [field.type, field.name, field.value] = ["hidden", name, value];
    return field;
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

  function together(form, button) {
    const values = Object.fromEntries(new FormData(form, button));
    values.claim = new FormData(form).getAll("claim");
    const touched = values.claim.map((claim) => `c${claim.split(".")[0]}`);
    const list = rows();
    const next = list.slice(list.indexOf(current())).find((row) => !touched.includes(row.id));
    const isBatch = touched.length > 1;
    const tools = one("#triage");
    if (tools) one(".list").append(tools);
    htmx.ajax("POST", form.getAttribute("action"), { source: form, target: "#said", swap: "none", values }).then(() => {
      for (const details of all("details[open]", form)) details.open = false;
      tell();
      if (form.id === "undo") takenBack(isBatch);
      land(form.id === "undo" ? touched : [next?.id]);
    });
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
