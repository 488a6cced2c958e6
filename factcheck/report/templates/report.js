// Filters the findings and keeps the filter in the address, shows the finding beside the words that
// it is about, and a passage within its article. Nothing depends on it: without script everything
// is shown and every link leads there. Texts are only ever set as text, never as markup.
"use strict";
(() => {
  const NEAR = "600px"; // cards so far below the window are made ready
  const LINGER = 250; // milliseconds that a finding stays shown on the way from a word to it
  const MOST_UNFOLDED = 30; // findings in which a search opens what is folded
  const MOST_SHOWN = 300; // letters of a question or an answer beside the words
  const MOST_ARTICLES = 10; // at once: an address may come from anybody
  const LISTS = ["verdict", "source"]; // of the filter's fields these can hold several, with commas
  const FIELDS = ["verdict", "severity", "kind", "source", "about", "q"];

  const byId = (id) => document.getElementById(id);
  const form = byId("filter");
  const cards = [...document.querySelectorAll(".finding")];
  const sections = [...document.querySelectorAll(".findings")];
  const rows = [...document.querySelectorAll("tr[data-finding]")]; // of the pictures
  const texts = new Map();
  let arriving = false;

  // --- what is asked for, in the form and in the address

  function folded(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function asked() {
    const state = new Map();
    const verdicts = [...form.querySelectorAll("[name=verdict]:checked")].map((box) => box.value);
    if (verdicts.length) state.set("verdict", verdicts.join(","));
    for (const name of FIELDS.slice(1)) {
      const field = form.elements[name];
      if (field && field.value.trim()) state.set(name, field.value.trim());
    }
    return state;
  }

  function written(state, at) {
    const parts = [...state].map(([name, value]) => {
      const escaped = encodeURIComponent(value.toWellFormed()).replace(/%20/g, "+");
      return `${name}=${LISTS.includes(name) ? escaped.replace(/%2C/g, ",") : escaped}`;
    });
    return [...parts, ...(at ? [`at=${at}`] : [])].join("&");
  }

  function optionFor(select, value) {
    return [...select.options].find((option) => option.value === value);
  }

  // Two articles at once come from the matrix; a select has no option for them until then.
  function chooseArticles(value) {
    const select = form.elements.source;
    const named = [...new Set(value.split(","))].slice(0, MOST_ARTICLES);
    const letters = named.filter((letter) => letter && optionFor(select, letter));
    const known = letters.join(",");
    if (letters.length > 1 && !optionFor(select, known)) {
      select.add(new Option(letters.join(" and "), known));
    }
    select.value = known;
  }

  function fill(state) {
    const verdicts = new Set((state.get("verdict") || "").split(","));
    for (const box of form.querySelectorAll("[name=verdict]")) {
      box.checked = verdicts.has(box.value);
    }
    chooseArticles(state.get("source") || "");
    for (const name of ["severity", "kind", "about"]) {
      const field = form.elements[name];
      if (!field) continue;
      const wanted = optionFor(field, state.get(name) || "");
      field.value = wanted ? wanted.value : "";
    }
    const words = [...(state.get("q") || "")].slice(0, form.elements.q.maxLength); // whole letters
    form.elements.q.value = words.join("");
  }

  // --- which findings that are

  // What the search looks into: not our own words, which stand on every card.
  const SEARCHED = "h3, .question, h4, .side, .sources li, blockquote, .speaker, .decided";

  function textOf(card) {
    if (!texts.has(card)) {
      const parts = [...card.querySelectorAll(SEARCHED)].map((part) => part.textContent);
      texts.set(card, folded(parts.join(" \n ")));
    }
    return texts.get(card);
  }

  // What is folded and holds a word that is looked for is opened, and closed again afterwards.
  const opened = new Set();

  function unfold(words, shown) {
    for (const details of opened) details.open = false;
    opened.clear();
    if (!words.length || shown.length > MOST_UNFOLDED) return;
    for (const details of shown.flatMap((card) => [...card.querySelectorAll("details")])) {
      const text = folded(details.textContent);
      if (!details.open && words.some((word) => text.includes(word))) {
        details.open = true;
        opened.add(details);
      }
    }
  }

  function show() {
    const state = asked();
    const verdicts = new Set((state.get("verdict") || "").split(",").filter(Boolean));
    const articles = (state.get("source") || "").split(",").filter(Boolean);
    const about = state.has("about") ? form.elements.about.selectedOptions[0].dataset.number : "";
    const words = folded(state.get("q") || "").split(/\s+/).filter(Boolean);
    const has = (list, word) => ` ${list || ""} `.includes(` ${word} `);
    const shown = [];
    for (const card of cards) {
      const { verdict, severity, kind, source, about: subjects } = card.dataset;
      const fits =
        (!verdicts.size || verdicts.has(verdict)) &&
        (!state.has("severity") || severity === state.get("severity")) &&
        (!state.has("kind") || kind === state.get("kind")) &&
        articles.every((letter) => has(source, letter)) &&
        (!about || has(subjects, about)) &&
        words.every((word) => textOf(card).includes(word));
      card.hidden = !fits;
      if (fits) shown.push(card);
    }
    for (const section of sections) {
      section.hidden = !section.querySelector(".finding:not([hidden])");
    }
    unfold(words, shown);
    const singles = document.querySelector("details:has(> .singles)");
    if (singles && state.size && !singles.open && singles.querySelector("li:not([hidden])")) {
      singles.open = true;
      opened.add(singles);
    }
    for (const row of rows) row.hidden = Boolean(byId(row.dataset.finding)?.hidden);
    byId("shown").textContent = state.size
      ? `${shown.length} of ${cards.length} findings${shown.length ? "" : ": nothing fits all of this"}`
      : "";
    form.classList.toggle("active", state.size > 0);
    return state;
  }

  // --- the address

  function remember(state, at, push) {
    const fragment = written(state, at);
    const address = fragment ? `#${fragment}` : location.href.split("#")[0];
    try {
      history[push ? "pushState" : "replaceState"](null, "", address);
    } catch {
      // a page without an address of its own, in a frame: the filter works all the same
    }
  }

  function goTo(id) {
    const target = byId(id);
    if (!target) return;
    const card = target.closest(".finding");
    for (let place = target; place; place = place.parentElement) {
      if (place.tagName === "DETAILS") place.open = true;
    }
    if (card && card.hidden) {
      card.hidden = false;
      card.closest(".findings").hidden = false;
      byId("shown").textContent += ", and the one that the link leads to";
    }
    document.querySelectorAll(".target").forEach((old) => old.classList.remove("target"));
    target.classList.add("target");
    target.scrollIntoView();
    if (!target.matches("a, button")) target.tabIndex = -1;
    arriving = true; // at the words: nothing is to be shown beside them
    target.focus({ preventScroll: true });
    arriving = false;
  }

  function load() {
    const fragment = location.hash.slice(1);
    const params = new Map(fragment.includes("=") ? new URLSearchParams(fragment) : []);
    fill(params);
    const state = show();
    const at = fragment.includes("=") ? params.get("at") : fragment;
    if (at) goTo(at);
    else if (state.size) form.scrollIntoView();
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => remember(show(), "", false));
    form.querySelector("button").addEventListener("click", () => {
      fill(new Map());
      remember(show(), "", true);
    });
    window.addEventListener("hashchange", load);
    window.addEventListener("popstate", load);
    load();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || !form || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const state = asked();
    if (link.dataset.source) {
      fill(new Map([["source", link.dataset.source]]));
      remember(show(), "", true);
      form.scrollIntoView();
      byId("shown").focus({ preventScroll: true });
    } else if (state.size) {
      remember(state, link.hash.slice(1), true);
      goTo(link.hash.slice(1));
    } else {
      return;
    }
    event.preventDefault();
    hide();
  });

  // --- a finding shown beside the words that it is about

  const peek = document.createElement("div");
  peek.id = "peek";
  peek.setAttribute("role", "tooltip");
  peek.hidden = true;
  document.querySelector("main").append(peek); // within a landmark
  let leaving = 0;

  function line(name, text) {
    const element = document.createElement(name);
    const letters = [...text.slice(0, 4 * MOST_SHOWN).replace(/\s+/g, " ").trim()];
    const more = letters.length > MOST_SHOWN ? "…" : "";
    element.textContent = letters.slice(0, MOST_SHOWN).join("") + more;
    return element;
  }

  function referenceOf(place) {
    const found = place.closest(".text .reference, .text mark");
    if (!found || found.matches(".reference")) return found;
    let next = found.nextElementSibling;
    while (next && !next.matches(".reference")) next = next.nextElementSibling;
    return next;
  }

  function hide() {
    clearTimeout(leaving);
    peek.hidden = true;
    document.querySelector("[aria-describedby=peek]")?.removeAttribute("aria-describedby");
  }

  function reveal(reference) {
    const card = byId(reference.hash.slice(1));
    if (!card) return;
    hide();
    const answers = card.querySelectorAll(".answer h4");
    const alone = card.matches("li") ? card.querySelectorAll(".side") : [];
    const question = card.querySelector(".question") || card.querySelector("h3");
    peek.replaceChildren(
      line("b", reference.getAttribute("aria-label")),
      line("p", question.textContent),
    );
    for (const answer of answers) {
      const letters = answer.parentElement.querySelectorAll(".sources .badge");
      const who = [...letters].map((letter) => letter.textContent).join(", ");
      peek.append(line("p", `${answer.textContent}: ${who}`));
    }
    for (const answer of alone) peek.append(line("p", answer.textContent));
    peek.className = card.dataset.verdict;
    peek.hidden = false;
    const place = reference.getBoundingClientRect();
    const room = document.documentElement.clientWidth - peek.offsetWidth - 8;
    const below = place.bottom + 6 + peek.offsetHeight < innerHeight;
    peek.style.left = `${scrollX + Math.max(8, Math.min(place.left, room))}px`;
    peek.style.top = `${scrollY + (below ? place.bottom + 6 : place.top - peek.offsetHeight - 6)}px`;
    reference.setAttribute("aria-describedby", "peek");
  }

  // Who goes by keys scrolls the page away under a mouse that nobody moves.
  function mouseRests(event) {
    return event.type === "pointerover" && document.activeElement?.matches("[aria-describedby=peek]");
  }

  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      if (peek.contains(event.target)) return clearTimeout(leaving);
      const reference = event.target.closest && referenceOf(event.target);
      clearTimeout(leaving);
      if (reference && !arriving) reveal(reference);
      else if (!peek.hidden && !mouseRests(event)) leaving = setTimeout(hide, LINGER);
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".text mark");
    if (!getSelection().isCollapsed) return; // words are being copied
    // A finger has no way to point without a click: it sees the finding first.
    if (mark && event.pointerType !== "touch") referenceOf(mark)?.click();
  });
  window.addEventListener("resize", hide);
  document.body.classList.add("scripted");

  // --- a passage within its article

  function around(link) {
    const paragraph = byId(link.hash.slice(1))?.closest(".text > p");
    if (!paragraph) return null;
    const box = document.createElement("div");
    box.className = "around";
    for (const place of [paragraph.previousElementSibling, paragraph, paragraph.nextElementSibling]) {
      if (!place) continue;
      const copy = place.cloneNode(true);
      copy.querySelectorAll(".reference").forEach((reference) => reference.remove());
      copy.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
      box.append(copy);
    }
    return box;
  }

  function makeReady(card) {
    for (const link of card.querySelectorAll("figure .where a")) {
      const button = line("button", "more context");
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      button.addEventListener("click", () => {
        const figure = button.closest("figure");
        const open = figure.querySelector(".around");
        if (open) open.remove();
        else figure.append(around(link) || line("p", "The article is not in this report."));
        button.setAttribute("aria-expanded", String(!open));
        button.textContent = open ? "more context" : "less context";
      });
      link.parentElement.append(" · ", button);
    }
  }

  const soon = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        soon.unobserve(target);
        makeReady(target);
      }
    },
    { rootMargin: NEAR },
  );
  cards.forEach((card) => soon.observe(card));

  // --- texts to be searched, made ready while nothing else is to do

  function prepare(deadline, from = 0) {
    let next = from;
    while (next < cards.length && deadline.timeRemaining() > 2) textOf(cards[next++]);
    if (next < cards.length) requestIdleCallback((later) => prepare(later, next));
  }
  if (form && window.requestIdleCallback) requestIdleCallback((deadline) => prepare(deadline));
})();
