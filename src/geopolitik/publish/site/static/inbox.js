// Keys for the inbox. Everything they do can be done with a pointer and without this script.
"use strict";

const keys = document.getElementById("keys");
const on = document.getElementById("keys-on");
const edges = [...document.querySelectorAll("[data-edge]")];
const here = edges.findIndex((edge) => edge.getAttribute("aria-current") === "true");
const list = document.querySelector(".list");

if (here >= 0 && list.scrollHeight > list.clientHeight) {
  list.scrollTop = Math.max(0, edges[here].offsetTop - list.clientHeight / 3);
}
document.getElementById("help").addEventListener("click", () => keys.showModal());

try {
  on.checked = localStorage.getItem("inbox-keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("inbox-keys", on.checked ? "on" : "off"));
} catch {
  // Without storage the keys stay on.
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
  if (event.key === "Escape") return leave();
  if (!on.checked || event.target.closest("input, textarea, select")) return;
  if (pressed(event.key)) event.preventDefault();
});

function pressed(key) {
  if (key === "j") return go(here + 1);
  if (key === "k") return go(here - 1);
  if (key === "/") return focus(document.getElementById("f-q"));
  if (key === "u") return undo();
  if (key === "?") {
    keys.showModal();
    return true;
  }
  if (/^[1-9]$/.test(key)) return pick(Number(key));
  return /^[a-z]$/.test(key) && open(document.querySelector(`.judgement[data-key="${key}"]`));
}

function go(index) {
  if (index < 0 || index >= edges.length) return false;
  edges[index].click();
  return true;
}

function focus(field) {
  if (!field) return false;
  field.focus();
  return true;
}

function undo() {
  const form = document.querySelector(".notice form") || document.getElementById("undo-last");
  form.requestSubmit();
  return true;
}

function open(judgement) {
  if (!judgement) return false;
  for (const other of document.querySelectorAll(".judgement")) other.open = other === judgement;
  judgement.scrollIntoView({ block: "nearest" });
  // What must be written comes first; otherwise the first reason, so that Enter or a digit decides.
  return focus(judgement.querySelector("textarea") || judgement.querySelector(".picks button"));
}

function pick(number) {
  const button = document.querySelectorAll(".judgement[open] .picks button")[number - 1];
  if (!button) return false;
  button.click();
  return true;
}

function leave() {
  const field = document.activeElement;
  if (field && field.matches("input, textarea, select")) return field.blur();
  for (const judgement of document.querySelectorAll(".judgement[open]")) {
    judgement.open = false;
    judgement.querySelector("summary").focus();
  }
}
