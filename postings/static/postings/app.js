// What htmx does not do by itself. Everything here is an extra: the pages work without it.
"use strict";

const results = () => document.getElementById("results");

// A list of more values than are shown gets a box to find one; without JavaScript it stays hidden.
function showFindBoxes() {
  document.querySelectorAll(".facet__find[hidden]").forEach((box) => (box.hidden = false));
}

// What is folded stays folded over a swap: the server does not know about it.
let folds = new Map();

function rememberFolds() {
  folds = new Map(Array.from(results().querySelectorAll("details[id]"), (fold) => [fold.id, fold.open]));
}

function restoreFolds() {
  folds.forEach((open, id) => {
    const fold = document.getElementById(id);
    if (fold) fold.open = open;
  });
}

// A value that was found in a list is gone from there after the swap, but stands among those listed.
let found = null;

function rememberFound() {
  found = document.activeElement.id.match(/^(choice|exclude)-found-(.*)$/);
}

function focusFound() {
  if (found) document.getElementById(`${found[1]}-${found[2]}`)?.focus();
}

// One polite sentence for those who do not see that a list has changed.
function announce(list) {
  const count = list.querySelector("[data-announce]");
  document.getElementById("announcement").textContent = count ? count.textContent.replace(/\s+/g, " ").trim() : "";
}

// Typing asks after a pause. Who presses Enter in that pause has asked already: the same is not asked twice,
// which would break off the answer that is under way.
let asked = null;

function askOnce(event) {
  const form = document.getElementById("search");
  const { elt } = event.detail;
  const typed = elt.id === "q";
  const wanted = typed || elt === form || elt.id === "suggestions" ? new URLSearchParams(new FormData(form)).toString() : null;
  if (typed && wanted === asked) event.preventDefault();
  asked = wanted;
}

// The box says what was searched, whoever asked: a chip that was removed, the words that were meant.
function sayWords() {
  const box = document.getElementById("q");
  if (box !== document.activeElement) box.value = results().querySelector("[data-words]").dataset.words;
}

// On a posting: a note and its words in the text light up together.
function lightUp(event) {
  const part = event.target.closest("[data-notes]");
  document.querySelectorAll(".is-lit").forEach((lit) => lit.classList.remove("is-lit"));
  if (!part) return;
  part.dataset.notes.split(" ").forEach((key) => {
    document.querySelectorAll(`[data-notes~="${key}"]`).forEach((lit) => lit.classList.add("is-lit"));
  });
}

document.addEventListener("DOMContentLoaded", showFindBoxes);
document.addEventListener("click", (event) => {
  if (event.target.closest(".drawer__done")) document.getElementById("filters").open = false;
});
document.addEventListener("htmx:confirm", askOnce);
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target !== results()) return;
  rememberFolds();
  rememberFound();
});
document.addEventListener("htmx:afterSwap", (event) => {
  showFindBoxes();
  const { target } = event.detail; // none where a page comes back from the history
  if (target === results()) {
    restoreFolds();
    focusFound();
    sayWords();
  }
  if (target) announce(target);
});
document.addEventListener("htmx:historyRestore", () => {
  asked = null;
  showFindBoxes();
});
if (document.querySelector("[data-notes]")) {
  document.addEventListener("pointerover", lightUp);
  document.addEventListener("focusin", lightUp);
}
