// Copies what is shown once.
"use strict";
for (const box of document.querySelectorAll("[data-copy]")) {
  const [field, button, told] = ["input", "button", "[role=status]"].map((what) => box.querySelector(what));
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Copied.";
    } catch {
      told.textContent = "Your browser didn’t let us: press Ctrl+C, or ⌘C.";
    }
  });
}
