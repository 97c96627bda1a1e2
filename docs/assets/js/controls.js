// The controls of the header that are the edition's: the view (as corrected or as printed) and the search.
const root = document.documentElement;

/** Which text is shown: "printed" or "corrected". */
export function currentView() {
  return root.dataset.view === "printed" ? "printed" : "corrected";
}

export function bindControls() {
  bindView(document.querySelector('[data-control="view"]'));
  const openSearch = async () => (await import("./search.js")).openSearch();
  document.querySelector('[data-control="search"]')?.addEventListener("click", openSearch);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    openSearch();
  });
}

function bindView(button) {
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(currentView() === "printed"));
  button.addEventListener("click", () => {
    root.dataset.view = currentView() === "printed" ? "corrected" : "printed";
    try {
      localStorage.setItem("kazakhstan-osce-2014:view", root.dataset.view);
    } catch {
      // Storage may be forbidden; the setting lasts as long as the page.
    }
    show();
    announce(currentView() === "printed" ? "The text as printed in 2014" : "The text as corrected");
  });
  show();
  steady();
  addEventListener("resize", steady);
  document.fonts?.ready.then(steady);
}

// Both forms of a block need the same room, so that anchors and numbers stay where they are when the view changes.
function steady() {
  const shown = root.dataset.view;
  const blocks = [...document.querySelectorAll(".article-words")].filter((block) => block.querySelector("del"));
  for (const block of blocks) block.style.minHeight = "";
  const heights = ["printed", "corrected"].map((form) => {
    root.dataset.view = form;
    return blocks.map((block) => block.getBoundingClientRect().height);
  });
  if (shown) root.dataset.view = shown;
  else delete root.dataset.view;
  blocks.forEach((block, i) => {
    if (heights[0][i] !== heights[1][i]) block.style.minHeight = `${Math.max(heights[0][i], heights[1][i])}px`;
  });
}

/** Have a screen reader say a short text. */
export function announce(text) {
  const region = document.querySelector(".announcer");
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = text));
}
