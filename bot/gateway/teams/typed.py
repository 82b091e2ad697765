"""Words that a person typed in Teams, without what Teams and our own tools would read in them."""

from __future__ import annotations


def typed_words(text: str, our_mentions: list[str]) -> str:
    """Typed words for a turn.

    Args:
        text: as Teams sends it.
        our_mentions: the words that mention us, such as ``<at>Safe to Share</at>``; those that
            mention other people stay.
    """
    for mention in our_mentions:
        if mention:
            text = text.replace(mention, " ")
    text = text.replace("&nbsp;", " ").replace("\u00a0", " ")
    # Words that begin with a slash name an intent in Rasa; nobody who types means that.
    return text.strip().lstrip("/").strip()
