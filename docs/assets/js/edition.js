// What every page needs at once: arriving at an anchor marks it, moves focus and says its name, and an anchor that the
// page lacks leads to the page that has it. All else is loaded when it is first used.
import { announce, bindControls } from "./controls.js";
import { bindFrame } from "./frame.js";

// A mark within an entry shows no entry of its own: it would take away the one that holds it, and the focus with it.
const TRIGGERS = ":is(a.correction, a.citation, a.term, .note-reference a):not(.entry *)";

bindControls();
bindFrame();
arrive();
addEventListener("hashchange", arrive);

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.number, a.cite-this");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // A number is also the address of its paragraph, which the browser goes to.
  if (link.matches(".cite-this")) event.preventDefault();
  const { cite } = await import("./cite.js");
  cite(link);
});

// The first hover, focus or tap loads the entries' script, which from then on listens for itself.
let entries;
const loadEntries = () => (entries ??= import("./entries.js").then((module) => (module.listen(TRIGGERS), module)));

document.addEventListener("click", async (event) => {
  const trigger = event.target.closest?.(TRIGGERS);
  if (!trigger || !matchMedia("(hover: none)").matches) return;
  // A finger can't hover: its first tap shows the entry, which has the link.
  event.preventDefault();
  (await loadEntries()).show(trigger);
});

for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, async (event) => {
    const trigger = event.target.closest?.(TRIGGERS);
    if (entries || !trigger || event.pointerType === "touch") return;
    const { show } = await loadEntries();
    // Meanwhile the reader may have gone on.
    if (trigger.matches(type === "focusin" ? ":focus" : ":hover")) show(trigger);
  });
}

if (document.querySelector(".cite-accessed")) import("./access.js").then(({ fillAccess }) => fillAccess(document));

let quotation;
document.addEventListener("selectionchange", async () => {
  if (!quotation && getSelection().isCollapsed) return;
  quotation ??= import("./quotation.js");
  (await quotation).offerQuotation();
});

/** The id that the address names, without a text fragment. */
function namedId(hash = location.hash) {
  try {
    return decodeURIComponent(hash.slice(1).split(":~:")[0]);
  } catch {
    return "";
  }
}

async function arrive() {
  const id = namedId();
  document.querySelector(".astray")?.remove();
  const target = id && document.getElementById(id);
  if ((target && target.matches(".moved")) || document.querySelector("a.moved-page")) {
    import("./moved.js").then(({ goOn }) => goOn(id));
    return;
  }
  if (!target) {
    if (id || document.querySelector(".missing")) import("./astray.js").then(({ lead }) => lead(id));
    return;
  }
  if (!target.matches("a, button")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  const number = target.querySelector(":scope > .number");
  if (number) announce(number.getAttribute("aria-label"));
  const cited = new URLSearchParams(location.search).get("cited");
  if (cited && !document.querySelector(".frozen")) {
    import("./cited.js").then(({ tellWhatChanged }) => tellWhatChanged(target, cited));
  }
}
