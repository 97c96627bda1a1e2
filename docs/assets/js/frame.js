// Material's frame: its script comes with the reader's first sign of life, and what it leaves out of a keyboard's reach
// is put within it. Each of these touches Material's own names; CONTRIBUTING.md, "The theme", lists them.

const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin", "wheel", "touchstart", "scroll"];
// Material turns the page and opens its search by these, also behind an open panel (WCAG 2.1.4).
const SINGLE_KEYS = new Set(["p", ",", "n", ".", "f", "s", "/"]);

export function loadFrame() {
  addEventListener("keydown", (event) => {
    const isBare = !(event.ctrlKey || event.metaKey || event.altKey);
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isBare && !isTyping && SINGLE_KEYS.has(event.key.toLowerCase())) event.stopImmediatePropagation();
  }, true);
  bindDrawer();
  showPalette();
  const address = document.querySelector("script[data-bundle]")?.dataset.bundle;
  if (!address) return;
  const load = () => {
    for (const sign of SIGNS) removeEventListener(sign, load, true);
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", mount);
    document.head.append(script);
  };
  for (const sign of SIGNS) addEventListener(sign, load, { capture: true, passive: true });
}

// Material mounts what belongs to the page when this event comes, which is long past.
function mount() {
  const chosen = document.querySelector(".md-option:checked");
  document.dispatchEvent(new Event("DOMContentLoaded"));
  // The colours may have been chosen before there was anybody to hear of it.
  if (chosen) setTimeout(() => (chosen.checked = true, chosen.dispatchEvent(new Event("change", { bubbles: true }))));
}

// The button of the colours that hold now, which Material's script would show.
function showPalette() {
  const options = [...document.querySelectorAll(".md-option")];
  if (!options.length) return;
  let chosen = -1;
  try {
    chosen = __md_get("__palette")?.index ?? -1;
  } catch {
    // A reader may forbid storage.
  }
  const found = options[chosen] ?? options.find((option) => matchMedia(option.dataset.mdColorMedia).matches) ?? options[0];
  const label = found.nextElementSibling;
  if (label?.matches("label")) label.hidden = false;
}

// The drawer is opened by a label, which no key reaches: a button takes its place, tells its state and takes the focus back.
function bindDrawer() {
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector(".md-header label[for=__drawer]");
  const drawer = document.querySelector(".md-sidebar--primary");
  if (!toggle || !label || !drawer) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} drawer-button`;
  button.ariaLabel = "Contents";
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  const set = (open) => {
    if (toggle.checked === open) return;
    toggle.checked = open;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
  };
  toggle.addEventListener("change", tell);
  tell();
  button.addEventListener("click", () => {
    set(!toggle.checked);
    if (toggle.checked) (drawer.querySelector("a.md-nav__link--active") ?? drawer.querySelector("a.md-nav__link"))?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    set(false);
    button.focus();
  });
  drawer.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !drawer.contains(event.relatedTarget)) set(false);
  });
  drawer.addEventListener("click", (event) => event.target.closest("a[href]") && set(false));
}
