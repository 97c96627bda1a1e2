// The panel in which citations and the search are shown: one dialog, opened anew for each use.

/** Build an element: make("p", {class: "x"}, "text", child). */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Open a panel with a title and contents. Escape, its button or a click beside it close it; focus goes back. */
export function openPanel(title, ...contents) {
  document.querySelector("dialog.panel")?.remove();
  const heading = make("h2", { id: "panel-title" }, title);
  const close = make("button", { type: "button", class: "panel-close" }, "Close");
  const panel = make("dialog", { class: "panel md-typeset", "aria-labelledby": "panel-title" },
    make("div", { class: "panel-body" }, make("div", { class: "panel-head" }, heading, close), ...contents));
  close.addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => event.target === panel && panel.close());
  panel.addEventListener("close", () => panel.remove());
  document.body.append(panel);
  panel.showModal();
  return panel;
}
