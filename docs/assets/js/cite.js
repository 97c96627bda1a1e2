// The panel that cites a paragraph: its section of the Cite page, with buttons to copy each form.
import { copyButton } from "./copying.js";
import { make, openPanel } from "./dialog.js";
import { copyOf, documentAt, root } from "./pages.js";

const CITE_PAGE = new URL("cite/", root);

/** The section of the Cite page for a paragraph, ready to be shown elsewhere. Rejects if the page can't be had. */
export async function citationsOf(id) {
  const page = await documentAt(CITE_PAGE);
  const section = copyOf(page.getElementById(`cite-${id}`).closest("section"), CITE_PAGE);
  section.querySelector("h2, h3").remove();
  for (const words of section.querySelectorAll(".cite-styles dd > p")) {
    const style = words.closest("dd").previousElementSibling.textContent;
    const what = words.matches(".cite-in-text") ? `the ${style} citation for the text` : `the ${style} entry`;
    const row = make("div", { class: "copied" });
    words.replaceWith(row);
    row.append(words, copyButton(what, words));
  }
  for (const [place, what] of [
    [".cite-address", "the address"],
    [".cite-kept", "the address of the words as they are kept"],
    [".cite-checked", "the address that tells of changes"],
  ]) {
    const address = section.querySelector(place);
    address?.append(" ", copyButton(what, address.querySelector("a")));
  }
  return section;
}

/** Open the panel for the paragraph that a number belongs to. */
export async function citeParagraph(number) {
  const id = number.closest("[id]").id;
  const title = `Cite ${number.getAttribute("aria-label").toLowerCase()}`;
  try {
    openPanel(title, await citationsOf(id));
  } catch {
    openPanel(title, make("p", {}, "The citations can’t be loaded now. ",
      make("a", { href: new URL(`#cite-${id}`, CITE_PAGE).href }, "They stand on the Cite page.")));
  }
}
