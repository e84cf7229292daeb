/* Words that are selected in the story become the words of a claim to be added: the form opens with them.
   What the page puts between the words (numbers, marks for hidden characters) is left out; the server finds
   the exact place. */
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
})();
