// Keeps somebody's day fresh: asks once a minute while the page is seen. Mostly the answer is "the same" (304), which
// the browser answers out of its own store; the page is only written anew when the plan or the hour has changed it.
const EVERY_MS = 60_000;

const day = document.querySelector("[data-fresh]");
let known = null;

async function refresh() {
  if (document.visibilityState !== "visible" || day.contains(document.activeElement)) return;
  try {
    const answer = await fetch(day.dataset.fresh, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    const tag = answer.headers.get("ETag");
    if (!answer.ok || tag === known) return;
    const html = await answer.text();
    if (known !== null) day.innerHTML = html;
    known = tag;
  } catch {
    // No network on the fair's floor: what is on the screen stays.
  }
}

if (day) {
  refresh();
  setInterval(refresh, EVERY_MS);
  document.addEventListener("visibilitychange", refresh);
}
