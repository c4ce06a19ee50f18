// Files may be dropped, and a running check tells of itself. Without this, a file input and a refresh do.
"use strict";

const zone = document.querySelector("[data-drop]");
if (zone) chooseFiles(zone, zone.querySelector("input"), zone.querySelector(".chosen"));

const standing = document.querySelector("[data-progress]");
if (standing) watch(standing, document.getElementById("spoken"));

function chooseFiles(area, input, list) {
  let held = [];
  const hold = (files) => {
    for (const file of files) {
      if (!held.some((h) => h.name === file.name && h.size === file.size)) held.push(file);
    }
    show();
  };
  const show = () => {
    const all = new DataTransfer();
    for (const file of held) all.items.add(file);
    input.files = all.files;
    list.replaceChildren(...held.map(line));
  };
  const line = (file) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.textContent = `${file.name} (${Math.max(1, Math.round(file.size / 1024))} kB)`;
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "link";
    drop.textContent = "Remove";
    drop.setAttribute("aria-label", `Remove ${file.name}`);
    drop.addEventListener("click", () => {
      held = held.filter((h) => h !== file);
      show();
      input.focus();
    });
    item.append(name, drop);
    return item;
  };
  input.addEventListener("change", () => hold(input.files));
  for (const kind of ["dragenter", "dragover"]) {
    area.addEventListener(kind, (event) => {
      event.preventDefault();
      area.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    area.addEventListener(kind, () => area.classList.remove("over"));
  }
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    hold(event.dataTransfer.files);
  });
}

function watch(area, spoken) {
  let said = "";
  let wait = 500;
  const look = async () => {
    try {
      const answer = await fetch(area.dataset.progress, { headers: { accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      area.replaceChildren(...page.body.childNodes);
      const step = area.querySelector("[data-state]");
      // Every step is told once; every text that is read would be too much to listen to.
      const words = (step.querySelector("[data-step]") || step.querySelector(".told")).textContent;
      if (words !== said) spoken.textContent = said = words;
      if (step.dataset.state === "done" || step.dataset.state === "failed") return;
    } catch {
      said = "";
      spoken.textContent = "The site doesn’t answer; trying again.";
    }
    wait = Math.min(wait * 1.15, 2500);
    window.setTimeout(look, wait);
  };
  window.setTimeout(look, wait);
}
