// Runs Lighthouse once over an address, in a Chromium that is already running.
//
//   node lighthouse.mjs LIBRARY PORT PRESET ADDRESS      PRESET: mobile or desktop
//
// Prints a line of JSON: {scores, failing, error}.
const [library, port, preset, address] = process.argv.slice(2);
const { default: lighthouse, desktopConfig } = await import(library);
const CONFIGURATIONS = { mobile: undefined, desktop: desktopConfig };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const PASSING = 0.995;

// Lighthouse's default: a trace of the real machine, slowed down by arithmetic and not by waiting.
const flags = { port: Number(port), hostname: "127.0.0.1", output: "json", logLevel: "error", maxWaitForLoad: 45000,
  onlyCategories: CATEGORIES, disableFullPageScreenshot: true };

function told(item) {
  const node = item.node ?? item;
  const texts = [node.selector, item.url, item.source?.url, item.description, item.label, item.reason];
  return texts.filter((text) => typeof text === "string" && text).join(" · ").slice(0, 200);
}

function failing(result, category) {
  return result.categories[category].auditRefs.flatMap(({ id, weight }) => {
    const audit = result.audits[id];
    const counts = audit.score !== null && !["notApplicable", "manual", "informative"].includes(audit.scoreDisplayMode);
    if (!counts || audit.score >= PASSING) return [];
    const items = (audit.details?.items ?? []).slice(0, 4).map(told).filter(Boolean);
    return [{ id, weight, score: audit.score, value: audit.displayValue ?? "", items }];
  });
}

const result = (await lighthouse(address, flags, CONFIGURATIONS[preset])).lhr;
const line = { scores: {}, failing: {}, error: result.runtimeError?.message ?? "" };
for (const category of CATEGORIES) {
  line.scores[category] = Math.round(result.categories[category].score * 100);
  if (line.scores[category] < 100) line.failing[category] = failing(result, category);
}
console.log(JSON.stringify(line));
process.exit(0);
