"""Any block that the closed set lets through, with words that would be more than words."""

from __future__ import annotations

from typing import Any, get_args

from hypothesis import strategies as st
from pydantic import HttpUrl

from bot.gateway.blocks import Block, as_json, with_ids

EVIL = (
    "<script>x</script>",
    "<img src=x onerror=x>",
    "[b](javascript:x)",
    "{{7*7}}",
    "[red]x[/red]",
)
WORDS = st.sampled_from(["", " ", "yes", "a\nb", "ā" * 300, "111", "[/]", *EVIL]) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=30
)
KINDS = get_args(get_args(Block)[0])
st.register_type_strategy(str, WORDS)
st.register_type_strategy(HttpUrl, st.just(HttpUrl("https://a.example/x")))
ONE = st.one_of([st.from_type(kind) for kind in KINDS])


def wire(found: Any) -> list[dict[str, Any]]:
    """Blocks as they go over the wire, checked as a reply of Rasa's is."""
    dumped = [each.model_dump(mode="json", exclude_none=True, exclude={"id"}) for each in found]
    return as_json(with_ids(dumped, "1"))
