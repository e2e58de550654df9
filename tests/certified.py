"""A certificate that was signed, and all that could be wrong with one."""

from dataclasses import replace
from datetime import UTC, date, datetime

from mentorbot.domain.certificates import Certificate
from mentorbot.pictures import CertificatePicture, certificate_picture
from mentorbot.seals import CODE, Sealed, new_key, public_key, seal

KEY = new_key()
PUBLIC = public_key(KEY)
ADA = Certificate(
    id="TPM-7F3K-9QWD",
    name="Ada Müller-李",
    guide="Technical Product Manager",
    cohort="Spring 26",
    tasks=31,
    finished_on=date(2026, 11, 24),
    issued_at=datetime(2026, 11, 24, 9, 12, 30, tzinfo=UTC),
    instance="Career Guild",
)
SEALED = seal(KEY, ADA)
ALONE = seal(KEY, replace(ADA, cohort="", name="<b>&amp;\"'"))
FOREIGN = seal(new_key(), ADA).text
CHANGED = SEALED.text[:40] + ("B" if SEALED.text[40] == "A" else "A") + SEALED.text[41:]
MALFORMED = f"{CODE}AAAA"


def picture(sealed: Sealed = SEALED, certificate: Certificate = ADA) -> bytes:
    """The PNG as the bot sends it."""
    made = CertificatePicture(certificate=certificate, code=sealed.text, short=sealed.short, check_at="here")
    return certificate_picture(made).png
