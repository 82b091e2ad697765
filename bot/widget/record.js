// What follows an answer: its record for the file, letters to copy, and whether it helped.

import { beside, button, el, turnOff, turnOn } from "./nodes.js";

/** The record's address; undefined when it is not a record of the server that serves this. */
function address(path, origin) {
  if (!/^\/records\/[\w.~-]+(\?[\w=&-]*)?$/.test(path ?? "")) return undefined;
  return new URL(path, origin).href;
}

function until(iso) {
  const date = new Date(iso);
  if (!iso || Number.isNaN(date.getTime())) return undefined;
  const words = date.toLocaleString("en-NZ", { dateStyle: "full", timeStyle: "short" });
  return el("p", { class: "quiet" }, `Save or print it: the record is removed on ${words}, and when this chat is cleared.`);
}

/** Copy where the page may; else mark the words, so that one key copies them. */
async function copy(words, node) {
  try {
    await navigator.clipboard.writeText(words);
    return "Copied";
  } catch {
    getSelection().selectAllChildren(node);
    return "Marked: press Ctrl+C";
  }
}

function letter({ title, text }, announce) {
  const words = el("div", { class: "letter", tabindex: "0", role: "group", "aria-label": title }, text);
  const copying = button({}, "Copy", async (node) => {
    node.textContent = await copy(text, words);
    announce(node.textContent);
    setTimeout(() => { node.textContent = "Copy"; }, 4000);
  });
  return el("details", {}, el("summary", {}, title), words, copying);
}

export function drawRecord(block, { origin, announce }) {
  const links = block.decisions.map(({ label, url }) => {
    const href = address(url, origin);
    return href && el("li", {}, beside(`Open the record: ${label}`, href, { class: "go" }));
  });
  return el(
    "section",
    { class: "record" },
    el("h3", {}, "For your file"),
    el("ul", {}, links),
    until(block.expires),
    block.letters.length > 0 && el("h3", {}, "Words to send"),
    block.letters.map((each) => letter(each, announce)),
  );
}

/** `helped(answerId, yes)` resolves to whether the server took it. */
export function drawFeedback(block, { helped, announce }) {
  const said = el("p", { class: "quiet" });
  const buttons = [["Yes", true], ["No", false]].map(([label, yes]) => button({}, label, async (node) => {
    buttons.forEach(turnOff);
    const isTaken = await helped(block.answer_id, yes);
    node.classList.toggle("chosen", isTaken);
    if (!isTaken) buttons.forEach(turnOn);
    said.textContent = isTaken ? "Thank you." : "That could not be sent. Please press it again.";
    announce(said.textContent);
  }));
  return el("fieldset", { class: "feedback" }, el("legend", {}, "Did this help?"), el("div", { class: "row" }, buttons), said);
}
