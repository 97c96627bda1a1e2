// Formats items by citeproc-js, which Zotero runs. Reads, as JSON on its input, {folder, jobs: [{style, language, items}]},
// where `folder` has the node_modules, `style` is a style's text, and each item is cited with its `locators`. Writes for
// each job its entries and citations.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { folder, jobs } = JSON.parse(readFileSync(0, "utf8"));
const require = createRequire(`${folder}/`);
const CSL = require("citeproc");
const locale = (name) => readFileSync(`${folder}/node_modules/citeproc-locales/locales/locales-${name}.xml`, "utf8");
const plain = (html) => html.replace(/<(\/?)i>/g, "{$1em}").replace(/<[^>]*>/g, "").replace(/\{(\/?)em\}/g, "<$1em>")
  .replace(/&#38;/g, "&").replace(/\s+/g, " ").trim();

const done = jobs.map(({ style, language, items, locators }) => {
  const byId = Object.fromEntries(items.map((item) => [item.id, item]));
  const engine = new CSL.Engine({ retrieveLocale: locale, retrieveItem: (id) => byId[id] }, style, language, true);
  engine.updateItems(Object.keys(byId));
  const cited = locators.map(([id, locator]) => engine.previewCitationCluster(
    { citationItems: [{ id, ...(locator ? { label: "paragraph", locator } : {}) }], properties: { noteIndex: 1 } }, [], [], "html",
  ));
  return { entries: engine.makeBibliography()[1].map(plain), cited: cited.map(plain) };
});
console.log(JSON.stringify(done));
