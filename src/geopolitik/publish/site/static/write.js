// What the editor's form gains where a script runs: a preview while one types, jumps into the text, a warning
// before unsaved words are left behind. Without it, the buttons do the same.
"use strict";
{
  const form = document.getElementById("editor");
  const body = document.getElementById("f-body");
  const shown = document.getElementById("preview-body");
  const working = document.getElementById("working");
  const typed = () => [...new FormData(form)].filter(([, v]) => typeof v === "string").map(String).join("\n");
  const before = typed();
  // Words that came back with an error and that the site couldn't hold.
  const unheld = form.hasAttribute("data-unheld");
  let sending = false;

  addEventListener("beforeunload", (event) => {
    if (!sending && (unheld || typed() !== before)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    sending = true;
    const what = event.submitter?.value ?? "";
    working.textContent = /^(check|publish|schedule)/.test(what) ? "Checking it against the story…" : "";
  });
  addEventListener("pageshow", () => { sending = false; working.textContent = ""; });

  let waiting = 0;
  let latest = 0;
  async function preview() {
    const mine = ++latest;
    const fields = new FormData();
    fields.set("csrf", form.elements.csrf.value);
    fields.set("body", body.value);
    try {
      const answer = await fetch(form.dataset.preview, { method: "POST", body: fields });
      if (answer.ok && mine === latest) shown.innerHTML = await answer.text();
    } catch { /* The button still works once the network does. */ }
  }
  body.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(preview, 400);
  });
  if (!shown.childElementCount) preview();

  function show(start, end) {
    body.focus();
    // Offsets count code points, as Python does; the field counts UTF-16.
    const points = [...body.value];
    const at = points.slice(0, start).join("").length;
    body.setSelectionRange(at, at + points.slice(start, end).join("").length);
    const line = body.scrollHeight / Math.max(1, body.value.length);
    body.scrollTop = Math.max(0, at * line - body.clientHeight / 2);
    body.scrollIntoView({ block: "nearest" });
  }
  for (const button of document.querySelectorAll("button.find")) {
    button.addEventListener("click", () => show(Number(button.dataset.start), Number(button.dataset.end)));
  }
  for (const button of document.querySelectorAll("button.insert")) {
    button.addEventListener("click", () => {
      const words = button.parentElement.querySelector("code").textContent;
      body.setRangeText(`\n\n${words}\n\n`, body.selectionStart, body.selectionEnd, "end");
      body.dispatchEvent(new Event("input"));
      body.focus();
    });
  }
}
