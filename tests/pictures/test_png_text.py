"""The code that a certificate's file carries, after all that happens to files."""

import zlib
from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorbot.pictures.png_text import KEYWORD, NoText, text_of, with_text

CODE = "mbc1.Wm_DqyBNw7xsbGVy"


def chunk(kind: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))


HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\0"))
END = chunk(b"IEND", b"")
PLAIN = HEAD + PIXELS + END
NAMED = KEYWORD.encode() + b"\0"


def why_not(data: bytes) -> str:
    with pytest.raises(NoText) as caught:
        text_of(data)
    return str(caught.value)


@pytest.mark.parametrize("text", [CODE, "Zoë 李 🌱"])
def test_a_text_that_was_put_into_a_png_is_found_again(text: str) -> None:
    assert text_of(with_text(PLAIN, text)) == text


def test_the_file_is_otherwise_as_it_was() -> None:
    made = with_text(PLAIN, CODE)
    assert made.startswith(HEAD)
    assert made.endswith(PIXELS + END)
    assert made[len(HEAD) : -len(PIXELS + END)] == chunk(b"iTXt", NAMED + b"\0\0\0\0" + CODE.encode())


def test_chunks_that_others_add_change_nothing() -> None:
    others = (
        chunk(b"tEXt", b"Software\0Paint")
        + chunk(b"eXIf", b"MM\0*")
        + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")
    )
    sealed = chunk(b"iTXt", NAMED + b"\0\0\0\0" + CODE.encode())
    assert text_of(HEAD + others + sealed + PIXELS + others + END) == CODE
    assert text_of(HEAD + others + PIXELS + sealed + END) == CODE


@pytest.mark.parametrize(
    ("kind", "rest"),
    [
        (b"tEXt", CODE.encode()),
        (b"zTXt", b"\0" + zlib.compress(CODE.encode())),
        (b"iTXt", b"\1\0\0\0" + zlib.compress(CODE.encode())),
        (b"iTXt", b"\0\0en\0Urkunde\0" + CODE.encode()),
    ],
)
def test_another_kind_of_text_that_a_program_made_of_it_is_read_too(kind: bytes, rest: bytes) -> None:
    assert text_of(HEAD + chunk(kind, NAMED + rest) + PIXELS + END) == CODE


def test_a_picture_without_one_says_what_may_have_happened() -> None:
    assert why_not(PLAIN).startswith("This picture carries no signature: perhaps it is a screenshot")
    assert why_not(HEAD + chunk(b"tEXt", b"Comment\0" + CODE.encode()) + PIXELS + END) == why_not(PLAIN)


@pytest.mark.parametrize("rest", [b"", b"\1\0\0\0not packed", b"\1"])
def test_a_text_that_is_not_written_well_is_no_text_of_ours(rest: bytes) -> None:
    assert why_not(HEAD + chunk(b"iTXt", NAMED + rest) + PIXELS + END) == why_not(PLAIN)


def test_a_jpeg_is_named() -> None:
    assert why_not(b"\xff\xd8\xff\xe0\x00\x10JFIF").startswith(
        "This is a JPEG, which does not carry the signature along."
    )


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"\x89PNG", PLAIN[1:]])
def test_another_file_is_no_png(data: bytes) -> None:
    assert why_not(data).startswith("This is no PNG file.")


def test_a_file_that_ends_too_early_is_said_to() -> None:
    whole = with_text(PLAIN, CODE)
    for length in range(8, len(HEAD) + 12 + len(NAMED) + 4 + len(CODE)):
        assert why_not(whole[:length]).startswith("This file ends too early"), length
    assert why_not(PLAIN[:-3]).startswith("This file ends too early")


def test_a_flipped_bit_is_damage() -> None:
    whole = with_text(PLAIN, CODE)
    at = whole.index(CODE.encode())
    assert why_not(whole[:at] + b"M" + whole[at + 1 :]).startswith("This file is damaged.")


def test_fifty_megabytes_are_not_looked_into() -> None:
    assert why_not(with_text(PLAIN, CODE) + bytes(50_000_000)).startswith("This file has more than 2 MB")


def test_a_text_that_unpacks_without_end_is_cut() -> None:
    bomb = zlib.compress(bytes(1_000_000))
    assert len(text_of(HEAD + chunk(b"zTXt", NAMED + b"\0" + bomb) + PIXELS + END)) == 16 * 1024


@given(st.binary(max_size=300))
def test_any_bytes_after_the_first_eight_are_answered_with_a_sentence(data: bytes) -> None:
    assert why_not(HEAD[:8] + data).startswith("This ")
