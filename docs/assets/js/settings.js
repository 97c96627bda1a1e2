// Runs before the page is painted, so that nothing flashes: the reader's two settings, and a sign that scripts run.
// An address may name the view that it was made for: ?view=printed or ?view=corrected.
{
  const root = document.documentElement;
  root.classList.add("js");
  for (const name of ["view", "scheme"]) {
    try {
      const kept = localStorage.getItem(`kazakhstan-osce-2014:${name}`);
      if (kept) root.dataset[name] = kept;
    } catch {
      // A reader may forbid storage; the settings then last as long as the page.
    }
  }
  const asked = new URLSearchParams(location.search).get("view");
  if (asked === "printed" || asked === "corrected") root.dataset.view = asked;
}
