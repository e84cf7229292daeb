/* Keys. Every control carries its own key in data-key (from the table in templatetags/keyboard.py):
   alternatives parted by |, the keys of a sequence by a space. Typing a key presses the control on
   screen that carries it. Quiet while typing and while a sheet is open; single keys can be switched off. */
"use strict";
(() => {
  const SWITCH = "desk.single-keys";
  const SEQUENCE_MS = 1200;
  let begun = { key: "", at: 0 };

  const isTyping = (element) =>
    element.matches?.("textarea, select, [contenteditable]") ||
    (element.matches?.("input") && !["checkbox", "radio", "button", "submit"].includes(element.type));

  const sheet = () => document.querySelector(".sheet:popover-open, .rail:popover-open");
  const areOn = () => localStorage.getItem(SWITCH) !== "off";
  const isOnScreen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
  const isFree = (element) => !element.matches(":disabled, [aria-disabled='true']");

  function carrier(key) {
    const carriers = [...document.querySelectorAll("[data-key]")];
    return carriers.find((c) => c.dataset.key.split("|").includes(key) && isOnScreen(c) && isFree(c));
  }

  function press(control) {
    if (control.matches("input[type=search], textarea")) {
      control.focus();
      control.select();
    } else if (control.matches("input[type=radio]")) {
      control.focus();
      control.click();
    } else if (control.matches("summary")) {
      control.parentElement.open = true;
      control.parentElement.querySelector("input:not([type=hidden]), textarea, select, button")?.focus();
    } else {
      control.click();
    }
  }

  function named(event) {
    if (event.altKey || event.metaKey) return "";
    if (event.ctrlKey) return event.key === "Enter" ? "Control+Enter" : "";
    if (event.shiftKey && /^[a-z]$/i.test(event.key)) return `Shift+${event.key.toLowerCase()}`;
    return event.key.length === 1 ? event.key.toLowerCase() : event.key;
  }

  function sequence(key) {
    const isSecond = begun.key && performance.now() - begun.at < SEQUENCE_MS;
    const whole = isSecond ? `${begun.key} ${key}` : "";
    begun = { key, at: performance.now() };
    return whole;
  }

  function leave(event) {
    if (sheet()) return; /* the browser closes it */
    if (isTyping(event.target)) return event.target.blur();
    const choices = [...document.querySelectorAll("details.aside[open]")].find(isOnScreen);
    if (!choices) return;
    choices.open = false;
    choices.querySelector("summary").focus();
  }

  document.addEventListener("keydown", (event) => {
    const key = named(event);
    if (!key || event.defaultPrevented || event.isComposing) return;
    if (key === "Escape") return leave(event);
    const isSingle = key !== "Control+Enter";
    if (sheet() || (isSingle && (isTyping(event.target) || !areOn()))) return;
    if (key === "Enter" && event.target !== document.body) return;
    const control = carrier(sequence(key)) ?? carrier(key);
    const moved = control ? null : window.deskMoves?.[key];
    if (!control && !moved) return;
    event.preventDefault();
    if (moved) moved();
    else if (!event.repeat) press(control); /* a key that is held down decides once */
  });

  const box = document.getElementById("single-keys");
  if (box) {
    box.checked = areOn();
    box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
  }
})();
