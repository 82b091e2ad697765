// The chat page. What a person types lives in this page's nodes and in one request; nowhere else.

import { draw, el, gist, spoken } from "./draw.js";
import * as wire from "./wire.js";

// The page holds the chat without scripts, which works as long as this one does not.
document.querySelector("safe-to-share").remove();
for (const node of document.querySelectorAll("body > [hidden]")) node.hidden = false;

const KEY = "safe-to-share";
const [historyNode, waiting, composer, words, send, actions, announcer, confirm] = [
  "#history", "#waiting", "#composer", "#words", "#send", ".actions", "#announcer", "#confirm",
].map((selector) => document.querySelector(selector));

let conversation = null;
let isBusy = false;

const announce = (() => {
  const queue = [];
  let isSpeaking = false;
  const next = () => {
    isSpeaking = queue.length > 0;
    if (!isSpeaking) return;
    announcer.replaceChildren(...spoken(queue.shift()));
    setTimeout(next, 1200);
  };
  return (text) => {
    if (text) queue.push(text);
    if (!isSpeaking) next();
  };
})();

function remember(id) {
  conversation = id;
  try {
    if (id) sessionStorage.setItem(KEY, id);
    else sessionStorage.removeItem(KEY);
  } catch {
    // In another site's frame a browser may refuse all storage; a reload then begins anew.
  }
  composer.hidden = actions.hidden = !id;
}

/** Old buttons stay readable; only what is open now can be pressed. */
function spend(selector) {
  for (const button of historyNode.querySelectorAll(selector)) button.setAttribute("aria-disabled", "true");
}

/** The same warning from two sides is shown once. */
function withoutRepeats(blocks) {
  const seen = new Set();
  return blocks.filter((block) => {
    if (block.type !== "notice") return true;
    const words = block.text.replace(/\s+/g, " ");
    const isNew = !seen.has(words);
    seen.add(words);
    return isNew;
  });
}

function showBlocks(received, { speak = true } = {}) {
  const blocks = withoutRepeats(received);
  if (blocks.some((block) => block.type === "question")) spend(".options button");
  if (blocks.some((block) => block.type === "facts")) {
    spend("[data-change]");
    for (const old of historyNode.querySelectorAll(".facts[open]")) old.open = false;
  }
  const reply = el("div", { class: "reply" }, ...blocks.map((block) => draw(block, choose)));
  historyNode.append(reply);
  if (speak) announce(blocks.map(gist).filter(Boolean).join(" "));
  return reply;
}

function showPerson(text, extra = "") {
  const mine = el("div", { class: `mine ${extra}` }, el("span", { class: "unseen" }, "You: "), el("p", {}, text));
  historyNode.append(mine);
  return mine;
}

function into(node) {
  const calm = node.matches(".emergency") || matchMedia("(prefers-reduced-motion: reduce)").matches;
  node.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

function setBusy(busy) {
  isBusy = busy;
  send.setAttribute("aria-disabled", String(busy));
  clearTimeout(setBusy.timer);
  waiting.hidden = true;
  if (busy) setBusy.timer = setTimeout(() => { waiting.hidden = false; }, 400);
}

/** Where typing can begin at once. On a phone the keyboard would come up over what is to be read. */
function takeFocus() {
  if (composer.hidden) return;
  const target = matchMedia("(pointer: fine)").matches ? words : historyNode;
  target.focus({ preventScroll: true });
}

/** A notice with a button under it. */
function offer(text, label, action, level = "error") {
  const button = el("button", { type: "button", class: "strong" }, label);
  const node = el("div", { class: `notice ${level}` }, el("p", {}, text), button);
  button.addEventListener("click", () => {
    node.remove();
    takeFocus();
    action();
  });
  historyNode.append(node);
  announce(text);
  return node;
}

async function say(message, mine, undo = () => {}) {
  if (isBusy) return;
  setBusy(true);
  let answer;
  try {
    answer = await wire.take(conversation, message);
  } catch {
    answer = null;
  }
  setBusy(false);
  const again = () => say(message, mine, undo);
  if (!answer) {
    into(offer("Your message was not sent: the server could not be reached.", "Try again", again));
    return;
  }
  const blocks = answer.body.blocks ?? [];
  const reply = showBlocks(blocks);
  // Nothing may push the warning out of sight, however long the message was.
  into(reply.querySelector(".notice.emergency") ?? (answer.status === 200 ? mine : reply));
  if (answer.status === 200) return;
  if (answer.status === 404) {
    remember(null);
    offer("You can begin a new one.", "Start a new chat", start, "info");
  } else if ([413, 422].includes(answer.status)) undo();
  else if (answer.status === 409) closeAnswered(blocks);
  else offer("Your message was not sent.", "Try again", again);
}

function closeAnswered(blocks) {
  if (!blocks.some((block) => block.type === "question")) spend(".options button");
}

function choose(answer, label, button) {
  if (isBusy) return;
  const group = button.closest(".options");
  for (const each of group?.children ?? []) each.setAttribute("aria-disabled", "true");
  button.setAttribute("aria-disabled", "true");
  button.classList.add("chosen");
  say({ client_id: wire.newClientId(), answer }, showPerson(label));
}

function sendTyped() {
  const text = words.value;
  if (isBusy || !text.trim()) return;
  const mine = showPerson(text.trim());
  words.value = "";
  const undo = () => {
    mine.remove();
    words.value = words.value || text;
    words.focus();
  };
  say({ client_id: wire.newClientId(), text }, mine, undo);
}

async function start() {
  historyNode.replaceChildren();
  setBusy(true);
  const answer = await wire.begin().catch(() => null);
  setBusy(false);
  if (answer?.status === 201) {
    remember(answer.body.id);
    showBlocks(answer.body.blocks);
    takeFocus();
    return;
  }
  showBlocks(answer?.body.blocks ?? []);
  offer("The chat could not be started.", "Try again", start);
}

function restore(kept) {
  historyNode.replaceChildren();
  for (const turn of kept.turns) {
    if (turn.said?.how === "chose") showPerson(turn.said.label);
    if (turn.said?.how === "typed") showPerson("You typed a message. What you type is not kept.", "unkept");
    showBlocks(turn.blocks, { speak: false });
  }
  spend(".options button, [data-change]");
  for (const fact of kept.open) wake(`.question[data-fact="${CSS.escape(fact)}"]`, ".options button");
  for (const fact of kept.changeable) wake(".facts", `[data-change="${CSS.escape(fact)}"]`);
  historyNode.lastElementChild?.scrollIntoView({ block: "start" });
  takeFocus();
}

/** Make the newest such buttons live. */
function wake(within, buttons) {
  const newest = [...historyNode.querySelectorAll(within)].at(-1);
  for (const button of newest?.querySelectorAll(buttons) ?? []) button.removeAttribute("aria-disabled");
}

function remembered() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

async function open() {
  const id = remembered();
  if (!id) return start();
  const answer = await wire.past(id).catch(() => null);
  if (answer?.status === 200) {
    remember(id);
    return restore(answer.body);
  }
  if (answer?.status === 404) return start();
  showBlocks(answer?.body.blocks ?? []);
  return offer("The chat could not be loaded.", "Try again", () => { historyNode.replaceChildren(); open(); });
}

/** Remove it here and on the server; true when it is gone. */
async function remove() {
  const answer = await wire.end(conversation).catch(() => null);
  if (answer && [204, 404].includes(answer.status)) {
    historyNode.replaceChildren();
    words.value = "";
    remember(null);
    return true;
  }
  if (answer) showBlocks(answer.body.blocks ?? []);
  into(offer("This chat is still there.", "Try again", clear));
  return false;
}

async function clear() {
  if (await remove()) {
    into(offer("This chat is cleared. Nothing of it is kept.", "Start a new chat", start, "info"));
    historyNode.querySelector("button").focus();
  }
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  sendTyped();
  words.focus();
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendTyped();
});
document.querySelector("#again").addEventListener("click", async () => {
  if (!isBusy && (await remove())) start();
});
document.querySelector("#clear").addEventListener("click", () => !isBusy && confirm.showModal());
confirm.addEventListener("close", () => {
  if (confirm.returnValue === "yes") clear();
  confirm.returnValue = "";
});
// A page that the browser kept for its Back button may hold a chat that was cleared since.
addEventListener("pageshow", (event) => event.persisted && location.reload());

open();
