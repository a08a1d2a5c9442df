"""Pictures and addresses in what editors and organisations write."""

from __future__ import annotations

import pytest

from services.listings.domain.editorial.pictures_in_texts import has_picture_without_text
from services.listings.domain.editorial.web_addresses import is_web_address


@pytest.mark.parametrize(
    "text",
    [
        *("![](/a)", "![ ](/a)", "![&#32;](/a)", "![&nbsp;](/a)", "![\u200b](/a)", "![\u3164](/a)"),
        *("![**](/a)", "![[](x)](/a)", "![![](/a)](/b)", "\\\\![](/a)", "```a``` ![](/a)"),
        *("`\n\n![](/a)\n\n`", "- a\n  ```\n\n![](/a)", "```\ncode\n```\n![](/a)", "![\n](/a)"),
    ],
)
def test_a_picture_of_which_nothing_is_said_is_found(text: str) -> None:
    assert has_picture_without_text(text)


@pytest.mark.parametrize(
    "text",
    [
        *("![橋](/a)", "文 ![1](/a)", "![🌉](/a)", "`![]`", "`` `![](/a) ``", "\\![](/a)"),
        *("```\n![](/a)\n```", "~~~\n![](/a)", "![&#27211;](/a)", "![[橋](x)](/a)", "", "[](/a)"),
    ],
)
def test_pictures_with_words_and_code_are_left_alone(text: str) -> None:
    assert not has_picture_without_text(text)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        *((one, True) for one in ("https://a", "http://a.example:80/b?c#d", "https://例え.jp?q=1")),
        *((one, False) for one in ("https://", "https://a b", "https://a/b c", "https:///a")),
        *((one, False) for one in ("https://?a", "javascript:x", "https://u@a", "https://a\nb")),
    ],
)
def test_an_address_names_a_place_and_has_no_spaces(address: str, leads: bool) -> None:
    assert is_web_address(address) is leads
