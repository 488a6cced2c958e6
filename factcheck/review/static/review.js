// Single keys, panes scrolled to their passage, and a look whether somebody else has been here.
// Nothing depends on it: without script every button, link and form does the same.
"use strict";

const LOOK_EVERY = 10_000; // milliseconds between two questions whether the page is up to date
const HINT_FOR = 4_000; // milliseconds that the first half of a key sequence is remembered

const body = document.body;
const hint = document.getElementById("pending");
const help = document.getElementById("keys");
let begun = ""; // the first half of a sequence: "d", "r" or "g"
let forget = 0;
let leaving = false; // a form has been sent: no second key until the next page is there

function keysAreOn() {
  try {
    return localStorage.getItem("factcheck-keys") !== "off";
  } catch {
    return true; // a browser without storage
  }
}

function isWriting(element) {
  if (element.isContentEditable) return true;
  if (element.tagName === "INPUT") return !["checkbox", "radio"].includes(element.type);
  return element.tagName === "TEXTAREA" || element.tagName === "SELECT";
}

function withKey(sequence) {
  return [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === sequence);
}

function begin(key) {
  begun = key;
  clearTimeout(forget);
  document.querySelectorAll("[data-prefix]").forEach((group) => {
    group.classList.toggle("asked", group.dataset.prefix === key);
  });
  if (!hint) return;
  const rest = [...document.querySelectorAll("[data-key]")]
    .filter((e) => key && e.dataset.key.startsWith(key + " "))
    .map((e) => e.textContent.trim());
  hint.textContent = key ? `${key} … ${rest.join(" · ")}` : "";
  if (key) forget = setTimeout(() => begin(""), HINT_FOR);
}

function use(element) {
  if (isWriting(element)) {
    element.focus();
    if (element.select) element.select();
  } else {
    element.click();
  }
}

function rows() {
  return [...document.querySelectorAll(".rows .question")];
}

function walk(step) {
  const all = rows();
  const here = all.findIndex((e) => e.closest(".row").contains(document.activeElement));
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  if (next) {
    next.focus();
    next.closest(".row").scrollIntoView({ block: "nearest" });
  }
}

function tickRow() {
  const row = document.activeElement.closest(".row");
  if (row) row.querySelector("input").click();
}

function pressed(key) {
  if (key === "Escape") return begin("");
  if (key === "?" && help) return help.showModal();
  const sequence = begun ? `${begun} ${key}` : key;
  const target = withKey(sequence);
  if (target) {
    begin("");
    return use(target);
  }
  if (!begun && document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) return begin(key);
  begin("");
  if (rows().length) {
    if (key === "j") walk(1);
    if (key === "k") walk(-1);
    if (key === "x") tickRow();
  }
}

document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (event.isComposing || event.altKey || leaving) return;
  if (target.id === "note" && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    document.getElementById("save-note").click();
    return;
  }
  if (target.type === "checkbox" && event.key === "Enter") event.preventDefault(); // submits nothing
  if (event.ctrlKey || event.metaKey || event.key.length > 1 && event.key !== "Escape") return;
  if (isWriting(target)) {
    if (event.key === "Escape") target.blur();
    return;
  }
  // A key held down must not decide the next finding, too.
  if (event.repeat || event.key === " " || help?.open || !keysAreOn()) return;
  const before = document.activeElement;
  pressed(event.key);
  if (begun || document.activeElement !== before || event.key === "/") event.preventDefault();
});

document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  if (leaving) event.preventDefault();
  leaving = true;
});

// Back from the browser's memory: as it was then, so not as it is.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});

document.querySelectorAll(".needs-script").forEach((e) => { e.hidden = false; });

function showPassage(pane) {
  const passage = document.getElementById(pane.dataset.to);
  if (!passage) return;
  const above = passage.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += above - pane.clientHeight / 4;
}

document.querySelectorAll(".pane[data-to]").forEach((pane) => {
  showPassage(pane);
  pane.closest("details").addEventListener("toggle", () => showPassage(pane), { once: true });
});

const everything = document.getElementById("all");
if (everything) {
  everything.addEventListener("change", () => {
    document.querySelectorAll(".rows input").forEach((e) => { e.checked = everything.checked; });
  });
}

const switchForKeys = document.getElementById("keys-on");
if (switchForKeys) {
  switchForKeys.checked = keysAreOn();
  switchForKeys.addEventListener("change", () => {
    localStorage.setItem("factcheck-keys", switchForKeys.checked ? "on" : "off");
  });
  document.querySelector(".who [data-key='?']").addEventListener("click", (event) => {
    event.preventDefault();
    help.showModal();
  });
}

if (location.hash === "#q") document.getElementById("q")?.focus();

if (body.dataset.newest) {
  setInterval(async () => {
    if (document.hidden || leaving) return;
    try {
      const answer = await fetch(body.dataset.newest);
      const newest = await answer.text();
      document.getElementById("stale").hidden = !answer.ok || newest === body.dataset.seen;
    } catch {
      // The review has ended; the next form says so.
    }
  }, LOOK_EVERY);
}
