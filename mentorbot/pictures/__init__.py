"""Pictures for a chat: a small value in, a PNG and all that it says in words out."""

from mentorbot.pictures.badge import BadgePicture, badge_picture
from mentorbot.pictures.certificate import CertificatePicture, certificate_picture
from mentorbot.pictures.drawing import Drawn
from mentorbot.pictures.progress import ProgressPicture, StepDone, progress_picture
from mentorbot.pictures.report import FunnelStep, ReportPicture, report_picture

__all__ = [
    "BadgePicture",
    "CertificatePicture",
    "Drawn",
    "FunnelStep",
    "ProgressPicture",
    "ReportPicture",
    "StepDone",
    "badge_picture",
    "certificate_picture",
    "progress_picture",
    "report_picture",
]
