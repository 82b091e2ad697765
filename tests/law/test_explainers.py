"""Explainers answer the questions that they list, and no others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.law.errors import LawError
from bot.law.explainers import answering, index_questions
from bot.law.load import load_law

if TYPE_CHECKING:
    from pathlib import Path

LAW = load_law()
ASKED = index_questions(LAW)
AT_LEAST = 50
MOST_WORDS = 110
READ_SINCE = date(2024, 6, 30)
"""The oldest consolidation of an Act that an explainer may rest on."""
NEVER = "cannot share"
"""Nearly always there is a way, if only a report: no page closes the door on people."""


def answers(question: str) -> list[str]:
    """Ids of the explainers that answer."""
    return [explainer.id for explainer in answering(ASKED, question)]


@pytest.mark.parametrize("explainer", LAW.explainers.values(), ids=lambda e: e.id)
def test_its_own_questions_find_it(explainer: object) -> None:
    """Each way of asking that a file lists leads to that file, not to another."""
    questions = getattr(explainer, "questions", ())

    assert questions
    assert {found for question in questions for found in answers(question)} == {
        getattr(explainer, "id", "")
    }


@pytest.mark.parametrize("explainer", LAW.explainers.values(), ids=lambda e: e.id)
def test_it_is_short_and_every_sentence_has_its_provision(explainer: object) -> None:
    """Twenty seconds of reading, and each sentence leads back to the law."""
    says = getattr(explainer, "says", ())

    assert sum(len(note.text.split()) for note in says) <= MOST_WORDS
    assert all(note.provision for note in says)


def test_each_rests_on_law_that_was_read_lately() -> None:
    """An older reading has to be done anew before people lean on it."""
    assert not [e.id for e in LAW.explainers.values() if e.read < READ_SINCE]


def test_none_tells_people_that_they_may_share_nothing() -> None:
    """Not in those words: what one law does not allow, another may."""
    texts = {e.id: " ".join((e.title, *(n.text for n in e.says))) for e in LAW.explainers.values()}

    assert not [name for name, text in texts.items() if NEVER in text.lower()]


@pytest.mark.parametrize(
    "question",
    [
        "what is the weather in Wellington",
        "how do I reset my password",
        "what is the law in Australia",
        "how many days of leave do I get",
        "write me a poem about whales",
        "what is the fine for parking",
        "do teachers have to do a police check",
        "what is the school's policy on uniforms",
        "how do I become a foster parent",
        "how do I get a divorce",
        "what is the drinking age",
        "how do I adopt a child",
        "what is the court's address",
        "how do I apply for a visa",
        "how do I make an ACC claim for my knee",
        "what is the code for the door",
        "how do I join a rugby club",
        "when does the church service start",
        "how do I travel overseas with my kids",
        "how do I get a warrant of fitness",
        "can volunteers claim expenses",
        "how do I renew my practising certificate",
        "my flatmate does not pay rent",
        "my dog bit a child",
        "I lost my dog",
        "who pays for a volunteer's police vetting",
        "how do I enrol at a private school",
        "custody arrangements for my kids",
        "can I see my own medical records",
        "what's the UK law on sharing information",
        "is it mandatory to report in New South Wales",
        "what is the phone number of the ombudsman",
        "what is the cost of after-school care",
        "who is the minister of health",
        "",
    ],
)
def test_a_question_about_something_else_finds_none(question: str) -> None:
    """No explainer is shown as the answer to a question that it does not answer."""
    assert answers(question) == []


@pytest.mark.parametrize(
    ("question", "explainer"),
    [
        ("do i legally have to report it", "must-i-report"),
        ("is it mandatory to report abuse in nz", "must-i-report"),
        ("must we notify someone under IPP 3A", "principle-3a"),
        ("what counts as evaluative material", "withholding-a-file"),
        ("explain section 19", "section-19-referral"),
        ("meaning of serious harm", "care-or-protection"),
        ("explain 66B", "passing-on-section-66"),
        ("is s66 information admissible in court", "section-66-and-crime"),
        ("explain section 66E", "sections-not-in-force"),
        ("the name is suppressed", "suppression"),
        ("FGC plan for the school", "family-group-conference"),
        ("adoption file", "adoption"),
        ("baby died", "someone-has-died"),
        ("care leaver aged 20", "eighteen-or-over"),
        ("statistics on students", "datasets"),
        ("crimes act 195A", "grave-risk"),
        ("children's act policy", "child-protection-policy"),
        ("privileged legal advice", "legal-privilege"),
        ("share with Immigration New Zealand", "acc-and-immigration"),
        ("refuge says section 66", "section-66-from-somebody-else"),
        ("I'm not at work, just a friend", "private-person"),
        ("mum's drug use", "parents-own-troubles"),
        ("animal cruelty at home", "hurt-pets"),
        ("online grooming", "stranger-or-online"),
        ("section 30 authorisation", "special-authorisation"),
        ("asking police for history", "ask-another-agency"),
        ("which law comes first", "acts-together"),
        ("notifier's name", "reporters-name"),
        ("keeping agencies in the loop", "in-the-loop"),
        ("duty to consider", "must-i-consider"),
        ("privacy complaint against us", "complaints"),
        ("ombudsman request", "oversight-bodies"),
        ("therapist in private practice", "private-counsellor"),
        ("the parents are divorced, can both of them get the records", "separated-parents"),
        ("the foster carer wants background information", "whanau-ask"),
        ("a former pupil wants a copy of her file", "access-request"),
        ("police arrived with a search warrant for our files", "court-order-or-warrant"),
        ("can I share an affidavit from the family court", "court-papers"),
        ("the GCSB contacted us", "intelligence-agencies"),
        ("the school in Sydney wants our notes", "overseas"),
        ("a student stole a car", "youth-offending"),
        ("I volunteer at a refuge, may I share", "volunteers"),
        ("must a principal tell parents about bullying", "principal-tells-parent"),
        ("does a priest have to tell what was said in confession", "confession"),
        ("who can hear what at an interagency meeting", "mixed-meetings"),
        ("is kōhanga reo on the lists", "private-schools-and-playgroups"),
        ("I am a scout leader", "clubs-and-churches"),
        ("she was abused in another country", "harm-overseas"),
        ("my flatmate hits her child", "flatmates"),
        ("what does section 22F of the Health Act say", "health-request"),
        ("should I tell parents that she self-harms", "suicide-and-self-harm"),
        ("do we need an MOU first", "sharing-agreements"),
        ("good reasons for declining", "reasons-to-decline"),
        ("there is no child in the house, only adults", "only-about-an-adult"),
        ("a 15 year old does not want her mother told", "patient-under-16"),
        ("a teenager wants to see his own file", "access-request"),
        ("can section 66 answers be used as evidence against him", "section-66-and-crime"),
        ("police turned up with a production order", "court-order-or-warrant"),
        ("does a suppression order stop me sharing", "suppression"),
        ("someone from the SIS wants information", "intelligence-agencies"),
        ("does our school have to have a child protection policy", "child-protection-policy"),
        ("a landlord is at our multi agency meeting", "mixed-meetings"),
        ("is our private school covered", "private-schools-and-playgroups"),
        ("can a rugby club share about a coach", "clubs-and-churches"),
        ("the mother is mentally ill, can I share that", "parents-own-troubles"),
        ("can the commissioner give special permission", "special-authorisation"),
        ("may I ask another school for information", "ask-another-agency"),
        ("can the notifier's identity stay secret", "reporters-name"),
        ("how do the three acts work together", "acts-together"),
        ("the ombudsman wants our records", "oversight-bodies"),
        ("am I breaking confidentiality", "told-in-confidence"),
    ],
)
def test_a_question_in_other_words_finds_its_explainer(question: str, explainer: str) -> None:
    """Nobody asks in the words of a file."""
    assert question not in LAW.explainers[explainer].questions
    assert answers(question) == [explainer]


def test_there_are_enough_explainers() -> None:
    """An empty folder would pass most tests above."""
    assert len(LAW.explainers) >= AT_LEAST


def test_an_id_that_is_not_the_files_name_is_refused(law_copy: Path) -> None:
    """One name for one page."""
    (law_copy / "explainers" / "must-i-report.yml").rename(law_copy / "explainers" / "other.yml")

    with pytest.raises(LawError, match=r"explainers/other\.yml:1: the id is 'must-i-report'"):
        load_law(law_copy)
