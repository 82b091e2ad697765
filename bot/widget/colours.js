// Colours that a host page chose, checked for contrast at start (WCAG 1.4.3: 4.5 to 1).

import { el } from "./nodes.js";

const ENOUGH = 4.5;
// Each pair by the ends of its custom properties, with what stands for one that is not given.
const PAIRS = [["accent", "on-accent", "#0b4f55", "#fff"], ["ground", "ink", "#fff", "#16211f"]];

/** Any colour that CSS knows as [r, g, b] of 0 to 1; undefined when it is none, or one that shines through. */
function parsed(root, colour) {
  const probe = el("span", { hidden: true });
  // Mixed with nothing, whatever it is comes back as color(srgb r g b).
  probe.style.color = `color-mix(in srgb, ${colour} 100%, #000)`;
  if (!probe.style.color) return undefined;
  root.append(probe);
  const [red, green, blue, alpha = 1] = getComputedStyle(probe).color.match(/-?[\d.]+(e-\d+)?/g).map(Number);
  probe.remove();
  return alpha === 1 ? [red, green, blue] : undefined;
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1 to 21. */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * Mark on the root which pairs are the host's own; one that cannot be read is left out, and named.
 * @param {HTMLElement} host the element, which the custom properties reach
 * @param {HTMLElement} root what the classes `own-accent` and `own-ground` go to
 */
export function dress(host, root) {
  const style = getComputedStyle(host);
  for (const [name, over, ...plain] of PAIRS) {
    const given = [name, over].map((part) => style.getPropertyValue(`--sts-${part}`).trim());
    if (!given.some(Boolean)) continue;
    const [ground, ink] = given.map((value, place) => parsed(root, value || plain[place]));
    const isGood = ground && ink && contrast(ground, ink) >= ENOUGH;
    root.classList.toggle(`own-${name}`, Boolean(isGood));
    if (!isGood && document.readyState === "complete") console.warn(`safe-to-share: --sts-${name} with --sts-${over} is not used: contrast below ${ENOUGH} to 1.`);
  }
}
