// Looks at an open page, for test_reading.py. Each returns what is wrong, as texts, unless it says otherwise.

const LEAST_TARGET = 24;
const LEAST_CONTRAST = 4.5;
const SLACK = 0.01;

const name = (element) => `${element.tagName.toLowerCase()}.${element.className} “${words(element)}”`;
const words = (element) => element.textContent.trim().slice(0, 30);
const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });

function scrollingSideways() {
  const root = document.documentElement;
  const told = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || !isShown(element)) continue;
    if (box.right > root.clientWidth + 1 || box.left < -1) told.push(`sticks out: ${name(element)}`);
    const clips = getComputedStyle(element).overflowX !== "visible";
    if (clips && element.scrollWidth > element.clientWidth + 1) told.push(`scrolls or is cut off: ${name(element)}`);
  }
  return told;
}

// WCAG 2.5.8: 24 × 24 CSS pixels; or in a sentence; or a circle of 24 px around it meets no other target,
// nor the circle of another small one.
function smallTargets() {
  const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter((element) => isShown(element) && element.getClientRects().length)
    .map((element) => ({ element, box: element.getBoundingClientRect(), parts: [...element.getClientRects()] }));
  return targets.filter((target) => isSmall(target) && !isInSentence(target.element)).flatMap((target) => {
    const near = targets.find((other) => other !== target && isNear(target, other));
    const { width, height } = target.box;
    const size = `${width.toFixed(1)} × ${height.toFixed(1)}`;
    return near ? [`${name(target.element)} ${size} near ${name(near.element)}`] : [];
  });
}

const isSmall = ({ box }) => box.width < LEAST_TARGET - SLACK || box.height < LEAST_TARGET - SLACK;

function isInSentence(element) {
  if (getComputedStyle(element).display !== "inline") return false;
  let block = element.parentElement;
  while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
  const rest = block.cloneNode(true);
  for (const target of rest.querySelectorAll("a, button")) target.remove();
  return /[\p{L}\p{N}]/u.test(rest.textContent);
}

function isNear(target, other) {
  const middle = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
  const [x, y] = middle(target);
  const distance = (part) =>
    Math.hypot(Math.max(part.left - x, 0, x - part.right), Math.max(part.top - y, 0, y - part.bottom));
  if (other.parts.some((part) => distance(part) < LEAST_TARGET / 2 - SLACK)) return true;
  // The middle of a link that runs over several lines is nowhere in particular.
  if (other.parts.length > 1 || !isSmall(other)) return false;
  const [otherX, otherY] = middle(other);
  return Math.hypot(x - otherX, y - otherY) < LEAST_TARGET - SLACK;
}

// Returns the text that is shown, the ids of what is not, and all ids.
function whatCanBeRead() {
  const named = [...document.querySelectorAll("[id]")];
  return {
    text: document.querySelector("article").innerText,
    hidden: named.filter((element) => element.closest("article") && !(isShown(element) && element.getClientRects().length))
      .map((element) => element.id),
    ids: named.map((element) => element.id),
  };
}

// Returns the text of a block that is shown, without what the rendering adds to it.
function wordsOf(id) {
  const block = document.getElementById(id);
  for (const mark of block.querySelectorAll(".number, .note-reference")) mark.remove();
  return block.innerText;
}

// Selects a block, and returns what is selected.
function selected(id) {
  getSelection().selectAllChildren(document.getElementById(id));
  return getSelection().toString();
}

// In forced colours, the computed colours are the forced ones.
function forcedColours() {
  const shown = [...document.body.querySelectorAll("*")].filter(isShown);
  const speaks = ({ childNodes }) => [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const contrast = (element) => contrastOf(getComputedStyle(element).color, backgroundOf(element));
  return [
    ...(matchMedia("(forced-colors: active)").matches ? [] : ["colours are not forced"]),
    ...shown.filter((element) => element.matches("a[href]") && !isUnderlined(element))
      .map((element) => `not underlined: ${name(element)}`),
    ...shown.filter((element) => speaks(element) && contrast(element) < LEAST_CONTRAST)
      .map((element) => `hard to read, ${contrast(element).toFixed(2)}: ${name(element)}`),
  ];
}

function isUnderlined(element) {
  const underlines = (at) => getComputedStyle(at).textDecorationLine.includes("underline");
  for (let at = element; at && getComputedStyle(at).display.startsWith("inline"); at = at.parentElement)
    if (underlines(at)) return true;
  return underlines(element);
}

function backgroundOf(element) {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if ((partsOf(colour)[3] ?? 1) === 1) return colour;
  }
  const probe = document.body.appendChild(document.createElement("div"));
  probe.style.backgroundColor = "Canvas";
  const colour = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return colour;
}

const partsOf = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);

function contrastOf(one, other) {
  const luminance = (colour) => partsOf(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function arrived(id) {
  const block = document.getElementById(id);
  const box = block.querySelector(".number").getBoundingClientRect();
  const { top } = block.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return [
    ...(top >= 0 && top < innerHeight ? [] : [`its top is at ${top.toFixed(1)} of ${innerHeight}`]),
    ...(block.contains(at) ? [] : [`at its number is ${at ? name(at) : "nothing"}`]),
    ...(location.hash === `#${id}` ? [] : [`the address has ${location.hash || "no hash"}`]),
  ];
}
