"use strict";
// Scrubbing: a slider for each of the two times. The answers are the page's own, fetched as they change.
(() => {
  const form = document.querySelector("form[data-scrub]");
  const answers = document.getElementById("answers");
  const told = document.getElementById("told");
  if (!form || !answers) return;
  const MINUTE = 60000;
  let waiting = 0, asked = 0;
  const at = (field) => Date.parse(field.value + "Z");
  const written = (moment) => new Date(moment).toISOString().slice(0, 16);
  const take = (page, selector) => {
    const here = document.querySelector(selector), there = page.querySelector(selector);
    if (here && there) here.replaceChildren(...there.childNodes);
  };
  const refresh = async () => {
    const mine = ++asked;
    const address = form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form));
    let page;
    try {
      const answer = await fetch(address, { headers: { accept: "text/html" } });
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      return; // Without the network the form's button says so.
    }
    if (mine !== asked) return;
    take(page, "#answers");
    take(page, ".tabs");
    history.replaceState(null, "", address);
    // Readers of the screen are told what is asked now, and not the whole page each time.
    if (told) told.textContent = (answers.querySelector(".asked") || answers).textContent.slice(0, 200);
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, 120);
  };
  for (const name of ["on", "known"]) {
    const field = form.elements.namedItem(name);
    let middle = at(field);
    if (Number.isNaN(middle)) continue;
    const slider = document.createElement("input");
    const say = () => slider.setAttribute("aria-valuetext", field.value.replace("T", ", ") + " UTC");
    slider.type = "range";
    slider.min = -21 * 24; slider.max = 21 * 24; slider.value = 0;
    slider.setAttribute("aria-label", (name === "on" ? "In force at" : "As known at") + ": three weeks either way, in hours");
    say();
    slider.addEventListener("input", () => {
      field.value = written(middle + Number(slider.value) * 60 * MINUTE);
      say();
      later();
    });
    field.addEventListener("change", () => {
      if (Number.isNaN(at(field))) return;
      middle = at(field);
      slider.value = 0;
      say();
      later();
    });
    field.after(slider);
  }
})();
