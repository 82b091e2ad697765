// What follows an answer: its record for the file, letters to copy, and whether it helped.

import { beside, el, isOff, turnOff, turnOn } from "./nodes.js";

/** The record's address; undefined when it is not a record of the server that serves this. */
function address(path, origin) {
  if (!/^\/records\/[\w.~-]+(\?[\w=&-]*)?$/.test(path ?? "")) return undefined;
  return new URL(path, origin).href;
}

function until(iso) {
  const date = new Date(iso);
  if (!iso || Number.isNaN(date.getTime())) return undefined;
  const words = date.toLocaleString("en-NZ", { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
  return el("p", { class: "quiet" }, `Save or print it: the record is removed on ${words}, and when this chat is cleared.`);
}

/** Copy where the page may; else mark the words, so that one key copies them. */
async function copy(words, node, announce) {
  try {
    await navigator.clipboard.writeText(words);
    announce("Copied");
    return "Copied";
  } catch {
    const range = document.createRange();
    range.selectNodeContents(node);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    announce("The words are marked. Press Control C to copy them.");
    return "Marked: press Ctrl+C";
  }
}

function letter({ title, text }, announce) {
  const words = el("div", { class: "letter", tabindex: "0", role: "group", "aria-label": title }, text);
  const button = el("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    button.textContent = await copy(text, words, announce);
    setTimeout(() => { button.textContent = "Copy"; }, 4000);
  });
  return el("details", {}, el("summary", {}, title), words, button);
}

export function drawRecord(block, { origin, announce }) {
  const ways = block.decisions?.length ? block.decisions : [{ label: "the record for your file", url: block.url }];
  const links = ways.map(({ label, url }) => {
    const href = address(url, origin);
    if (!href) return undefined;
    return el("li", {}, beside(block.decisions?.length ? `Open the record: ${label}` : `Open ${label}`, href, { class: "go" }));
  });
  return el(
    "section",
    { class: "record" },
    el("h3", {}, "For your file"),
    el("ul", {}, links),
    until(block.expires),
    block.letters?.length > 0 && el("h3", {}, "Words to send"),
    block.letters?.map((each) => letter(each, announce)),
  );
}

/** `helped(answerId, yes)` resolves to whether the server took it. */
export function drawFeedback(block, { helped, announce }) {
  const said = el("p", { class: "quiet" });
  const buttons = [["Yes", true], ["No", false]].map(([label, yes]) => {
    const button = el("button", { type: "button" }, label);
    button.addEventListener("click", async () => {
      if (isOff(button)) return;
      buttons.forEach(turnOff);
      const isTaken = await helped(block.answer_id, yes);
      button.classList.toggle("chosen", isTaken);
      if (!isTaken) buttons.forEach(turnOn);
      said.textContent = isTaken ? "Thank you." : "That could not be sent. Please press it again.";
      announce(said.textContent);
    });
    return button;
  });
  return el("fieldset", { class: "feedback" }, el("legend", {}, "Did this help?"), el("div", { class: "row" }, buttons), said);
}
