// Material's own script, where a setting needs it: it comes with the reader's first sign of life.

const SIGNS = ["pointermove", "pointerdown", "keydown", "focusin", "wheel", "touchstart", "scroll"];
// Material turns the page and opens its search by these, also behind an open panel (WCAG 2.1.4).
const SINGLE_KEYS = new Set(["p", ",", "n", ".", "f", "s", "/"]);

export function loadLate(address) {
  addEventListener("keydown", (event) => {
    const isBare = !(event.ctrlKey || event.metaKey || event.altKey);
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (isBare && !isTyping && SINGLE_KEYS.has(event.key.toLowerCase())) event.stopImmediatePropagation();
  }, true);
  const load = () => {
    for (const sign of SIGNS) removeEventListener(sign, load, true);
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", mount);
    document.head.append(script);
  };
  for (const sign of SIGNS) addEventListener(sign, load, { capture: true, passive: true });
}

// Material mounts what belongs to the page when this event comes, which is long past. It puts the buttons of each block of
// code into a <nav> without a name: landmarks that nobody could tell apart.
function mount() {
  new MutationObserver(() => {
    for (const nav of document.querySelectorAll(".md-code__nav:not([role])")) nav.role = "none";
  }).observe(document.body, { childList: true, subtree: true });
  document.dispatchEvent(new Event("DOMContentLoaded"));
}
