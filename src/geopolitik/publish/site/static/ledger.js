"use strict";
// Scrubbing: a slider for each of the two times. The answers are the page's own, fetched as they change.
(() => {
  const form = document.querySelector("form[data-scrub]");
  const answers = document.getElementById("answers");
  if (!form || !answers) return;
  const MINUTE = 60000;
  let waiting = 0, asked = 0;
  const at = (field) => Date.parse(field.value + "Z");
  const written = (moment) => new Date(moment).toISOString().slice(0, 16);
  const refresh = async () => {
    const mine = ++asked;
    const address = form.action + "?" + new URLSearchParams(new FormData(form));
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    if (!answer.ok || mine !== asked) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.getElementById("answers");
    if (found && mine === asked) {
      answers.replaceChildren(...found.childNodes);
      history.replaceState(null, "", address);
    }
  };
  for (const name of ["on", "known"]) {
    const field = form.elements.namedItem(name);
    const middle = at(field);
    if (Number.isNaN(middle)) continue;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.min = -21 * 24; slider.max = 21 * 24; slider.value = 0;
    slider.setAttribute("aria-label", (name === "on" ? "In force at" : "As known at") + ": three weeks either way, in hours");
    slider.addEventListener("input", () => {
      field.value = written(middle + Number(slider.value) * 60 * MINUTE);
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 120);
    });
    field.after(slider);
  }
})();
