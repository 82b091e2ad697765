// Blocks as nodes. Text only ever becomes text nodes, so nothing in it can be markup.

import { drawAnswer } from "./answer.js";

// Words of te reo Māori that the chat may show, the longer before the shorter. A screen reader
// says them as English unless they are marked.
const TE_REO = [
  "kia ora", "oranga tamariki", "whānau āwhina", "whānau", "tamariki", "tamaiti", "mokopuna", "pēpi",
  "rangatahi", "taiohi", "aotearoa", "māori", "iwi", "hapū", "kura", "kōhanga reo",
];
const MARKED = new RegExp(`(?<![\\p{L}\\p{M}])(${TE_REO.join("|")})(?![\\p{L}\\p{M}])`, "giu");

/** Words as nodes, those of te reo Māori in spans that say so; the text itself stays as it is. */
export function spoken(words) {
  return words.split(MARKED).filter(Boolean).map((part) => {
    if (!TE_REO.includes(part.toLowerCase())) return document.createTextNode(part);
    const span = document.createElement("span");
    span.lang = "mi";
    span.textContent = part;
    return span;
  });
}

/** Make an element: el("p", {class: "x"}, "words", otherNode). */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children) {
    if (typeof child === "string") node.append(...spoken(child));
    else if (child) node.append(child);
  }
  return node;
}

/** A link that opens beside the chat; words alone when the address is not https. */
export function link(words, address) {
  if (!address || !address.startsWith("https://")) return el("span", {}, words);
  return el(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer" },
    words,
    el("span", { class: "unseen" }, " (opens in a new tab)"),
  );
}

export function day(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleDateString("en-NZ", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}

function paragraphs(text) {
  return text.split(/\n+/).filter(Boolean).map((part) => el("p", {}, part));
}

/** The first line asks; what follows it is a hint. */
function asked(text) {
  const [question, ...hint] = text.split("\n");
  return { question, hint: hint.join("\n") };
}

function drawText(block) {
  return el("div", { class: "text" }, ...paragraphs(block.text));
}

function drawQuestion(block, choose) {
  const buttons = block.options.map((option) => {
    const button = el("button", { type: "button" }, option.label);
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") === "true") return;
      choose({ question: block.fact, value: option.value }, option.label, button);
    });
    return button;
  });
  const { question, hint } = asked(block.text);
  const hintId = hint ? `hint-${block.id}` : undefined;
  return el(
    "fieldset",
    { class: "question", "data-fact": block.fact, "aria-describedby": hintId },
    el("legend", {}, question),
    hint && el("div", { class: "hint", id: hintId }, ...paragraphs(hint)),
    block.why && el("details", { class: "why" }, el("summary", {}, "Why we ask"), el("p", {}, block.why)),
    el("div", { class: "options" }, ...buttons),
    block.free_text && el("p", { class: "or" }, "Or say it in your own words below."),
  );
}

function drawFacts(block, choose) {
  const items = block.items.map((item) => {
    const named = { "data-change": item.fact, "aria-label": `Change: ${item.name}` };
    const change = el("button", { type: "button", ...named }, "Change");
    change.addEventListener("click", () => {
      if (change.getAttribute("aria-disabled") === "true") return;
      choose({ question: "change", value: item.fact }, `Change: ${item.name}`, change);
    });
    return el(
      "li",
      {},
      el("span", { class: "name" }, item.name),
      el("span", { class: "value" }, item.label),
      item.changeable && change,
    );
  });
  const gathered = block.items.map((item) => `${item.name}: ${item.label}`).join(". ");
  return el(
    "details",
    { class: "facts" },
    el(
      "summary",
      {},
      el("strong", {}, "What I have understood"),
      " ",
      el("u", {}, "Look or change"),
      el("span", { class: "gathered" }, gathered),
    ),
    el("ul", {}, ...items),
  );
}

function drawQuote(block) {
  const source = block.source;
  return el(
    "figure",
    { class: "quote" },
    el("blockquote", {}, ...paragraphs(block.text)),
    el(
      "figcaption",
      {},
      `${source.publisher}, `,
      link(source.title, source.url),
      source.place && `, ${source.place}`,
      `, as at ${day(source.as_at)}`,
    ),
  );
}

function drawContacts(block) {
  const items = block.items.map((item) => {
    const ways = [];
    if (item.phone) ways.push(el("a", { class: "phone", href: `tel:${item.phone.replaceAll(" ", "")}` }, item.phone));
    if (item.email) ways.push(el("a", { href: `mailto:${item.email}` }, item.email));
    return el(
      "li",
      {},
      el("span", { class: "name" }, link(item.name, item.url)),
      el("span", { class: "when" }, item.when),
      ...ways,
    );
  });
  return el("section", { class: "contacts" }, el("h3", {}, "Whom to ring or ask"), el("ul", {}, ...items));
}

function drawNotice(block) {
  const line = document.getElementById("emergency");
  // The line at the top of the page says it all the time; a second red box would wear it out.
  if (block.text === line.textContent) return document.createComment("");
  const node = el("div", { class: `notice ${block.level}` }, ...paragraphs(block.text));
  if (block.level === "emergency") {
    const phone = line.dataset.phone;
    node.append(el("a", { class: "call", href: `tel:${phone}` }, `Call ${phone}`));
  }
  return node;
}

function drawRecord(block) {
  return el("p", { class: "text" }, el("a", { href: block.url, target: "_blank", rel: "noopener" }, "Open the record for your file"));
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
  feedback: () => document.createComment(""),
};

/** A block as a node. `choose(answer, label, button)` is called when a button is pressed. */
export function draw(block, choose) {
  const how = DRAW[block.type];
  if (!how) {
    return drawNotice({ level: "info", text: "Part of this reply needs a newer page. Please reload." });
  }
  return how(block, choose);
}

/** What a screen reader says of a block: its gist, not all of it. */
export function gist(block) {
  if (block.type === "question") {
    return `${block.text} ${block.options.length} answers to choose from, below.`;
  }
  if (block.type === "answer") return `The answer: ${block.headline}`;
  if (block.type === "text" || block.type === "notice") return block.text;
  if (block.type === "quote") return "With words of the guidance.";
  return "";
}
