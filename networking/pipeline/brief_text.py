"""What is known about a company, as one Markdown file to read before a chat or to keep."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from networking.accounts.models import User
from networking.companies.models import Answer, Company, Standing
from networking.contacts.models import Contact
from networking.contacts.stages import STAGE_LABELS, Stage
from networking.conversations.models import Topic
from networking.pipeline.brief import Lesson, learned_at
from networking.web.markdown import escaped, paragraphs

INS = (
    ("in_interests", "We share an interest"),
    ("in_product", "I use or love the product"),
    ("in_someone", "I know someone there"),
    ("in_local", "It is hyper-local to me"),
)


def load_brief_text(user: User, company: Company) -> str:
    answers = Answer.objects.owned_by(user).filter(company=company, criterion__is_hidden=False)
    people = Contact.objects.owned_by(user).filter(company=company).order_by("-stage", "name", "pk")
    lessons = learned_at(user, company).order_by("chat__settled_on", "chat", "pk")
    told = lessons.values_list("chat", "chat__contact__name", "text", "chat__settled_on", "topic")
    return brief_text(
        company,
        answers.select_related("criterion").order_by("criterion__position", "criterion_id"),
        people,
        [Lesson(*row) for row in told],
    )


def brief_text(
    company: Company, answers: Iterable[Answer], people: Iterable[Contact], lessons: list[Lesson]
) -> str:
    parts = [
        [f"# {escaped(company.name)}", *facts(company)],
        section("Why we fit", ins(company)),
        section("What I found out", map(found_out, answers)),
        section("People", map(who, people)),
        *(section(topic.label, learned(topic, lessons)) for topic in Topic),
        section("Notes", [paragraphs(company.notes)]),
    ]
    return "\n\n".join("\n\n".join(part) for part in parts if part) + "\n"


def section(title: str, lines: Iterable[str]) -> list[str]:
    """A heading with what stands under it, or nothing at all."""
    filled = [line for line in lines if line]
    return [f"## {title}", "\n".join(filled)] if filled else []


def facts(company: Company) -> Iterator[str]:
    known = [Standing(company.standing).label, company.place, company.website]
    yield " · ".join(escaped(fact) for fact in known if fact)


def ins(company: Company) -> Iterator[str]:
    yield from (f"- {words}" for field, words in INS if getattr(company, field))
    if company.in_words.strip():
        yield f"- {paragraphs(company.in_words, indent='  ')}"


def found_out(answer: Answer) -> str:
    said = f"- {escaped(answer.criterion.text)}: {answer.get_value_display()}"
    more = [paragraphs(answer.note, indent="  "), escaped(answer.source)]
    return "  \n  ".join([said, *filter(None, more)])


def who(contact: Contact) -> str:
    known = [contact.title, contact.get_persona_display(), STAGE_LABELS[Stage(contact.stage)]]
    return f"- {escaped(contact.name)}: {', '.join(escaped(fact) for fact in known if fact)}"


def learned(topic: str, lessons: Iterable[Lesson]) -> Iterator[str]:
    for lesson in lessons:
        if lesson.topic == topic:
            text = paragraphs(lesson.text, indent="  ")
            yield f"- {text}  \n  ({escaped(lesson.who)}{day(lesson.on)})"


def day(on: dt.date | None) -> str:
    return f", {on.day} {on:%B %Y}" if on else ""
