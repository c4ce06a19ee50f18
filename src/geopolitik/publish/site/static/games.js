// Letters fill in as one types, and can be put in with a pointer. The games work without it.
"use strict";

for (const puzzle of document.querySelectorAll("[data-letters]")) {
  const field = puzzle.querySelector("input:not([type=hidden])");
  const row = puzzle.querySelector(".tiles");
  field.addEventListener("input", () => show(row, last(field.value)));
  row.addEventListener("click", (event) => {
    const tile = event.target.closest(".tile");
    if (!tile || tile.classList.contains("used")) return;
    field.value += tile.textContent;
    show(row, last(field.value));
    // On a phone the keyboard would cover the tiles that are being tapped.
    if (!window.matchMedia("(pointer: coarse)").matches) field.focus();
  });
}

// Of several words the one that is being typed.
function last(text) {
  return text.toLowerCase().split(/[\s,;]+/).pop();
}

function show(row, word) {
  const left = [...word];
  for (const tile of row.children) {
    const at = left.indexOf(tile.textContent.toLowerCase());
    tile.classList.toggle("used", at >= 0);
    if (at >= 0) left.splice(at, 1);
  }
}

const mix = document.getElementById("mix");
if (mix) {
  mix.addEventListener("click", () => {
    const row = document.querySelector(".tiles.large");
    const found = [...row.children];
    for (let i = found.length - 1; i > 0; i -= 1) {
      const j = Math.floor(Math.random() * (i + 1));
      [found[i], found[j]] = [found[j], found[i]];
    }
    row.append(...found);
    document.getElementById("guess").focus();
  });
}
