"""Forms that people give to phones and to numbers of files, cards and cars."""

from __future__ import annotations

import pytest

from bot.privacy.redact import redact


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("its oh two one five five five oh one two three", "its [phone]"),
        ("double two one five five five oh one nine nine", "[phone]"),
        ("zero two seven, five five five, zero one four four", "[phone]"),
        ("mob o21 555 0133", "mob [phone]"),
        ("ring (09) 555 0177 ext 12", "ring [phone]"),
        ("cell +64 (0)27 555 0177", "cell [phone]"),
        ("wk 555-0188", "wk [phone]"),
        ("0 2 1 5 5 5 0 1 3 6", "[number]"),
        ("its 021 and then 555 0143, her cell", "its [phone], her cell"),
        ("oh two one 555 0188", "[phone]"),
        ("the number ended in 0188", "the number ended in [number]"),
        ("on 09 5550198 ext: 220", "on [phone]"),
        ("my extension is ext 4417", "my extension is [phone]"),
        ("ph 03 215 555", "ph [phone]"),
        ("021 FIVE FIVE FIVE 0133", "[phone]"),
        ("O27 555 O18O was on the wall", "[phone] was on the wall"),
        ("0 2 7 - 5 5 5 - 0 1 3 9 she said", "[phone] she said"),
        ("021_555_0123 ext 4", "[phone]"),
        ("o21-five five five-oh one eight", "[phone]"),
        ("027 5five5 0134 so", "[phone] so"),
        ("oh nine, eight double five, oh one seventy two", "[phone]"),
        ("nsn: 1 4 4 8 8 2 9 0 3", "nsn: [number]"),
        ("her cell starts 0210 and ends 889", "her cell starts [number] and ends [number]"),
    ],
)
def test_a_phone_however_it_is_typed(says: str, left: str) -> None:
    """Said in words, with a letter for the nought, with its extension."""
    assert redact(says).text == left


@pytest.mark.parametrize(
    ("says", "left"),
    [
        ("nhi number zzz 0016", "nhi number [number]"),
        ("licence EK 445 221", "licence [number]"),
        ("licence no AB123456 version 123", "licence no [number]"),
        ("lic bx110293 (221)", "lic [number]"),
        ("licence AB123456, card 311", "licence [number]"),
        ("benefit number 442 118 003 A", "benefit number [number]"),
        ("nhi new format khl 83 fm", "nhi new format [number]"),
        ("red mazda with GRN 4U on it", "red mazda with [number] on it"),
        ("FP 044/118/22 is it", "[phone] is it"),
        ("from 2404:4408:1::9a", "from [number]"),
        ("visa expires 09/27", "visa expires [number]"),
        ("case number is 2024 - 00118", "case number is [number]"),
        ("file OT / 2024 / 118", "file [number]"),
        ("job no 12 345", "job no [number]"),
        ("ref HNZ.2231.88", "ref [number]"),
        ("imms NIR 118822", "imms [number]"),
        ("custody no C-2231/A", "custody no [number]"),
        ("nhi ABC12 34", "nhi [number]"),
        ("ref REF#22-0918B", "ref [number]"),
        ("claim 1003 1188 22A", "claim [number]"),
        ("her door code is C1182", "her door code is [number]"),
        ("[2024] NZFC 1182", "[number]"),
        ("acc A 10044/22", "acc [number]"),
        ("black bmw KRZ4", "black bmw [number]"),
        ("the bsb is 06 2231", "the bsb is [number]"),
        ("case 2024/0117/AKL", "case [number]"),
        ("file cyf/22/11", "file [number]"),
        ("plate 'KEA 42'", "plate '[number]'"),
        ("plates NZ1 MUM", "plates [number]"),
        ("card 4988 1234 5678 9012, 11/28", "card [number]"),
        ("hospital id W44 1182", "hospital id [number]"),
        ("passport no. RA 4456012", "passport no. [number]"),
        ("police file 240915/1234", "police file [number]"),
        ("ref FV-2024-00187", "ref [number]"),
        ("case number C/2023/4471", "case number [number]"),
        ("roc ref 12345", "roc ref [number]"),
        ("our ref: SWS/23/118", "our ref: [number]"),
        ("client id CL-00812", "client id [number]"),
        ("FAM 2021-004-1123", "[number]"),
        ("plate BADBOY", "plate [number]"),
        ("rego KIWI01 or 1NATE", "rego [number] or [number]"),
        ("plate ends 47K", "plate ends [number]"),
        ("a silver demio QRT 55", "a silver demio [number]"),
        ("a/c 06 0821 0448122 00", "a/c [number]"),
        ("card 4988 1234 5678 9010", "card [number]"),
        ("nhi is abc 12 de, new style", "nhi is [number], new style"),
        ("plate h j k 2 3 9 outside", "plate [number] outside"),
        ("licence AB123456 v 456", "licence [number]"),
        ("court file CRI-2024-004-009876", "court file [number]"),
        ("ACC45 BB 44321 was done", "ACC45 [number] was done"),
        ("staff id 4120", "staff id [number]"),
        ("passport no K 223 4417", "passport no [phone]"),
        ("rego HRD MAN", "rego [number]"),
        ("DL AB 12 34 56 (ver 321)", "DL [number])"),
        ("plates are KDR 4 4 1", "plates are [number]"),
        ("pbn-204 is parked up", "[number] is parked up"),
        ("lbg four four one left", "[number] left"),
        ("it says H J K, 1 2 3 4 there", "it says [number] there"),
        ("police file no 241103 / 4471", "police file no [number]"),
        ("5010 is the postcode", "[number] is the postcode"),
    ],
)
def test_a_number_of_somebodys(says: str, left: str) -> None:
    """Nothing of it remains, whatever stands between its parts."""
    assert redact(says).text == left
