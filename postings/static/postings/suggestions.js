// The search box suggests while one types: a combobox with a list box (WAI-ARIA 1.2). An extra: without it the
// box is a plain field of a form, and says nothing of a list.
//
// Searches of before are kept in this browser alone (localStorage): there are no accounts, and reading a page
// writes nothing on the server. Those that begin as what is typed are sent along, to be counted, and not kept.
"use strict";

(() => {
  const PAUSE = 120; // ms after the last key
  const KEPT = 20;
  const LONGEST = 100;
  const STORE = "jobsite.searches";

  function past() {
    try {
      const kept = JSON.parse(localStorage.getItem(STORE) ?? "[]");
      return Array.isArray(kept) ? kept.filter((text) => typeof text === "string") : [];
    } catch {
      return []; // the browser keeps nothing, or what it kept is damaged
    }
  }

  function keep(searches) {
    try {
      localStorage.setItem(STORE, JSON.stringify(searches));
    } catch {
      // it may refuse; then nothing is suggested from before
    }
  }

  function remember(words) {
    const text = words.trim();
    if (text.length < 2 || text.length > LONGEST) return;
    keep([text, ...past().filter((one) => one.toLowerCase() !== text.toLowerCase())].slice(0, KEPT));
  }

  // What was searched before and begins so; of an empty box the last ones.
  function meantAgain(typed) {
    const begun = typed.trim().toLowerCase();
    const alike = past().filter((text) => text.toLowerCase().startsWith(begun) && text.toLowerCase() !== begun);
    return alike.slice(0, begun ? 2 : 5);
  }

  function attach(box) {
    const list = document.getElementById("suggestions");
    const said = document.getElementById("suggestions-said");
    let active = null;
    let waiting = 0;
    let asking = null; // the one question whose answer is still wanted

    const options = () => Array.from(list.querySelectorAll("[role=option]"));
    const isOpen = () => !list.hidden;

    function mark(option) {
      active?.setAttribute("aria-selected", "false");
      active = option;
      if (!option) return box.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", option.id);
    }

    function close() {
      clearTimeout(waiting);
      asking?.abort();
      asking = null;
      mark(null);
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      said.textContent = "";
    }

    function show(lines, canForget) {
      mark(null);
      list.innerHTML = lines; // the server escapes what it suggests
      const count = options().length;
      if (canForget && count) {
        const forget = document.createElement("div");
        forget.id = "suggestion-forget";
        forget.className = "suggestion suggestion--forget";
        forget.setAttribute("role", "option");
        forget.setAttribute("aria-selected", "false");
        forget.textContent = "Forget these searches";
        list.append(forget);
      }
      list.hidden = count === 0;
      box.setAttribute("aria-expanded", String(count > 0));
      const some = `${count} suggestion${count === 1 ? "" : "s"}, up and down keys to choose`;
      said.textContent = count ? some : "No suggestions";
    }

    async function ask() {
      const recent = meantAgain(box.value);
      if (!box.value.trim() && !recent.length) return close();
      const asked = new URLSearchParams(new FormData(box.form));
      recent.forEach((text) => asked.append("recent", text));
      asking?.abort();
      const mine = new AbortController();
      asking = mine;
      try {
        const answer = await fetch(`${list.dataset.from}?${asked}`, { signal: mine.signal });
        const lines = answer.ok ? await answer.text() : "";
        if (asking === mine) show(lines, !box.value.trim());
      } catch (error) {
        if (error.name !== "AbortError") close(); // the server is away: a search will say so
      }
    }

    function choose(option) {
      if (option.id === "suggestion-forget") {
        keep([]);
        return close();
      }
      box.value = option.dataset.text;
      remember(box.value);
      close();
      htmx.ajax("GET", option.dataset.address, { source: list, target: "#results" });
    }

    function step(by) {
      const all = options();
      const place = all.indexOf(active);
      mark(all[place < 0 ? (by > 0 ? 0 : all.length - 1) : (place + by + all.length) % all.length]);
    }

    const keys = {
      ArrowDown: () => (isOpen() ? step(1) : ask()),
      ArrowUp: () => isOpen() && step(-1),
      Home: () => active && mark(options()[0]),
      End: () => active && mark(options().at(-1)),
      Enter: () => active && choose(active),
      Escape: () => isOpen() && close(),
    };

    box.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const did = Object.hasOwn(keys, event.key) ? keys[event.key]() : false;
      if (did !== false && did !== null) event.preventDefault();
      else if (event.key === "ArrowLeft" || event.key === "ArrowRight") mark(null);
    });
    box.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    });
    box.addEventListener("click", () => {
      if (!box.value && !isOpen()) ask();
    });
    box.addEventListener("blur", close);
    box.form.addEventListener("submit", () => {
      remember(box.value);
      close();
    });
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) choose(option);
    });

    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    box.setAttribute("aria-controls", list.id);
  }

  const start = () => attach(document.getElementById("q"));
  start();
  document.addEventListener("htmx:historyRestore", start);
  // Who reads a posting that was found has searched for it, if without pressing Enter.
  document.addEventListener("click", (event) => {
    if (event.target.closest(".card__title a")) remember(document.getElementById("q").value);
  });
})();
