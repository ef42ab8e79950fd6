// Tells the site once that a person has the page of a link before them: programs that fetch it touch nothing.
const SIGNS = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"];
function tell(event) {
  if (!event.isTrusted) return;
  for (const sign of SIGNS) removeEventListener(sign, tell);
  fetch(location.pathname, { headers: { "X-Opened": "1" }, keepalive: true }).catch(() => {});
}
if (/^\/[av]\//.test(location.pathname)) for (const sign of SIGNS) addEventListener(sign, tell, { passive: true });
