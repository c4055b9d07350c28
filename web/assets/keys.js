// Keys and small comforts. Every page works whole without this file.

const typing = (e) => e.target.closest("input, textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row]")];

function move(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.findIndex((row) => row.classList.contains("at"));
  const next = Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by));
  all.forEach((row, i) => row.classList.toggle("at", i === next));
  all[next].querySelector("[data-open]")?.focus({ preventScroll: true });
  all[next].scrollIntoView({ block: "nearest" });
}

// The row that the keys mean: the chosen one, or the only one.
const row = () => document.querySelector("[data-row].at") ?? (rows().length === 1 ? rows()[0] : null);

// A key decides nothing by itself: it opens the form in which a person says why.
function decide(key) {
  const part = row()?.querySelector(`[data-decide="${key}"]`);
  if (!part) return;
  part.open = true;
  part.querySelector("[name=reason]")?.focus();
}

const keys = {
  j: () => move(1),
  k: () => move(-1),
  a: () => document.querySelector("[data-row].at [data-assign]")?.click(),
  c: () => row()?.querySelector("[data-compare]")?.click(),
  y: () => decide("y"),
  n: () => decide("n"),
  u: () => decide("u"),
  "/": () => document.getElementById("search")?.select(),
};

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey) return;
  if (e.key === "Escape" && typing(e)) {
    e.preventDefault(); // a search field would lose what stands in it
    e.target.blur();
  }
  if (typing(e) || !keys[e.key]) return;
  e.preventDefault();
  keys[e.key]();
});

document.addEventListener("focusin", (e) => {
  const row = e.target.closest("[data-row]");
  if (row) rows().forEach((other) => other.classList.toggle("at", other === row));
});

// A mapping is proposed from the head of a table: only that much is sent, and the chosen file stays chosen.
const headBytes = 256 * 1024;
const propose = document.querySelector("[data-propose]");
propose?.addEventListener("click", async (e) => {
  const form = propose.form;
  const file = form.elements.file.files[0];
  if (!file) return;
  e.preventDefault();
  const said = document.getElementById("proposed");
  const body = new FormData();
  const packed = /\.(gz|zip|tgz|xlsx)$/i.test(file.name);
  body.append("file", packed ? file : file.slice(0, headBytes), file.name);
  said.textContent = "Reading the header …";
  try {
    const answer = await fetch(propose.formAction, { method: "POST", body, headers: { Accept: "text/plain" } });
    const text = await answer.text();
    if (answer.ok) {
      form.elements.mapping.value = text;
      form.elements.mapping.closest("details").open = true;
      said.textContent = "Proposed from the header. Change what is wrong, then load the file.";
      form.elements.mapping.focus();
    } else {
      said.textContent = text;
    }
  } catch {
    said.textContent = "The file could not be sent. Try again.";
  }
});
