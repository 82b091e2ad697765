// Blocks of a reply as nodes, one function each.

import { drawAnswer } from "./answer.js";
import { button, call, day, el, icon, link, paragraphs, unseen } from "./nodes.js";
import { drawFeedback, drawRecord } from "./record.js";
import { SERVED } from "./served.js";
import { SAYS } from "./words.js";

/** More answers than this stand in columns where there is room. */
const MANY = 8;
const PENCIL = "M4 20l1-5L16 4l4 4L9 19z";

/** The first line asks; what follows it is a hint. */
function asked(text) {
  const [question, ...hint] = text.split("\n");
  return { question, hint: hint.join("\n") };
}

function drawText(block) {
  return el("div", { class: "text" }, paragraphs(block.text));
}

function drawQuestion(block, { choose }) {
  const buttons = block.options.map(({ value, label }) =>
    button({}, label, (node) => choose({ question: block.fact, value }, label, node)));
  const { question, hint } = asked(block.text);
  const hintId = hint ? `hint-${block.id}` : undefined;
  return el(
    "fieldset",
    { class: "question", "data-fact": block.fact, "aria-describedby": hintId, tabindex: "-1" },
    el("legend", {}, question),
    hint && el("div", { class: "hint", id: hintId }, paragraphs(hint)),
    block.why && el("details", { class: "why" }, el("summary", {}, "Why we ask"), el("p", {}, block.why)),
    el("div", { class: buttons.length > MANY ? "options many" : "options" }, buttons),
    block.free_text && el("p", { class: "quiet" }, "Or say it in your own words below."),
  );
}

function drawFact(item, choose) {
  const words = [el("span", { class: "name" }, `${item.name}:`), " ", el("span", { class: "value" }, item.label)];
  if (!item.changeable) return el("li", {}, el("span", { class: "chip" }, words));
  const change = { class: "chip", "data-change": item.fact };
  const act = (node) => choose({ question: "change", value: item.fact }, `Change: ${item.name}`, node);
  return el("li", {}, button(change, [words, icon(PENCIL), unseen(" change")].flat(), act));
}

/** Chips, each a button; folded where the chat is narrow, and when a newer list has come. */
function drawFacts(block, { choose }) {
  const list = el("ul", { id: `facts-${block.id}` }, block.items.map((item) => drawFact(item, choose)));
  const title = "What I have understood";
  // A bare yes or no says nothing without its name.
  const gathered = block.items.filter((item) => !/^(yes|no|unknown)$/.test(item.value)).map((item) => item.label).join(" · ");
  const fold = el(
    "button",
    { class: "fold", "aria-expanded": "false", "aria-controls": list.id },
    el("span", {}, el("strong", {}, title), " ", el("span", { class: "change" }, "change")),
    el("span", { class: "gathered", "aria-hidden": "true" }, gathered),
  );
  const node = el("section", { class: "facts" }, fold, el("p", { class: "title" }, title), list);
  fold.addEventListener("click", () => {
    const isOpen = node.classList.toggle("unfolded");
    fold.setAttribute("aria-expanded", String(isOpen));
  });
  return node;
}

function drawQuote(block) {
  const { publisher, title, url, place, as_at: asAt } = block.source;
  return el(
    "figure",
    { class: "quote" },
    el("blockquote", {}, paragraphs(block.text)),
    el("figcaption", {}, `${publisher}, `, link(title, url), place && `, ${place}`, `, as at ${day(asAt)}`),
  );
}

/** A number or an address to tap; words alone where it is none. */
const reach = (words, kind, href) => words && el(href ? "a" : "span", { class: kind, href }, words);

function drawContact({ name, url, when, phone, email }) {
  const mail = /^[\w.+-]+@[\w.-]+$/.test(email) && `mailto:${email}`;
  return el(
    "li",
    {},
    el("span", { class: "name" }, link(name, url)),
    el("span", { class: "when" }, when),
    reach(phone, "phone", call(phone)),
    reach(email, "mail", mail),
  );
}

function drawContacts(block) {
  return el("section", { class: "contacts" }, el("h3", {}, "Whom to ring or ask"), el("ul", {}, block.items.map(drawContact)));
}

function drawNotice(block) {
  const { line, phone } = SERVED.emergency;
  // The line at the top says it all the time; a second red box would wear it out.
  if (block.text === line) return undefined;
  const node = el("div", { class: `notice ${block.level}` }, paragraphs(block.text));
  if (block.level === "emergency") node.append(el("a", { class: "call", href: call(phone) }, `Call ${phone}`));
  return node;
}

const DRAW = {
  text: drawText,
  question: drawQuestion,
  facts: drawFacts,
  answer: drawAnswer,
  quote: drawQuote,
  contacts: drawContacts,
  notice: drawNotice,
  record: drawRecord,
  feedback: drawFeedback,
};

/**
 * A block as a node, or undefined where there is nothing to show.
 * @param {object} block of the server's
 * @param {{choose, helped, announce, origin}} ways what its buttons do
 */
export function draw(block, ways) {
  try {
    return DRAW[block.type](block, ways);
  } catch {
    // A type of a newer server, or a block that is not whole.
    return drawNotice({ level: "info", text: SAYS.unknown });
  }
}

/**
 * What a screen reader says of a block: its gist, not all of it.
 * @param {object} block
 * @param {Element} [led] what the focus was led to, which is read out by itself; without one it stays in the box
 */
export function gist(block, led) {
  if (block.type === "question") {
    const count = `${block.options?.length} answers to choose from, ${led ? "below" : "above the box"}.`;
    return led?.matches(".question") ? count : `${block.text} ${count}`;
  }
  if (block.type === "answer") {
    const outcome = `The answer: ${SERVED.outcomes[block.outcome]}.`;
    return led?.matches("h2") ? outcome : `${outcome} ${block.headline}`;
  }
  if (block.type === "text" || block.type === "notice") return block.text;
  if (block.type === "quote") return "With words of the guidance.";
  if (block.type === "record") return "With a record for your file.";
  return "";
}
