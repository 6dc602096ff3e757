"""What is worth asking in a chat, by who somebody is, what they do and topic: our questions and the seeker's.

To learn, never to ask for a job: somebody who was asked about their work remembers a good conversation.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from networking.contacts.models import Persona
from networking.contacts.roles import Role
from networking.conversations.models import Topic


class BankQuestion(NamedTuple):
    """Empty persona: for everybody. Empty roles: whatever they do. `pk` is the seeker's own `Question`'s."""

    text: str
    topic: Topic
    persona: str = ""
    roles: frozenset[str] = frozenset()
    pk: int = 0


def asked_of(persona: str, topic: Topic, *texts: str) -> list[BankQuestion]:
    return [BankQuestion(text, topic, persona) for text in texts]


def asked_in(roles: Iterable[Role], *by_topic: tuple[Topic, str]) -> list[BankQuestion]:
    return [BankQuestion(text, topic, "", frozenset(roles)) for topic, text in by_topic]


EVERYBODY = [
    *asked_of(
        "",
        Topic.PATH,
        "How did you come to work here?",
        "What surprised you most in your first months?",
        "What does a good day at work look like for you?",
        "What do you know now that you wish you had known when you started?",
    ),
    *asked_of(
        "",
        Topic.ROLE,
        "What is your team working on at the moment?",
        "What makes somebody good at this work, beyond what a job advert says?",
        "If you had a free month, what would you learn?",
    ),
    *asked_of(
        "",
        Topic.CULTURE,
        "What would you miss if you left?",
        "What is still hard here?",
        "How do people here help each other when somebody is stuck?",
        "How do you work together: at the office, from home, across time zones?",
    ),
    *asked_of(
        "",
        Topic.APPLY,
        "How do people usually find their way into this company?",
        "What does somebody from outside often get wrong about this place?",
    ),
    *asked_of(
        "",
        Topic.PEOPLE,
        "Who else here does work that I could learn from?",
        "Is there a community, a talk or a newsletter that you would recommend?",
        "Is there something I could do for you?",
    ),
]
DEVELOPERS = [
    *asked_of(
        Persona.DEVELOPER,
        Topic.PATH,
        "How did you get into development?",
        "Which piece of work are you proud of?",
        "What did you find hardest when you were new to the code?",
    ),
    *asked_of(
        Persona.DEVELOPER,
        Topic.ROLE,
        "What does your week look like: how much of it is writing code?",
        "Which tools and languages do you use every day, and which would you leave out?",
        "What would you give a new developer to do in the first week?",
        "What should a junior here be able to do after three months?",
    ),
    *asked_of(
        Persona.DEVELOPER,
        Topic.CULTURE,
        "How do code reviews go: what makes a good one here?",
        "How does an idea become something that is live?",
        "What happens when something breaks at night?",
        "Do you pair, and who do you ask when you do not know how to go on?",
    ),
    *asked_of(
        Persona.DEVELOPER,
        Topic.APPLY,
        "What did your own interviews look like, and what helped you to prepare?",
        "Which small project would teach me what this team needs?",
    ),
    *asked_of(
        Persona.DEVELOPER,
        Topic.PEOPLE,
        "Whose code or talks have taught you a lot?",
        "Who on another team would see this question differently?",
    ),
]
MANAGERS = [
    *asked_of(
        Persona.MANAGER,
        Topic.PATH,
        "How did you come to lead a team, and what do you like about it?",
        "What did you have to unlearn when you stopped coding all day?",
    ),
    *asked_of(
        Persona.MANAGER,
        Topic.ROLE,
        "What is the hardest problem your team has to solve this year?",
        "Who makes the team stronger: what do you look for in a person?",
        "What do people in their first job bring that others do not?",
        "What does success look like for somebody new, after half a year?",
    ),
    *asked_of(
        Persona.MANAGER,
        Topic.CULTURE,
        "How do you decide what the team works on next?",
        "How do people grow here: who looks after it?",
        "What have you changed in how the team works, and why?",
        "How do you notice that somebody needs help?",
    ),
    *asked_of(
        Persona.MANAGER,
        Topic.APPLY,
        "When you read an application, what makes you stop and read on?",
        "How does hiring work in your team, from the first mail to the first day?",
        "Which skills would you rather teach than ask for?",
    ),
    *asked_of(
        Persona.MANAGER,
        Topic.PEOPLE,
        "Who on your team would enjoy telling me about the daily work?",
        "Which other teams do you work with most?",
    ),
]
RECRUITERS = [
    *asked_of(
        Persona.RECRUITER,
        Topic.PATH,
        "What made you choose this company to hire for?",
        "What do you enjoy about bringing people in here?",
    ),
    *asked_of(
        Persona.RECRUITER,
        Topic.ROLE,
        "Which skills are you looking for again and again?",
        "What tells you that somebody new to the field will do well?",
        "How do you look at people who came by a bootcamp or taught themselves?",
    ),
    *asked_of(
        Persona.RECRUITER,
        Topic.CULTURE,
        "What do people say when they have been here for a year?",
        "Why do people stay, and why do some leave?",
        "What do you tell candidates about this place that they do not expect?",
    ),
    *asked_of(
        Persona.RECRUITER,
        Topic.APPLY,
        "What are the steps from an application to a decision, and how long do they take?",
        "What makes an application easy to say yes to?",
        "At what times of the year do you hire people who are starting out?",
        "Do you have internships, apprenticeships or a programme for people who change careers?",
    ),
    *asked_of(
        Persona.RECRUITER,
        Topic.PEOPLE,
        "Which teams are growing, and who could tell me what they do?",
        "Where do you meet people: at which events, in which communities?",
    ),
]
BY_ROLE = [
    *asked_in(
        (Role.FRONTEND, Role.FULLSTACK),
        (Topic.ROLE, "How do designers and developers work together here?"),
        (Topic.ROLE, "How do you make sure that people with a keyboard or a screen reader can use it?"),
        (Topic.CULTURE, "How do you decide when a component is worth sharing?"),
    ),
    *asked_in(
        (Role.BACKEND, Role.FULLSTACK),
        (Topic.ROLE, "Which part of the system would you draw first to explain it to me?"),
        (Topic.ROLE, "What had to be rebuilt when more people began to use it?"),
        (Topic.CULTURE, "How do teams agree when one needs another to change an interface?"),
    ),
    *asked_in(
        (Role.MOBILE,),
        (Topic.ROLE, "What do you share between platforms, and what do you write twice?"),
        (Topic.ROLE, "How do you test on all those phones?"),
        (Topic.CULTURE, "What does a release look like, from the last commit to the store?"),
    ),
    *asked_in(
        (Role.DATA,),
        (Topic.ROLE, "Who asks you questions, and what do they do with the answers?"),
        (Topic.ROLE, "How much of your time goes into getting the data right?"),
        (Topic.CULTURE, "How does a model or a report get from your machine to the people who use it?"),
    ),
    *asked_in(
        (Role.OPERATIONS,),
        (Topic.ROLE, "What have you automated that you would never do by hand again?"),
        (Topic.ROLE, "How do you find out that something is wrong before others do?"),
        (Topic.CULTURE, "What happens after an outage: who writes down what, and who reads it?"),
    ),
    *asked_in(
        (Role.SECURITY,),
        (Topic.ROLE, "Where do you start when you look at something new?"),
        (Topic.ROLE, "What could every developer do to make your work easier?"),
        (Topic.CULTURE, "How do you tell a team about a hole in their work so that they thank you?"),
    ),
    *asked_in(
        (Role.QUALITY,),
        (Topic.ROLE, "What do you still test by hand, and why?"),
        (Topic.ROLE, "Which bug taught you the most?"),
        (Topic.CULTURE, "When in the making of something do people come to you?"),
    ),
    *asked_in(
        (Role.EMBEDDED,),
        (Topic.ROLE, "How do you find a bug in something you cannot attach a screen to?"),
        (Topic.ROLE, "How do you work with the people who build the hardware?"),
        (Topic.CULTURE, "How do you test before the hardware is there?"),
    ),
]  # fmt: skip
STARTER_BANK = [*EVERYBODY, *DEVELOPERS, *MANAGERS, *RECRUITERS, *BY_ROLE]

# Questions about the craft are for those who do it and those who lead it.
DO_OR_LEAD = frozenset({Persona.DEVELOPER, Persona.MANAGER})


def fits(question: BankQuestion, persona: str, role: str) -> bool:
    if question.roles and (role not in question.roles or persona not in DO_OR_LEAD):
        return False
    return question.persona in ("", persona)


def fitting(own: Iterable[BankQuestion], persona: str, role: str) -> list[BankQuestion]:
    """My own first, then what is about their craft, then about their part, then what anybody can be asked."""
    ours = (question for question in STARTER_BANK if fits(question, persona, role))
    mine = [question for question in own if fits(question, persona, role)]
    return mine + sorted(ours, key=lambda question: (not question.roles, not question.persona))


def by_topic(questions: Iterable[BankQuestion]) -> list[tuple[str, list[BankQuestion]]]:
    """The same questions under the names of their topics, in the order one asks them."""
    given = list(questions)
    groups = ((topic.label, [q for q in given if q.topic == topic]) for topic in Topic)
    return [(label, group) for label, group in groups if group]
