/* What people write of a claim, beside its verdict.

   Words that are selected in the story become the words of a claim to be added: the form opens with them.
   What the page puts between the words (numbers, marks for hidden characters) is left out; the server finds
   the exact place. And whatever is half written in a form of the record or of the notes stays, when a
   decision elsewhere on the page brings new ones. */
"use strict";
(() => {
  const ADDED = "sup, .pno, .unseen, .vh, .ball";
  let chosen = null;

  function read() {
    const selection = getSelection();
    const story = document.querySelector("#story");
    if (!story || selection.isCollapsed || !story.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const words = range.cloneContents();
    for (const each of words.querySelectorAll(ADDED)) each.remove();
    const text = words.textContent.replace(/\s+/g, " ").trim();
    const paragraph = range.startContainer.parentElement?.closest("[id^=p]")?.id.match(/^p(\d+)$/);
    if (text) chosen = { text, paragraph: paragraph ? paragraph[1] : "" };
  }
  document.addEventListener("selectionchange", read);

  function fill(form) {
    if (!form || !chosen) return;
    form.elements.words.value = chosen.text;
    form.elements.paragraph.value = chosen.paragraph;
    chosen = null;
  }

  /* The key puts the focus into the form, also where that is open already; a click only opens it. */
  document.addEventListener("focusin", (event) => {
    if (event.target.id === "point-words") fill(event.target.form);
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.id === "point" && event.target.open) fill(event.target.querySelector("form"));
  }, true);

  const PLACES = ["record", "notes"];
  const drafts = new Map();
  let sender = null;

  const fields = (form) => [...form.elements].filter((each) => each.name && each.type !== "hidden" && each.type !== "submit");
  const wasTouched = (field) =>
    field.matches("select")
      ? [...field.options].some((option) => option.selected !== option.defaultSelected)
      : field.value !== field.defaultValue;

  function keep(form) {
    if (form === sender || !fields(form).some(wasTouched)) return;
    const values = new Map(fields(form).filter(wasTouched).map((field) => [field.name, field.value]));
    drafts.set(form.getAttribute("action"), { values, isOpen: form.closest("details")?.open });
  }

  function restore(form) {
    const draft = drafts.get(form.getAttribute("action"));
    if (!draft || !form.closest(PLACES.map((id) => `#${id}`).join())) return;
    for (const field of fields(form)) if (draft.values.has(field.name)) field.value = draft.values.get(field.name);
    if (draft.isOpen) form.closest("details").open = true;
  }

  document.addEventListener("htmx:beforeRequest", (event) => { sender = event.detail.elt; });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const place = event.detail.target;
    if (PLACES.includes(place.id)) for (const form of place.querySelectorAll("form")) keep(form);
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!drafts.size) return;
    for (const form of document.forms) restore(form);
    drafts.clear();
  });
})();
