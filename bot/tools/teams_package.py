"""``teams-package``: the app that an administrator uploads to Teams, made and checked offline."""

from __future__ import annotations

import json
import re
import struct
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jsonschema import Draft4Validator
from PIL import Image

from bot.install import ROOT
from bot.tools.console import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = ROOT / "deploy" / "teams"
SCHEMA = FOLDER / "schema" / "manifest-1.16.schema.json"
FILES = ("manifest.json", "color.png", "outline.png")
"""All that is in the package, at its root."""
SIZES = {"color.png": 192, "outline.png": 32}
LONGEST = {"name": 30, "developer": 32}
"""Characters; the schema and Teams' store say so."""
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")
_GAP = re.compile(r"\{(\w+)\}")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGBA = 6
_AT = (1980, 1, 1, 0, 0, 0)


def package(given: Mapping[str, str], out: Path) -> None:
    """Write the package.

    Args:
        given: app_id, bot_domain, privacy_url, terms_url, website_url, name, developer, version.
        out: the zip to write.

    Raises:
        WrongUse: something given, or a file of ``deploy/teams``, cannot be used; every fault is
            named with where it is and what is allowed, and nothing is written.
    """
    faults = list(_given(given))
    if faults:
        raise WrongUse("\n".join(faults))
    content = {name: (FOLDER / name).read_bytes() for name in FILES[1:]}
    content["manifest.json"] = manifest(given)
    faults = list(check(content))
    if faults:
        raise WrongUse("\n".join(faults))
    try:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in FILES:
                # Always of one day: the same settings make the same file.
                archive.writestr(zipfile.ZipInfo(name, _AT), content[name], zipfile.ZIP_DEFLATED)
    except OSError as error:
        raise WrongUse(f"--out: {out} cannot be written: {error.strerror}.") from error


def manifest(given: Mapping[str, str]) -> bytes:
    """The manifest with what was given in its gaps."""

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [filled(each) for each in value]
        if isinstance(value, str):
            return _GAP.sub(lambda gap: given[gap[1]], value)
        return value

    template = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return json.dumps(filled(template), ensure_ascii=False, indent=2).encode()


def check(content: Mapping[str, bytes]) -> Iterator[str]:
    """What is wrong with the files of a package, each fault with its place."""
    for name in sorted(set(FILES) ^ set(content)):
        state = "is missing" if name in FILES else "does not belong there"
        yield f"package: {name} {state}. Allowed: {', '.join(FILES)}, at the root."
    for name, side in SIZES.items():
        if name in content:
            yield from _picture(name, content[name], side)
    if "manifest.json" in content:
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        try:
            written = json.loads(content["manifest.json"])
        except ValueError as error:
            yield f"manifest.json: is no JSON: {error}."
            return
        for fault in Draft4Validator(schema).iter_errors(written):
            yield f"manifest.json: {fault.json_path}: {fault.message}"


def check_zip(path: Path) -> list[str]:
    """What is wrong with a package as it lies on disk."""
    try:
        with zipfile.ZipFile(path) as archive:
            return list(check({name: archive.read(name) for name in archive.namelist()}))
    except (zipfile.BadZipFile, OSError) as error:
        return [f"{path}: is no zip file: {error}."]


def _given(given: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with what was given."""
    if not _GUID.fullmatch(given["app_id"]):
        yield (
            f"--app-id: '{given['app_id']}' is no application id. Allowed: the Application "
            "(client) ID of the app registration, as 00000000-0000-0000-0000-000000000000."
        )
    if not _HOST.fullmatch(given["bot_domain"]):
        yield (
            f"--bot-domain: '{given['bot_domain']}' is no public host name. Allowed: the name "
            "alone in small letters, as share.example.govt.nz, without https:// and without a port."
        )
    for name in ("privacy_url", "terms_url", "website_url"):
        if not _is_https(given[name]):
            yield (
                f"--{name.replace('_', '-')}: '{given[name]}' cannot be linked to. "
                "Allowed: a whole address that begins with https://"
            )
    for name, longest in LONGEST.items():
        length = len(given[name].strip())
        if not 0 < length <= longest:
            yield f"--{name}: has {length} characters. Allowed: 1 to {longest}."
    if not _VERSION.fullmatch(given["version"]):
        yield f"--package-version: '{given['version']}' is none. Allowed: three numbers, as 1.0.0."


def _is_https(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    # Microsoft's schema lets http pass; Teams does not.
    return (
        address.isprintable()
        and " " not in address
        and parts.scheme == "https"
        and bool(_HOST.fullmatch(parts.hostname or ""))
        and parts.username is None
    )


def _picture(name: str, png: bytes, side: int) -> Iterator[str]:
    """Its size; and for the outline, that it is white on nothing."""
    if png[:8] != _SIGNATURE or png[12:16] != b"IHDR":
        yield f"{name}: is no PNG."
        return
    width, height, depth, kind = struct.unpack(">IIBB", png[16:26])
    if (width, height) != (side, side):
        yield f"{name}: is {width} by {height}. Allowed: {side} by {side}."
    if name == "outline.png" and ((depth, kind) != (8, _RGBA) or not _is_white_on_nothing(png)):
        yield f"{name}: Allowed: white on a transparent ground, 8 bits with alpha."


def _is_white_on_nothing(png: bytes) -> bool:
    """Whether every pixel that can be seen is white, some can be seen, and the corners cannot."""
    try:
        with Image.open(BytesIO(png)) as picture:
            flat = picture.convert("RGBA").tobytes()
    except OSError:
        return False
    pixels = [flat[at : at + 4] for at in range(0, len(flat), 4)]
    seen = {pixel[:3] for pixel in pixels if pixel[3]}
    return seen == {b"\xff\xff\xff"} and not pixels[0][3] and not pixels[-1][3]
