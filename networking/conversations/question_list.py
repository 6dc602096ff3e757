"""My questions for one chat, one a line, in the order I mean to ask them: no act here loses another line."""

from __future__ import annotations

from networking.web.text import fold


def lines(text: str) -> list[str]:
    """The questions of a text; empty lines are none."""
    return [question for line in text.splitlines() if (question := line.strip())]


def written(questions: list[str]) -> str:
    return "\n".join(questions)


def place_of(questions: list[str], question: str) -> int:
    """Where a question stands, however it is spelled; -1 if it does not."""
    if question in questions:
        return questions.index(question)
    folded = [fold(line) for line in questions]
    return folded.index(fold(question)) if fold(question) in folded else -1


def added(questions: list[str], question: str, at: int | None = None) -> list[str]:
    """With one more, at its place or at the end; one that is there already stays where it is."""
    if place_of(questions, question) >= 0:
        return questions
    at = len(questions) if at is None else max(at, 0)
    return [*questions[:at], question, *questions[at:]]


def dropped(questions: list[str], question: str) -> list[str]:
    place = place_of(questions, question)
    return questions if place < 0 else questions[:place] + questions[place + 1 :]


def moved(questions: list[str], question: str, by: int) -> list[str]:
    """One earlier (-1) or later (1), as far as there is room."""
    place = place_of(questions, question)
    if place < 0:
        return questions
    rest = dropped(questions, questions[place])
    return [*rest[: max(place + by, 0)], questions[place], *rest[max(place + by, 0) :]]
