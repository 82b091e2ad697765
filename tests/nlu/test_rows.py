"""One message as a row: the same as among many, for less."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.regression import Regression, Regressions, regress
from bot.nlu.rows import Views, Weigher, row_of, row_of_names
from bot.nlu.sight import Sight

TEXTS = ["can i tell the nurse", "the nurse asked me for notes", "whanau said no", "no lunch again"]
SIGHTS = [Sight(text, text) for text in TEXTS]


def letters(texts: list[str]) -> TfidfVectorizer:
    """Learnt from these."""
    return TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True).fit(texts)


@pytest.mark.parametrize("text", [*TEXTS, "the nurses whānau", "nothing known: zzz", ""])
def test_a_text_weighs_what_the_vectorizer_says(text: str) -> None:
    """Parts that no text had when it was learnt count for nothing."""
    vectorizer = letters(TEXTS)
    weigher = Weigher(vectorizer)

    found = row_of(len(vectorizer.vocabulary_), weigher(text)).tocsr()

    expected = vectorizer.transform([text])
    assert np.allclose(found.toarray(), expected.toarray(), atol=1e-6)


def test_models_that_know_other_words_do_not_get_into_each_others_way() -> None:
    """One made later, and after the text was read once, finds in it what only it knows."""
    earlier = letters(TEXTS[:2])
    first = Weigher(earlier)
    text = "no lunch for the nurse, xylophone"
    before = first(text)
    later = letters([*TEXTS, "xylophone"])
    second = Weigher(later)

    places, weights = second(text)

    expected = later.transform([text])
    assert sorted(places) == sorted(expected.indices)
    assert np.isclose(weights @ weights, 1)
    assert np.array_equal(first(text)[0], before[0])


def test_one_row_is_as_among_many() -> None:
    """Letters and plan beside each other."""
    views = Views.learnt_from(SIGHTS)

    one = views.one(SIGHTS[1]).sparse

    assert np.allclose(
        one.tocsr().toarray(), views.of(SIGHTS).sparse.tocsr()[1].toarray(), atol=1e-6
    )


def test_features_have_their_places() -> None:
    """Those that were never learnt are left out."""
    names = DictVectorizer(dtype=np.float32)
    names.fit([{"a=1": 1.0, "b": 0.5}, {"c": 2.0}])
    features = {"c": 2.0, "new": 1.0, "a=1": 1.5}

    found = row_of(len(names.vocabulary_), row_of_names(names, features)).tocsr()

    assert found.toarray().tolist() == names.transform([features]).toarray().tolist()


def test_several_regressions_at_once_say_what_each_says() -> None:
    """As many names as each has, of one message."""
    views = Views.learnt_from(SIGHTS)
    rows = views.of(SIGHTS)
    labels = {"who": ["a", "b", "c", "a"], "what": ["x", "y", "x", "y"]}
    parts = {name: regress(rows, found).parts for name, found in labels.items()}
    one = views.one(SIGHTS[2])
    alone = {name: Regression(dict(found)).probabilities(one)[0] for name, found in parts.items()}

    together = Regressions(parts).best(one)

    for name, expected in alone.items():
        value, probability = together[name]
        assert value == parts[name]["names"][int(expected.argmax())]
        assert np.isclose(probability, expected.max(), atol=1e-6)
