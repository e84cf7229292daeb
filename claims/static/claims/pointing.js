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

  document.addEventListener("toggle", (event) => {
    if (event.target.id !== "point" || !event.target.open || !chosen) return;
    const form = event.target.querySelector("form");
    form.elements.words.value = chosen.text;
    form.elements.paragraph.value = chosen.paragraph;
    chosen = null;
    event.target.scrollIntoView({ block: "nearest" });
    form.elements.words.focus();
  }, true);
})();
