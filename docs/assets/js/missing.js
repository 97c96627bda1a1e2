// The error page: an address with a paragraph's number leads to the paragraph (astray.js sees to that);
// here the page whose address is most like the one asked for is suggested.
const asked = decodeURIComponent(location.pathname).split("/").filter(Boolean).at(-1)?.toLowerCase() ?? "";
const pairs = (text) => new Set([...text].slice(1).map((letter, i) => text[i] + letter));

const likeness = (name) => {
  const [a, b] = [pairs(asked), pairs(name)];
  const shared = [...a].filter((pair) => b.has(pair)).length;
  return (2 * shared) / (a.size + b.size || 1);
};

const best = [...document.querySelectorAll(".missing a[href]")]
  .map((link) => ({ link, score: likeness(new URL(link.href).pathname.split("/").filter(Boolean).at(-1) ?? "") }))
  .sort((a, b) => b.score - a.score)[0];

if (best && best.score > 0.4) {
  const suggestion = document.querySelector(".suggestion");
  suggestion.append("Perhaps you are looking for ", best.link.cloneNode(true), ".");
  suggestion.hidden = false;
}
