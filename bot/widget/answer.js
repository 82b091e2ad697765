// The answer block: what it comes to and what to do first, since there may be three minutes; then why.

import { day, el, link } from "./nodes.js";
import { SERVED } from "./served.js";

/** A provision without its paragraph: they share an address. */
const section = (provision) => provision.split("(")[0].trim();

/** A provision as a link, where a finding of this answer has its address. */
function provision(note, addresses) {
  if (!note.provision) return undefined;
  return el("span", { class: "provision" }, " ", link(note.provision, addresses.get(section(note.provision))));
}

/** A heading with a list under it, where there is anything to list. */
function listed(title, list, draw, kind) {
  if (!list?.length) return undefined;
  return el("section", { class: kind }, el("h3", {}, title), el("ul", {}, list.map((item) => el("li", {}, draw(item)))));
}

/** The provision, which mostly names its Act itself. */
function source(finding) {
  const isNamed = finding.provision.startsWith(finding.framework);
  const place = isNamed ? finding.provision : `${finding.framework}, ${finding.provision}`;
  return el("p", { class: "source" }, link(place, finding.url));
}

function reasons(finding) {
  const items = [
    ...(finding.because ?? []).map((words) => el("li", {}, words)),
    ...(finding.missing ?? []).map((words) => el("li", { class: "missing" }, words)),
  ];
  return items.length > 0 && el("ul", {}, items);
}

function why(finding) {
  return el(
    "section",
    {},
    el("h3", {}, "Why"),
    el("p", {}, finding.says || finding.title),
    reasons(finding),
    source(finding),
  );
}

function route(finding) {
  return el(
    "li",
    { class: finding.status },
    el("p", {}, el("span", { class: "status" }, SERVED.statuses[finding.status]), " ", el("strong", {}, finding.title)),
    finding.says && el("p", {}, finding.says),
    reasons(finding),
    source(finding),
  );
}

function routes(findings) {
  if (!findings.length) return undefined;
  const summary = el("summary", {}, `Other laws looked at (${findings.length})`);
  return el("details", { class: "routes" }, summary, el("ul", {}, findings.map(route)));
}

export function drawAnswer(block) {
  const findings = block.findings ?? [];
  const lead = findings.find((finding) => finding.gateway === block.lead);
  const others = findings.filter((finding) => finding !== lead);
  const addresses = new Map(findings.map((finding) => [section(finding.provision), finding.url]));
  const note = (found) => [found.text, provision(found, addresses)];
  return el(
    "article",
    { class: `answer ${block.outcome}` },
    el("p", { class: "outcome" }, SERVED.outcomes[block.outcome]),
    el("h2", { tabindex: "-1" }, block.headline),
    (block.summary ?? []).map((words) => el("p", { class: "also" }, words)),
    listed("What only you can judge", block.judgements, note, "judgements"),
    listed("What you have to do", block.duties, note),
    listed("What to keep to", block.limits, note),
    listed("How you are protected", block.protections, note),
    lead && why(lead),
    listed("What would change this", block.would_change, ({ text }) => text),
    routes(others),
    el("p", { class: "as-at" }, `The law as at ${day(block.as_at)}.`),
  );
}
