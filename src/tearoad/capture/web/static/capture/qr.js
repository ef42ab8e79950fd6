// A text as a QR code, drawn on the phone. The library is kept with the page and read only when a code is shown.
const SVG = "http://www.w3.org/2000/svg";

export async function codeOf(text, label) {
  const { encode } = await import("../vendor/uqr/uqr.js");
  const { size, data } = encode(text, { ecc: "L", border: 4 });
  const drawn = document.createElementNS(SVG, "svg");
  drawn.setAttribute("viewBox", `0 0 ${size} ${size}`);
  drawn.setAttribute("class", "code");
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", label);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ""))).join(""));
  drawn.append(path);
  return drawn;
}
