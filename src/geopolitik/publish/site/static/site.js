// What pages gain where a script runs; every page works without it.
"use strict";
document.documentElement.classList.add("js");

// Ask before what can't be taken back at once.
for (const form of document.querySelectorAll("form[data-ask]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.ask)) event.preventDefault();
  });
}
