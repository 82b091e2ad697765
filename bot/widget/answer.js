// The answer block: what it comes to and what to do first, since there may be three minutes; then why.

import { day, el, link } from "./draw.js";

const OUTCOMES = {
  required: "Required",
  permitted: "Permitted",
  consider: "You must consider it",
  not_under_these: "Not under these laws",
  undecided: "Not certain yet",
  get_advice: "Get advice first",
};
const STATUS = { open: "Open", closed: "Closed", undecided: "Not certain yet" };

function notes(title, list, kind = "") {
  if (!list?.length) return undefined;
  const items = list.map((note) =>
    el("li", {}, note.text, note.provision && el("span", { class: "provision" }, ` ${note.provision}`)),
  );
  return el("section", { class: kind }, el("h3", {}, title), el("ul", {}, ...items));
}

/** The provision, which mostly names its Act itself. */
function source(finding) {
  const isNamed = finding.provision.startsWith(finding.framework);
  const place = isNamed ? finding.provision : `${finding.framework}, ${finding.provision}`;
  return el("p", { class: "source" }, link(place, finding.url));
}

function reasons(finding) {
  return [
    ...(finding.because ?? []).map((words) => el("li", {}, words)),
    ...(finding.missing ?? []).map((words) => el("li", { class: "missing" }, words)),
  ];
}

function why(finding) {
  return el(
    "section",
    { class: "lead" },
    el("h3", {}, "Why"),
    el("p", {}, finding.says || finding.title),
    el("ul", {}, ...reasons(finding)),
    source(finding),
  );
}

function routes(findings) {
  if (!findings.length) return undefined;
  const items = findings.map((finding) =>
    el(
      "li",
      { class: finding.status },
      el("span", { class: "status" }, STATUS[finding.status]),
      el("span", { class: "title" }, finding.title),
      finding.says && el("p", {}, finding.says),
      el("ul", {}, ...reasons(finding)),
      source(finding),
    ),
  );
  return el(
    "details",
    { class: "routes" },
    el("summary", {}, `Other laws looked at (${findings.length})`),
    el("ul", {}, ...items),
  );
}

function changes(list) {
  if (!list?.length) return undefined;
  return el(
    "section",
    {},
    el("h3", {}, "What would change this"),
    el("ul", {}, ...list.map((change) => el("li", {}, change.text))),
  );
}

export function drawAnswer(block) {
  const findings = block.findings ?? [];
  const lead = findings.find((finding) => finding.gateway === block.lead);
  const others = findings.filter((finding) => finding !== lead);
  return el(
    "article",
    { class: `answer ${block.outcome}` },
    el("p", { class: "outcome" }, OUTCOMES[block.outcome]),
    el("h2", { tabindex: "-1" }, block.headline),
    ...(block.summary ?? []).map((words) => el("p", { class: "also" }, words)),
    notes("What only you can judge", block.judgements, "judgements"),
    notes("What you have to do", block.duties),
    notes("What to keep to", block.limits),
    notes("How you are protected", block.protections),
    lead && why(lead),
    changes(block.would_change),
    routes(others),
    el("p", { class: "as-at" }, `The law as at ${day(block.as_at)}.`),
  );
}
