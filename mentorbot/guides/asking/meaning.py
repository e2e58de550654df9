"""Likeness of meaning by a small sentence model, where one is configured; the bot answers well without.

The model is a folder with `model.onnx` and `tokenizer.json`, as sentence models such as all-MiniLM-L6-v2 come. It runs
on onnxruntime, offline; nothing is downloaded.
"""

import hashlib
import logging
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from mentorbot.domain.guide import Guide
from mentorbot.guides.asking.topics import topic_of

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

    Vectors: TypeAlias = NDArray[float32]

LONGEST: Final = 128
"""Tokens; what comes after them in a text is not read."""
BATCH: Final = 64
KEPT: Final = "mentorbot-"
"""Begins the names of the files that hold the vectors of guides."""
MOST_KEPT: Final = 40

log = logging.getLogger(__name__)


class Model:
    """Gives texts as vectors of length 1, so that the product of two says how alike they are, from -1 to 1."""

    def __init__(self, folder: Path) -> None:
        """Raises ImportError, OSError or what onnxruntime and tokenizers raise when the folder holds no such model."""
        self._folder = folder
        import numpy as np  # noqa: PLC0415 - here and below: only who has a model needs them
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415
        from tokenizers import Tokenizer  # noqa: PLC0415

        self._numpy = np
        options = SessionOptions()
        options.intra_op_num_threads = 2
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # the event loop has other work
        options.log_severity_level = 3
        self._session = InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()
        self.vectors(["is it a model"])

    def vectors(self, texts: Sequence[str]) -> "Vectors":
        """The mean of each text's tokens, made as long as 1."""
        return self._numpy.concatenate([self._batch(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)])

    def kept(self, texts: Sequence[str]) -> "Vectors":
        """The same, remembered in the model's folder where that can be written to: a guide's take some seconds."""
        file = self._folder / f"{KEPT}{self._digest(texts)}.npy"
        try:
            vectors: Vectors = self._numpy.load(file, allow_pickle=False)
        except (OSError, ValueError):
            vectors = self.vectors(texts)
            self._keep(file, vectors)
        return vectors

    def _keep(self, file: Path, vectors: "Vectors") -> None:
        try:
            self._write(file, vectors)
        except OSError:
            log.debug("the vectors of a guide could not be kept in %s", self._folder)

    def _write(self, file: Path, vectors: "Vectors") -> None:
        with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".tmp", delete=False) as half:
            self._numpy.save(half, vectors)
        Path(half.name).replace(file)
        older = sorted(self._folder.glob(f"{KEPT}*.npy"), key=lambda each: each.stat().st_mtime, reverse=True)
        for each in older[MOST_KEPT:]:
            each.unlink(missing_ok=True)

    def _digest(self, texts: Sequence[str]) -> str:
        model = (self._folder / "model.onnx").stat()
        told = "\0".join((str(model.st_size), str(model.st_mtime_ns), *texts))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def _batch(self, texts: Sequence[str]) -> "Vectors":
        numpy, read = self._numpy, self._tokenizer.encode_batch(list(texts))
        ids = numpy.array([each.ids for each in read], dtype=numpy.int64)
        mask = numpy.array([each.attention_mask for each in read], dtype=numpy.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": numpy.zeros_like(ids)}
        hidden = self._session.run(None, {name: given[name] for name in self._inputs})[0]
        means = (hidden * mask[:, :, None]).sum(axis=1) / mask.sum(axis=1, keepdims=True).clip(1)
        unit: Vectors = means / numpy.linalg.norm(means, axis=1, keepdims=True).clip(1e-9)
        return unit


def open_model(folder: Path | None) -> Model | None:
    """The model of the folder; None where there is none, or, with one line in the log, where it cannot be used."""
    if folder is None:
        return None
    try:
        return Model(folder)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a model, questions are still answered
        log.warning("answering without SEMANTIC_MODEL: %s cannot be used (%s)", folder, _first_line(error))
        return None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]


class Meanings:
    """What each topic of a guide means: its titles and phrasings as vectors."""

    def __init__(self, guide: Guide, model: Model) -> None:
        texts = [(topic_of(page), text) for page in guide.pages.values() for text in (page.title, *page.asked_as)]
        texts.sort(key=lambda each: len(each[1]))  # alike lengths share a batch, so that little of it is padding
        self._model = model
        self._topics = [topic for topic, _ in texts]
        self._vectors = model.kept([text for _, text in texts])

    def fit(self, question: str) -> Mapping[str, float]:
        """For each topic how near its nearest text comes to the question."""
        (asked,) = self._model.vectors([question])
        best: dict[str, float] = {}
        for topic, likeness in zip(self._topics, (self._vectors @ asked).tolist(), strict=True):
            best[topic] = max(best.get(topic, -1.0), likeness)
        return best
