"""The app package for Teams: whole and valid, or a word for every fault."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bot.tools import teams_icons
from bot.tools.teams_package import FOLDER, check, check_zip, manifest

GOOD = {
    "--app-id": "11111111-2222-3333-4444-55555555ABCD",
    "--bot-domain": "share.example.govt.nz",
    "--privacy-url": "https://example.govt.nz/privacy",
    "--terms-url": "https://example.govt.nz/terms?a=b",
}
GIVEN = {
    "app_id": "11111111-2222-3333-4444-555555555555",
    "bot_domain": "share.example.govt.nz",
    "privacy_url": "https://example.govt.nz/privacy",
    "terms_url": "https://example.govt.nz/terms",
    "website_url": "https://share.example.govt.nz",
    "name": "Safe to Share",
    "developer": "Safe to Share",
    "version": "1.0.0",
}
Bot = Callable[..., Any]


def content(**other: bytes | None) -> dict[str, bytes]:
    """The files of a sound package, with some changed or taken away."""
    files: dict[str, bytes | None] = {
        "manifest.json": manifest(GIVEN),
        "color.png": (FOLDER / "color.png").read_bytes(),
        "outline.png": (FOLDER / "outline.png").read_bytes(),
    }
    files |= {name.replace("_", "."): each for name, each in other.items()}
    return {name: each for name, each in files.items() if each is not None}


def png(side: int, colour: tuple[int, ...], mode: str = "RGBA") -> bytes:
    """A square of one colour."""
    file = BytesIO()
    Image.new(mode, (side, side), colour).save(file, "PNG")
    return file.getvalue()


def make(bot: Bot, out: Path, **other: str) -> Any:
    """Run the command with good settings, some of them changed."""
    given = GOOD | {f"--{name.replace('_', '-')}": value for name, value in other.items()}
    return bot(
        "teams-package", *(part for pair in given.items() for part in pair), "--out", str(out)
    )


def test_a_package_is_three_files_at_its_root(bot: Bot, tmp_path: Path) -> None:
    """Made, valid by Microsoft's schema, with what was given in it, for a personal chat only."""
    out = tmp_path / "teams.zip"
    said = make(bot, out)

    assert said.status == 0, said.err
    assert check_zip(out) == []
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        written = json.loads(archive.read("manifest.json"))
    assert written["id"] == written["bots"][0]["botId"] == GOOD["--app-id"].lower()
    assert written["bots"][0]["scopes"] == ["personal"]
    assert written["developer"]["termsOfUseUrl"] == GOOD["--terms-url"]
    assert written["developer"]["websiteUrl"] == "https://share.example.govt.nz"
    assert written["validDomains"] == ["share.example.govt.nz"]
    assert not re.search(r"\{\w+\}", json.dumps(written))


def test_the_same_settings_make_the_same_file(bot: Bot, tmp_path: Path) -> None:
    """Byte for byte, so that two people can compare."""
    one, two = tmp_path / "one.zip", tmp_path / "two.zip"
    make(bot, one)
    make(bot, two)

    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("app_id", "my-bot", "Allowed: the Application (client) ID"),
        ("app_id", "28:11111111-2222-3333-4444-555555555555", "--app-id"),
        ("bot_domain", "https://share.example.govt.nz", "without https://"),
        ("bot_domain", "share.example.govt.nz:8443", "without a port"),
        ("bot_domain", "localhost", "no public host name"),
        ("bot_domain", "10.0.0.1", "no public host name"),
        ("privacy_url", "http://example.govt.nz/privacy", "begins with https://"),
        ("terms_url", "example.govt.nz/terms", "--terms-url"),
        ("website_url", "https://", "--website-url"),
        ("website_url", "https://user:word@example.govt.nz", "--website-url"),
        (
            "name",
            "Safe to Share for the whole of the agency",
            "has 41 characters. Allowed: 1 to 30",
        ),
        ("name", " ", "has 0 characters"),
        ("developer", "x" * 33, "has 33 characters. Allowed: 1 to 32"),
        ("package_version", "1.0", "three numbers, as 1.0.0"),
        ("package_version", "01.0.0", "--package-version"),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(
    bot: Bot, tmp_path: Path, option: str, value: str, says: str
) -> None:
    """Wrong use, status 2, and nothing is written."""
    out = tmp_path / "teams.zip"
    said = make(bot, out, **{option: value})

    assert said.status == 2
    assert says in said.err
    assert f"--{option.replace('_', '-')}" in said.err
    assert not out.exists()


def test_all_faults_are_named_at_once(bot: Bot, tmp_path: Path) -> None:
    """Nobody has to run it once for each."""
    said = make(bot, tmp_path / "teams.zip", app_id="x", privacy_url="http://a.nz", name="")

    assert all(option in said.err for option in ("--app-id", "--privacy-url", "--name"))


def test_a_folder_that_is_not_there_is_named(bot: Bot, tmp_path: Path) -> None:
    """Not a traceback."""
    said = make(bot, tmp_path / "nowhere" / "teams.zip")

    assert said.status == 2
    assert "nowhere" in said.err


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"color_png": None}, "package: color.png is missing"),
        ({"notes_txt": b"x"}, "package: notes.txt does not belong there"),
        ({"color_png": b"GIF89a"}, "color.png: is no PNG"),
        ({"color_png": png(96, (0, 0, 0, 255))}, "color.png: is 96 by 96. Allowed: 192 by 192"),
        ({"outline_png": png(32, (255, 255, 255, 255))}, "white on a transparent ground"),
        ({"outline_png": png(32, (0, 0, 0, 0))}, "white on a transparent ground"),
        ({"outline_png": png(32, (255, 255, 255), "RGB")}, "white on a transparent ground"),
        ({"outline_png": (FOLDER / "outline.png").read_bytes()[:60]}, "white on a transparent"),
        ({"manifest_json": b"{"}, "manifest.json: is no JSON"),
        ({"manifest_json": b'{"manifestVersion": "1.16"}'}, "'icons' is a required property"),
    ],
)
def test_a_package_that_is_not_whole_is_refused(files: dict[str, Any], says: str) -> None:
    """By layout, pictures and schema."""
    assert any(says in fault for fault in check(content(**files)))


def test_the_schema_is_looked_at() -> None:
    """A scope that there is none, a field that there is none, a bot too many."""
    written = json.loads(manifest(GIVEN))
    written["bots"] = [{**written["bots"][0], "scopes": ["everyone"]}] * 2
    written["colour"] = "red"
    faults = "\n".join(check(content(manifest_json=json.dumps(written).encode())))

    assert "$.bots" in faults
    assert "'everyone' is not one of" in faults
    assert "'colour' was unexpected" in faults


def test_what_is_no_zip_is_said() -> None:
    """A file of another kind."""
    assert "is no zip file" in check_zip(FOLDER / "color.png")[0]


def test_the_icons_are_the_ones_that_the_script_draws() -> None:
    """Pixel for pixel, so that nobody changes one without the other."""
    for name, drawn in (("color", teams_icons.color()), ("outline", teams_icons.outline())):
        with Image.open(FOLDER / f"{name}.png") as kept:
            assert kept.convert("RGBA").tobytes() == drawn.tobytes()
