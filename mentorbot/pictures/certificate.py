"""A certificate to keep and print: what was certified in words, and the code that proves it inside the file."""

from dataclasses import dataclass
from typing import Final

from mentorbot.domain.certificates import Certificate
from mentorbot.pictures.counts import counted, day
from mentorbot.pictures.drawing import WIDTH, Drawn, described, png, svg
from mentorbot.pictures.lettering import fitted, legible
from mentorbot.pictures.png_text import with_text
from mentorbot.pictures.typeface import Weight

_HEIGHT: Final = 566
"""As A4 lies."""
_WIDE: Final = 660


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificatePicture:
    """A certificate, the code that proves it and its short form, and where that can be checked, in a few words."""

    certificate: Certificate
    code: str
    short: str
    check_at: str
    """Such as https://bot.example/verify"""
    handle: str = ""
    """Stands for a name that the typeface cannot draw."""


def certificate_picture(picture: CertificatePicture) -> Drawn:
    """The picture, with the code in it; its description and the code hold the whole name in any script."""
    return Drawn(with_text(png(certificate_svg(picture)), picture.code), _description(picture))


def certificate_svg(picture: CertificatePicture) -> str:
    """What is drawn."""
    its = picture.certificate
    shown = legible(its.name, picture.handle, weight=Weight.BOLD)
    name = fitted(shown.text, width=_WIDE, size=48, least=24, lines=3, weight=Weight.BOLD)
    title = legible(its.guide, weight=Weight.BOLD).text
    guide = fitted(title, width=_WIDE, size=28, least=18, lines=2, weight=Weight.BOLD)
    values = {
        "height": _HEIGHT,
        "instance": fitted(legible(its.instance).text, width=_WIDE, size=17, least=12),
        "name": name,
        "name_top": 214 - name.height / 2 + name.size * 0.8,
        "aside": ""
        if shown.whole and not name.cut
        else "The name in full is in this file's description and in its signed data.",
        "guide": guide,
        "guide_top": 356 - guide.height / 2 + guide.size * 0.8,
        "about": fitted(_about(its), width=_WIDE, size=17, least=12),
        "id": its.id,
        "on": day(its.finished_on),
        "code": picture.short,
        "check_at": fitted(
            f"Signed; check this file at {legible(picture.check_at).text}", width=WIDTH - 120, size=13, least=9
        ),
    }
    return svg("certificate.svg", values)


def _about(certificate: Certificate) -> str:
    tasks = f"all {counted(certificate.tasks, 'task')}"
    return f"{tasks}, with {legible(certificate.cohort).text}" if certificate.cohort else tasks


def _description(picture: CertificatePicture) -> str:
    its = picture.certificate
    return described(
        f"Certificate of completion: {its.name} has finished {its.guide}, all {counted(its.tasks, 'task')},"
        f"{f' with {its.cohort},' if its.cohort else ''} on {day(its.finished_on)}.",
        f"Issued by {its.instance} as {its.id}, code {picture.short}; check the file at {picture.check_at}.",
    )
