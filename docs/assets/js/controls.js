// The controls of the header: the view (as corrected or as printed), the search, the colours.
const root = document.documentElement;

/** Which text is shown: "printed" or "corrected". */
export function currentView() {
  return root.dataset.view === "printed" ? "printed" : "corrected";
}

export function bindControls() {
  bindView(document.querySelector('[data-control="view"]'));
  bindColours();
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

// What is chosen is kept as Material keeps it, whose script in the page's head puts it on before the page is painted.
function bindColours() {
  const options = [...document.querySelectorAll(".md-option")];
  if (!options.length) return;
  const follows = (option) => option.dataset.mdColorMedia === "(prefers-color-scheme)";
  const holds = (option) => !follows(option) && matchMedia(option.dataset.mdColorMedia).matches;
  let chosen = options[kept()] ?? options.find((option) => matchMedia(option.dataset.mdColorMedia).matches) ?? options[0];

  const show = () => {
    const shown = follows(chosen) ? options.find(holds) ?? chosen : chosen;
    const { mdColorMedia: media, mdColorScheme: scheme, mdColorPrimary: primary, mdColorAccent: accent } = shown.dataset;
    chosen.checked = true;
    for (const option of options) option.nextElementSibling.hidden = option !== chosen;
    return { media: chosen.dataset.mdColorMedia, scheme, primary, accent, shown: media };
  };
  const put = () => {
    const { shown, ...color } = show();
    for (const [name, value] of Object.entries({ ...color, media: shown })) document.body.setAttribute(`data-md-color-${name}`, value);
    __md_set("__palette", { index: options.indexOf(chosen), color });
  };
  for (const option of options) {
    option.addEventListener("change", () => {
      const hadFocus = option.matches(":focus-visible");
      chosen = option;
      put();
      if (hadFocus) chosen.focus();
    });
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => follows(chosen) && kept() !== undefined && put());
  show();
}

function kept() {
  try {
    return __md_get("__palette")?.index;
  } catch {
    return undefined;
  }
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
