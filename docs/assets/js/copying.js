// Copy buttons that say whether they worked.
import { announce } from "./controls.js";
import { make } from "./dialog.js";

/** A button that copies an element's words, with their italics for programs that take them. */
export function copyButton(what, element) {
  const button = make("button", { type: "button", class: "copy", "aria-label": `Copy ${what}` }, "Copy");
  button.addEventListener("click", async () => {
    const worked = await copy(element);
    button.textContent = worked ? "Copied" : "Not copied";
    announce(worked ? `Copied ${what}` : "The browser did not allow copying; select the words and copy them yourself");
    setTimeout(() => (button.textContent = "Copy"), 2500);
  });
  return button;
}

async function copy(element) {
  const text = element.textContent.replace(/\s+/g, " ").trim();
  try {
    const html = new Blob([element.innerHTML], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": new Blob([text], { type: "text/plain" }), "text/html": html })]);
    return true;
  } catch {
    return navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false;
  }
}
