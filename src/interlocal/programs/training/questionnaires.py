"""The questionnaires of the room, read from ``questionnaires.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from interlocal.programs.training.models import Course

REACTION, LEARNING, LEARNER_90, SUPERVISOR_90 = "reaction", "learning", "learner-90", "supervisor-90"
SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Question:
    """One question as it is put: what its answer is kept as, and its words in each language."""

    key: str
    kind: str
    words: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """Return its words, in English where there are none in ``language``."""
        return self.words.get(language, self.words["en"])


@dataclass(frozen=True)
class Questionnaire:
    """One questionnaire: its version, its Kirkpatrick level, who is asked, and what."""

    name: str
    version: int
    level: int
    who: str
    title: Mapping[str, str]
    questions: tuple[Question, ...]

    def titled(self, language: str) -> str:
        """Return its title, in English where there is none in ``language``."""
        return self.title.get(language, self.title["en"])

    def asked_about(self, course: Course) -> tuple[Question, ...]:
        """Return the questions about ``course``: each of its outcomes stands before and after it."""
        return tuple(put for one in self.questions for put in _put(one, course))


@cache
def questionnaires() -> Mapping[str, Questionnaire]:
    """Return every questionnaire by its name."""
    text = (Path(__file__).resolve().parent / "questionnaires.toml").read_text(encoding="utf-8")
    return {name: _read(name, said) for name, said in tomllib.loads(text).items()}


def _read(name: str, said: Mapping[str, object]) -> Questionnaire:
    questions = said["questions"]
    assert isinstance(questions, list)
    return Questionnaire(
        name=name,
        version=int(str(said["version"])),
        level=int(str(said["level"])),
        who=str(said["who"]),
        title=dict(said["title"]),  # type: ignore[call-overload]
        questions=tuple(
            Question(one["key"], one["kind"], {"en": one["en"], "es": one["es"]}) for one in questions
        ),
    )


def _put(question: Question, course: Course) -> list[Question]:
    if question.kind != "outcomes":
        return [question]
    times = {
        "before": {"en": "Before the course", "es": "Antes del curso"},
        "now": {"en": "Now", "es": "Ahora"},
    }
    return [
        Question(
            f"{question.key}-{number}-{time}",
            "scale",
            {code: f"{said}: {outcome}" for code, said in words.items()},
        )
        for number, outcome in enumerate(course.outcome_lines, 1)
        for time, words in times.items()
    ]
