// References, corrections and notes at hand: the entry that a mark leads to, shown beside it on hover, focus or tap.
// WCAG 2.2, 1.4.13: it can be dismissed (Escape), hovered (the pointer may move into it), and stays until dismissed.
import { make } from "./dialog.js";
import { homeOf } from "./homes.js";
import { copyOf, documentAt } from "./pages.js";

const PATIENCE = 250;
const GAP = 6;
let shown = null;
let waiting = 0;

export function listen(triggers) {
  const triggerOf = (event) => event.target.closest?.(triggers);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const trigger = triggerOf(event);
    if (trigger) later(() => show(trigger));
    else if (shown && !shown.element.contains(event.target)) later(hide);
    else clearTimeout(waiting);
  });
  document.addEventListener("focusin", (event) => {
    const trigger = triggerOf(event);
    if (trigger) show(trigger);
    else if (shown && !shown.element.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    if (shown && !triggerOf(event) && !shown.element.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  addEventListener("scroll", () => shown && place(), { passive: true });
  addEventListener("resize", hide);
}

/** Show the entry of a mark. */
export async function show(trigger) {
  clearTimeout(waiting);
  if (shown?.trigger === trigger) return;
  hide();
  const request = (shown = { trigger, element: make("div", { class: "entry", id: "entry", role: "note", popover: "manual" }) });
  let contents;
  try {
    contents = await contentsFor(trigger);
  } catch {
    contents = [make("p", {}, "The entry can’t be loaded now; the link leads to it.")];
  }
  if (shown !== request) return;
  request.element.append(...contents);
  // A list has nothing but its items.
  const holder = trigger.closest("p, li, dd, div");
  if (holder.matches("li, dd")) holder.append(request.element);
  else holder.after(request.element);
  trigger.setAttribute("aria-describedby", "entry");
  request.element.showPopover({ source: trigger });
  place();
}

function hide() {
  clearTimeout(waiting);
  shown?.trigger.removeAttribute("aria-describedby");
  shown?.element.remove();
  shown = null;
}

function later(action) {
  clearTimeout(waiting);
  waiting = setTimeout(action, PATIENCE);
}

async function contentsFor(trigger) {
  const parts = await entryAt(trigger.href, trigger);
  // A term of the glossary within a correction has no link of its own.
  for (const id of trigger.dataset.also?.split(" ") ?? []) parts.push(...(await entryAt(await homeOf(id), trigger)));
  return parts;
}

async function entryAt(href, trigger) {
  const address = new URL(href);
  const page = await documentAt(address);
  const target = page.getElementById(decodeURIComponent(address.hash.slice(1)));
  const entry = copyOf(target.matches("h2, h3") ? target.closest("section") : target, address);
  const cite = entry.querySelector(".cite-this");
  const parts = [...entry.childNodes].filter((part) => !part.matches?.(".back, .entry-id, .entry-place, .note-label, .cite-this"));
  if (trigger.matches(".note-reference a")) return [...parts, make("p", { class: "entry-more" }, cite)];
  const isCorrection = trigger.matches(".correction, .citation[id]") && address.pathname.endsWith("/apparatus/");
  const title = entry.matches(".term-entry") ? "Glossary entry" : isCorrection ? "Correction" : "Reference";
  const more = [make("a", { href: address.href }, `${title} in full`), ...(cite ? [" ", cite] : [])];
  return [...parts, make("p", { class: "entry-more" }, ...more)];
}

// Above the mark where there is room, so that a finger does not hide it; below it otherwise; always within the window.
function place() {
  if (!shown?.element.isConnected) return;
  const mark = shown.trigger.getClientRects()[0];
  const box = shown.element.getBoundingClientRect();
  const left = Math.max(8, Math.min(mark.left, document.documentElement.clientWidth - box.width - 8));
  const above = mark.top - box.height - GAP;
  shown.element.style.left = `${left}px`;
  shown.element.style.top = `${above >= 8 ? above : mark.bottom + GAP}px`;
}
