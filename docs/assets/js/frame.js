// Material's frame without Material's script: the drawer, the contents that follow, the way back to the top.
// Where a setting needs Material's script, it comes too, and does all of this but the drawer: see late.js.

const script = document.querySelector("script[data-frame]");

export function bindFrame() {
  bindDrawer();
  if (script.dataset.bundle) {
    import("./late.js").then(({ loadLate }) => loadLate(script.dataset.bundle));
    return;
  }
  bindTop(document.querySelector("[data-md-component=top]"));
  addEventListener("scroll", follow, { passive: true });
  follow();
}

// The drawer is opened by a label, which no key reaches: a button takes its place, tells its state and takes the focus back.
function bindDrawer() {
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector(".md-header label[for=__drawer]");
  const drawer = document.querySelector(".md-sidebar--primary");
  if (!label || !drawer) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${label.className} drawer-button`;
  button.ariaLabel = "Contents";
  button.append(...label.childNodes);
  label.replaceWith(button);
  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  const set = (open) => {
    if (toggle.checked === open) return;
    toggle.checked = open;
    toggle.dispatchEvent(new Event("change", { bubbles: true }));
  };
  toggle.addEventListener("change", tell);
  tell();
  button.addEventListener("click", () => {
    set(!toggle.checked);
    if (toggle.checked) (drawer.querySelector("a.md-nav__link--active") ?? drawer.querySelector("a.md-nav__link"))?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    set(false);
    button.focus();
  });
  drawer.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !drawer.contains(event.relatedTarget)) set(false);
  });
  drawer.addEventListener("click", (event) => event.target.closest("a[href]") && set(false));
}

// The heading that the reader is below is marked in the contents; the header names the page once its heading has gone.
function follow() {
  const edge = document.querySelector(".md-header").offsetHeight + 60;
  const isAbove = (element) => element && element.getBoundingClientRect().top < edge;
  const title = document.querySelector(".md-header__title");
  const heading = document.querySelector(".md-content h1");
  title?.classList.toggle("md-header__title--active", Boolean(heading) && heading.getBoundingClientRect().bottom < edge - 60);
  for (const list of document.querySelectorAll("[data-md-component=toc]")) {
    const links = [...list.querySelectorAll("a[href^='#']")];
    const last = links.findLastIndex((link) => isAbove(document.getElementById(decodeURIComponent(link.hash.slice(1)))));
    links.forEach((link, at) => {
      link.classList.toggle("md-nav__link--passed", at < last);
      link.classList.toggle("md-nav__link--active", at === last);
    });
    if (script.dataset.follow && last >= 0) keepInSight(links[last]);
  }
}

function keepInSight(link) {
  const room = link.closest(".md-sidebar__scrollwrap");
  if (!room || room.scrollHeight <= room.clientHeight) return;
  const [box, around] = [link.getBoundingClientRect(), room.getBoundingClientRect()];
  if (box.top < around.top || box.bottom > around.bottom) room.scrollTop += box.top - around.top - around.height / 2;
}

function bindTop(button) {
  if (!button) return;
  let last = scrollY;
  addEventListener("scroll", () => {
    const isGoingBack = scrollY < last && scrollY > innerHeight / 2;
    if (scrollY !== last) button.hidden = !isGoingBack;
    last = scrollY;
  }, { passive: true });
  button.addEventListener("click", () => {
    scrollTo({ top: 0 });
    document.querySelector(".md-logo").focus({ preventScroll: true });
    button.hidden = true;
  });
}
