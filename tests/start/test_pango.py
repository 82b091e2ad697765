"""Pango and a font for PDF: found, installed where that needs no question, or named."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import InstallError, need_pango

NOWHERE = "a-library-that-nobody-has"


def fonts(folder: Path) -> str:
    """A folder with the font in it."""
    (folder / "dejavu").mkdir()
    (folder / "dejavu" / "DejaVuSans.ttf").touch()
    return str(folder)


def test_what_is_there_is_used(machine: Path) -> None:
    """Nothing is installed: there is no apt-get to do it here."""
    need_pango(machine, libraries=[], font_folders=[fonts(machine)])


def test_root_on_debian_gets_it_installed(machine: Path) -> None:
    """All of it in one go, and without a question."""
    apt = machine / "apt-get"
    folder = machine / "share" / "fonts"
    apt.write_text(
        f'#!/bin/sh\ncase "$*" in *"libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 '
        f'fonts-dejavu-core") /bin/mkdir -p "{folder}"; echo > "{folder}/DejaVuSans.ttf";; esac\n',
        encoding="utf-8",
    )
    apt.chmod(0o755)

    need_pango(machine, libraries=[], font_folders=[str(folder)])

    assert (folder / "DejaVuSans.ttf").exists()


@pytest.mark.parametrize(
    ("libraries", "has_fonts", "missing"),
    [([NOWHERE], True, f"lib{NOWHERE}"), ([], False, "DejaVuSans.ttf")],
    ids=["library", "font"],
)
def test_where_it_may_not_be_installed_it_says_what_is_missing(
    machine: Path,
    monkeypatch: pytest.MonkeyPatch,
    libraries: list[str],
    has_fonts: bool,  # noqa: FBT001  a case
    missing: str,
) -> None:
    """One plain message with the name of what is not there, and the command to type."""
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    folder = fonts(machine) if has_fonts else str(machine)

    with pytest.raises(InstallError, match=rf"need {missing}, not found") as error:
        need_pango(machine, libraries=libraries, font_folders=[folder])

    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0" in str(error.value)
