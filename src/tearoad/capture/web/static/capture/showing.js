// Shows things in the page's one place.
import { el } from "./dom.js";

export const page = document.querySelector("main");

export function show(...parts) {
  delete page.dataset.at;
  page.replaceChildren(...parts.filter(Boolean));
}

// The same page once more, after a round: who is on it keeps their place, what is folded out stays so, and where nothing
// is new nothing is touched.
export function showAnew(...parts) {
  const fresh = el("main", {}, parts.filter(Boolean));
  const isSame = page.dataset.at === location.hash;
  const folds = isSame ? [...page.querySelectorAll("details")] : [];
  for (const [place, one] of fresh.querySelectorAll("details").entries()) one.open = folds[place]?.open ?? one.open;
  page.dataset.at = location.hash;
  if (isSame && fresh.innerHTML === page.innerHTML) return;
  const href = isSame ? document.activeElement?.getAttribute("href") : null;
  page.replaceChildren(...fresh.childNodes);
  if (href) page.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
}
