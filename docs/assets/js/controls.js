// The controls of the header: the view (as corrected or as printed), the colours, the search.
const root = document.documentElement;
const SCHEMES = ["system", "light", "dark"];

function keep(name, value) {
  root.dataset[name] = value;
  try {
    localStorage.setItem(`kazakhstan-osce-2014:${name}`, value);
  } catch {
    // Storage may be forbidden; the setting lasts as long as the page.
  }
}

/** Which text is shown: "printed" or "corrected". */
export function currentView() {
  return root.dataset.view === "printed" ? "printed" : "corrected";
}

export function bindControls() {
  const view = document.querySelector('[data-control="view"]');
  const scheme = document.querySelector('[data-control="scheme"]');
  const search = document.querySelector('[data-control="search"]');

  const showView = () => view.setAttribute("aria-pressed", String(currentView() === "printed"));
  view.addEventListener("click", () => {
    keep("view", currentView() === "printed" ? "corrected" : "printed");
    showView();
    announce(currentView() === "printed" ? "The text as printed in 2014" : "The text as corrected");
  });
  showView();
  steady();
  addEventListener("resize", steady);
  document.fonts?.ready.then(steady);

  const showScheme = () => {
    const name = root.dataset.scheme ?? "system";
    scheme.textContent = name[0].toUpperCase() + name.slice(1);
    scheme.setAttribute("aria-label", `Colours: ${name}`);
  };
  scheme.addEventListener("click", () => {
    keep("scheme", SCHEMES[(SCHEMES.indexOf(root.dataset.scheme ?? "system") + 1) % SCHEMES.length]);
    showScheme();
    announce(`Colours: ${root.dataset.scheme}`);
  });
  showScheme();

  const openSearch = async () => (await import("./search.js")).openSearch();
  search.addEventListener("click", openSearch);
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      openSearch();
    }
  });
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
