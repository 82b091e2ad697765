"""How a redacted message is read."""

from __future__ import annotations

import pytest

from bot.privacy.stand_ins import as_read


@pytest.mark.parametrize(
    ("left", "read"),
    [
        ("my student [name] told me", "my student told me"),
        ("can i tell [name]'s dad about [name 2]", "can i tell his dad about him"),
        ("[name] is 7. [name 2] told me", "he is 7. he told me"),
        ("[name]'s 12 and scared", "he's 12 and scared"),
        ("i think [name] was hit", "i think he was hit"),
        ("ring [phone] or mail [email] by [date]", "ring or mail by"),
        ("nothing  left out", "nothing  left out"),
        ("[name]", "he"),
        ("[names] and [other]", "[names] and [other]"),
    ],
)
def test_pronouns_stand_for_people(left: str, read: str) -> None:
    """Nothing after who somebody is, and nothing for the rest."""
    assert as_read(left) == read
