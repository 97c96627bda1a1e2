// The panel that cites: the style that the reader chose once, with buttons to copy each form.
import { CITE_PAGE, citationsOf } from "./citation.js";
import { copyButton } from "./copying.js";
import { make, openPanel } from "./dialog.js";

const KEPT = "kazakhstan-osce-2014:style";

/** The citations of something as parts of a panel: a choice of styles, the forms of the one chosen, files, addresses. */
export async function citationParts(id, options) {
  const { forms, rest } = await citationsOf(id, options);
  for (const part of rest) {
    const link = part.matches(".cite-address, .cite-kept, .cite-checked") && part.querySelector("a");
    if (link) part.append(" ", copyButton(WHAT[part.className], link));
  }
  const words = rest.filter((part) => part.matches(".cite-words"));
  return [...words, ...chooser(forms), ...rest.filter((part) => !words.includes(part))];
}

const WHAT = {
  "cite-address": "the address",
  "cite-kept": "the address of the words as they are kept",
  "cite-checked": "the address that shows changes",
};

function chooser(forms) {
  const select = make("select", {}, ...forms.map(({ name }) => make("option", {}, name)));
  const shown = make("div", { class: "cite-styles" });
  const show = () => {
    const { name, entry, cited, inNote } = forms[select.selectedIndex];
    const where = inNote ? "a note" : "the text";
    const number = /^(?:\[1\]|1\.)/.test(entry.textContent) ? "; the 1 is its number in your list" : "";
    shown.replaceChildren(
      ...row(`In ${where}${number}`, cited, `the ${name} citation for ${where}`),
      ...row("In the list of references", entry, `the ${name} entry`),
    );
  };
  select.selectedIndex = Math.max(0, forms.findIndex(({ name }) => name === chosen()));
  select.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, select.value);
    } catch {
      // Storage may be forbidden; the choice lasts as long as the panel.
    }
    show();
  });
  show();
  return [make("p", { class: "cite-choice" }, make("label", {}, "Style ", select)), shown];
}

function row(title, words, what) {
  return [make("p", { class: "cite-form" }, title), make("div", { class: "copied" }, words, copyButton(what, words))];
}

function chosen() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Open the panel for what a link leads to on the Cite page, or for the paragraph that a number belongs to. */
export async function cite(link) {
  const isNumber = link.matches(".number");
  const id = isNumber ? link.closest("[id]").id : link.hash.replace("#cite-", "");
  const name = link.getAttribute("aria-label");
  const title = isNumber ? `Cite ${name.toLowerCase()}` : name;
  try {
    openPanel(title, ...(await citationParts(id)));
  } catch {
    openPanel(title, make("p", {}, "The citations can’t be loaded now. ",
      make("a", { href: new URL(`#cite-${id}`, CITE_PAGE).href }, "They are on the Cite page.")));
  }
}
