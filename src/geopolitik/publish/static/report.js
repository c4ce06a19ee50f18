"use strict";
// Filters, walking from change to change, and jumping between list and passage. Without this file all is readable.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = all(".card");
  const inline = document.getElementById("view-inline");
  const pair = document.getElementById("view-pair");
  const where = document.querySelector(".where");
  const hiddenSeverities = new Set();
  const hiddenKinds = new Set();
  let current = null;

  const redlineOf = (element) => element.closest(".redline");
  const cardOf = (redline, number) => redline.querySelector(`.card[data-n="${number}"]`);
  const shown = () => cards.filter((card) => !card.classList.contains("off"));
  const marksOf = (card) =>
    all(`mark[data-c~="${card.dataset.n}"]`, redlineOf(card)).filter((mark) => mark.getClientRects().length);
  // Whatever the order of the list, one walks through the text in its own.
  const places = new Map();
  for (const redline of all(".redline")) {
    for (const mark of all(".texts mark", redline)) {
      for (const n of mark.dataset.c.split(" ")) {
        const card = cardOf(redline, n);
        if (!places.has(card)) places.set(card, places.size);
      }
    }
  }
  const inOrder = () => shown().sort((a, b) => places.get(a) - places.get(b));

  const now = document.createElement("div");
  now.className = "now";
  now.hidden = true;
  document.body.append(now);

  function filter() {
    for (const card of cards) {
      const off = hiddenSeverities.has(card.dataset.severity) || hiddenKinds.has(card.dataset.kind);
      card.classList.toggle("off", off);
    }
    for (const redline of all(".redline")) {
      const off = (number) => cardOf(redline, number).classList.contains("off");
      for (const ref of all(".ref", redline)) ref.classList.toggle("off", off(ref.dataset.n));
      for (const mark of all("mark[data-c]", redline)) {
        mark.classList.toggle("off", mark.dataset.c.split(" ").every(off));
      }
    }
    if (current && current.classList.contains("off")) leave();
    tell();
  }

  function tell() {
    if (!where) return;
    const order = inOrder();
    where.textContent = current ? `${order.indexOf(current) + 1} of ${order.length}` : `${order.length} shown`;
  }

  function leave() {
    for (const element of all(".active")) element.classList.remove("active");
    current = null;
    now.hidden = true;
  }

  function show(card, { scrollText = true, scrollCard = true } = {}) {
    leave();
    current = card;
    card.classList.add("active");
    const marks = marksOf(card);
    for (const mark of marks) mark.classList.add("active");
    const list = card.closest(".changes");
    if (scrollCard && list.scrollHeight > list.clientHeight) {
      list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
    }
    if (scrollText && marks.length) marks[0].scrollIntoView({ block: "center" });
    const title = card.querySelector(".kind a").textContent;
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: "Close" });
    close.addEventListener("click", () => { leave(); tell(); });
    now.replaceChildren(close);
    now.append(Object.assign(document.createElement("b"), { textContent: title }));
    now.append(card.querySelector(".reason").textContent);
    now.hidden = false;
    tell();
  }

  function step(by) {
    const order = inOrder();
    if (!order.length) return;
    const at = order.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
    show(order[next]);
  }

  document.addEventListener("change", ({ target }) => {
    const { severity, kind } = target.dataset;
    if (severity) hiddenSeverities[target.checked ? "delete" : "add"](severity);
    if (kind) hiddenKinds[target.checked ? "delete" : "add"](kind);
    if (severity || kind) filter();
    if (target.name === "view" && current) show(current);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step], [data-kinds]");
    if (button && button.dataset.step) return step(Number(button.dataset.step));
    if (button && button.dataset.kinds) {
      for (const box of all("[data-kind][type=checkbox]")) {
        box.checked = button.dataset.kinds === "all";
        hiddenKinds[box.checked ? "delete" : "add"](box.dataset.kind);
      }
      return filter();
    }
    const ref = event.target.closest(".ref");
    const mark = event.target.closest("mark[data-c]");
    const card = event.target.closest(".card");
    const menu = document.querySelector(".kinds[open]");
    if (menu && !menu.contains(event.target)) menu.open = false;
    if (card) {
      event.preventDefault();
      return show(card, { scrollCard: false });
    }
    if (ref || mark) {
      const redline = redlineOf(ref || mark);
      const numbers = ref ? [ref.dataset.n] : mark.dataset.c.split(" ");
      const found = numbers.map((n) => cardOf(redline, n)).filter((c) => !c.classList.contains("off"));
      if (!found.length) return;
      event.preventDefault();
      // A second click on a passage that several changes share goes to the next of them.
      show(found[(found.indexOf(current) + 1) % found.length], { scrollText: false });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox], [type=radio]), textarea, select")) return;
    const steps = { j: 1, n: 1, k: -1, p: -1 };
    if (event.key in steps) { event.preventDefault(); step(steps[event.key]); }
    if (event.key === "Escape") { leave(); tell(); }
    if (event.key === "v" && inline) { (inline.checked ? pair : inline).click(); }
  });
  if (inline && matchMedia("(max-width: 640px)").matches) inline.checked = true;
  if (matchMedia("(max-width: 1099px)").matches) {
    // The list is longer than the text's first screens; the bar below shows the change one stands at.
    for (const list of all("details.changes")) list.open = false;
  }
  addEventListener("beforeprint", () => {
    for (const folded of all("details.changes, details.verdict")) folded.open = true;
  });
  filter();
})();
