// Nodes. Text only ever becomes text nodes, so nothing in it can be markup.

import { SERVED } from "./served.js";

// Whole words, also with macrons, for which \b is no bound.
const REO = new RegExp(`(?<![\\p{L}\\p{M}])(${SERVED.reo.join("|")})(?![\\p{L}\\p{M}])`, "giu");
// Signs that turn the direction of what follows them could make a sentence read otherwise than it is.
const TURNING = /[\0\p{Bidi_Control}]/gu;
const SVG = "http://www.w3.org/2000/svg";

/** Words as nodes, those of te reo Māori in spans that say so; the text itself stays as it is. */
export function spoken(words) {
  return String(words).replace(TURNING, "").split(REO).map((part, place) => {
    // Every second one is a match.
    if (place % 2 === 0) return part;
    const span = document.createElement("span");
    span.lang = "mi";
    span.textContent = part;
    return span;
  });
}

/** Make an element: el("p", {class: "x", onclick: f}, "words", otherNode). */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat()) {
    if (typeof child === "string") node.append(...spoken(child));
    else if (child) node.append(child);
  }
  return node;
}

/** For screen readers only. */
export const unseen = (words) => el("span", { class: "unseen" }, words);

/** A line drawing of 24 by 24, which says nothing by itself. */
export function icon(path) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(SVG, "path");
  line.setAttribute("d", path);
  drawing.append(line);
  return drawing;
}

/** A link that opens beside the chat; words alone when the address is not https. */
export function link(words, address) {
  if (!/^https:\/\/[^\s\\]+$/.test(address ?? "")) return el("span", {}, words);
  return beside(words, address);
}

/** The same for an address that is already known to be good. */
export function beside(words, address, attributes = {}) {
  const kind = { href: address, target: "_blank", rel: "noopener noreferrer", ...attributes };
  return el("a", kind, words, unseen(" (opens in a new tab)"));
}

/** The number as it goes into a tel: address; undefined when it holds anything that is no number. */
export function call(phone) {
  const digits = String(phone ?? "").replaceAll(" ", "");
  return /^\+?\d{3,15}$/.test(digits) ? `tel:${digits}` : undefined;
}

export function paragraphs(text) {
  return String(text).split(/\n+/).filter(Boolean).map((part) => el("p", {}, part));
}

export function day(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return String(iso);
  return date.toLocaleDateString("en-NZ", { dateStyle: "long", timeZone: "UTC" });
}

/** Spent, or not to be pressed now. It keeps its focus and its place, unlike `disabled`. */
export const isOff = (button) => button.getAttribute("aria-disabled") === "true";
export const turnOff = (button) => button.setAttribute("aria-disabled", "true");
export const turnOn = (button) => button.removeAttribute("aria-disabled");

/** A button that does nothing while it is off; `act` is given the button. None of ours but Send is in a form. */
export function button(attributes, words, act) {
  const node = el("button", attributes, words);
  node.addEventListener("click", () => isOff(node) || act(node));
  return node;
}
