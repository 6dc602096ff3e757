"""The messages everybody can begin with: who I am, my “in”, one question, and no job asked for.

Each is written to be read aloud: short, kind, easy to say no to. `{role}` is not used: titles are often
unknown, and people know their own. The first of a purpose that fits is the one the composer offers.
"""

from __future__ import annotations

from typing import NamedTuple

from networking.contacts.models import Persona
from networking.conversations.models import Channel, Purpose


class Starter(NamedTuple):
    """Words to begin with. Empty persona or channel: for everybody, by every channel."""

    slug: str
    name: str
    purpose: str
    persona: str
    channel: str
    subject: str
    body: str

    @property
    def key(self) -> str:
        return f"starter:{self.slug}"


OUTREACH = (
    Starter(
        "first-general",
        "One honest question",
        Purpose.OUTREACH,
        "",
        "",
        "A question about {company}",
        """\
Hi {first_name},

I am finding out where I would like to work next, and {company} keeps coming to mind. {in}

What no website tells me is how the work there feels from the inside. What would you say to a friend who \
asked you about it?

Two or three lines would already help me a lot. Thank you for reading this far!

Kind regards
{my_name}""",
    ),
    Starter(
        "first-developer",
        "Curious about the work",
        Purpose.OUTREACH,
        Persona.DEVELOPER,
        "",
        "Curious about your work at {company}",
        """\
Hi {first_name},

I am finding out which teams I could learn the most from, and {company} is high on my list. {in}

You see the work from the inside, which no website can show me. Which part of it has turned out to be more \
interesting than you expected?

A few lines would make my day. And if you would rather talk, fifteen minutes at any time that suits you \
would be lovely.

Kind regards
{my_name}""",
    ),
    Starter(
        "first-manager",
        "What the team is working on",
        Purpose.OUTREACH,
        Persona.MANAGER,
        "",
        "What your team at {company} is working on",
        """\
Hi {first_name},

I am getting to know teams whose problems I would enjoy working on, and I have been reading about \
{company}. {in}

You see the whole picture, so I would love to learn from you: which problem takes up most of your team’s \
time at the moment?

Two or three lines are plenty. If talking is easier for you, I will gladly fit fifteen minutes into your \
week.

Kind regards
{my_name}""",
    ),
    Starter(
        "first-recruiter",
        "Whether we fit, in short",
        Purpose.OUTREACH,
        Persona.RECRUITER,
        "",
        "A short question about {company}",
        """\
Hi {first_name},

I would like to find out early and honestly whether {company} and I are a good fit. {in}

You meet everybody who starts there. What do the people who settle in well have in common?

One line is plenty, and it would help me to look at the right things.

Kind regards
{my_name}""",
    ),
    Starter(
        "first-other",
        "How it looks from your side",
        Purpose.OUTREACH,
        Persona.OTHER,
        "",
        "How {company} looks from your side",
        """\
Hi {first_name},

I am getting to know {company} by asking people who see it from different sides. {in}

I have heard a little about how things get built there, and too little about everything around it. What \
does a good week look like for you?

Two or three lines would help me a lot. Thank you for your time!

Kind regards
{my_name}""",
    ),
    Starter(
        "first-in-common",
        "Something in common",
        Purpose.OUTREACH,
        "",
        "",
        "{company}, and something we have in common",
        """\
Hi {first_name},

It is nice to find somebody at {company} with whom I share something. {common_ground}

I am finding out where I would like to work next, and {company} is high on my list. {in}

How did you come to work there yourself?

A few lines would make my day, and if you have no time for it, I understand.

Kind regards
{my_name}""",
    ),
    Starter(
        "first-introduced",
        "Somebody we both know",
        Purpose.OUTREACH,
        "",
        "",
        "{introducer} told me about you",
        """\
Hi {first_name},

{introducer} thought you might be a good person to ask about {company}, so here I am. {in}

I would love to understand what your work is like from day to day. Would you have fifteen minutes for me in \
the next two weeks, by video, by phone or in writing, whichever you like best?

And if this is a busy time, I understand.

Kind regards
{my_name}""",
    ),
    Starter(
        "first-alumni",
        "From one of us",
        Purpose.OUTREACH,
        "",
        Channel.ALUMNI,
        "",
        """\
Hi {first_name}, I am {my_name}, and I found you in our alumni channel. How good to see one of us at \
{company}! {in}

I am finding out where I would like to go from here. What do you wish you had known before you started \
there?

A line or two is plenty. And if I can be of use to you one day, just say so.""",
    ),
    Starter(
        "first-linkedin",
        "A short word, as we are connected",
        Purpose.OUTREACH,
        "",
        Channel.LINKEDIN,
        "",
        """\
Hi {first_name}, we are connected here, but I have never said a proper hello: I am {my_name}.

I have been looking closely at {company}. {in} What do you like most about the work there, now that you \
know it from the inside?

A line or two would help me a lot. Thank you!""",
    ),
    Starter(
        "note-in",
        "Note with your “in”",
        Purpose.OUTREACH,
        "",
        Channel.LINKEDIN_NOTE,
        "",
        "Hi {first_name}, {my_name} here. {company} caught my eye. {in} "
        "May I ask you what working there is like?",
    ),
    Starter(
        "note-common",
        "Note with what you have in common",
        Purpose.OUTREACH,
        "",
        Channel.LINKEDIN_NOTE,
        "",
        "Hi {first_name}, {my_name} here. {common_ground} May I ask you how you like working at {company}?",
    ),
    Starter(
        "note-plain",
        "Note without your “in”",
        Purpose.OUTREACH,
        "",
        Channel.LINKEDIN_NOTE,
        "",
        "Hi {first_name}, I am {my_name}, and I am curious what the work at {company} is like from the "
        "inside. May I ask you about it?",
    ),
)

INTRODUCTION = (
    Starter(
        "introduction",
        "Could you introduce us?",
        Purpose.INTRODUCTION,
        "",
        "",
        "Could you introduce me to {whom}?",
        """\
Hi {first_name},

I hope you are well! I am getting to know {company} better, and I would love to talk with {whom} there. {in}

You two know each other. Would you feel comfortable introducing us?

To make it easy, here is something to pass on:

“{my_name} is curious about the work at {company} and would like to ask you two or three questions about it, \
by video, by phone or in writing. It is about learning, not about a job.”

And if it does not feel right, that is perfectly fine: a short no is a good answer too.

Thank you!
{my_name}""",
    ),
)

FOLLOW_UP = (
    Starter(
        "follow-up-first",
        "A friendly nudge",
        Purpose.FOLLOW_UP,
        "",
        "",
        "Once more about {company}",
        """\
Hi {first_name},

My message may have come in a busy week, so here it is again, only shorter.

I would like to understand {company} from the inside. {in} If you had one minute for me: what do you like \
most about the work there?

A single line is plenty.

Kind regards
{my_name}""",
    ),
    Starter(
        "follow-up-last",
        "A last, light one",
        Purpose.LAST_FOLLOW_UP,
        "",
        "",
        "One last question about {company}",
        """\
Hi {first_name},

This is the last time I write to you about this, I promise. I am still curious about {company}. {in}

If now is not a good time, all is well. Is there perhaps somebody else there who enjoys talking about \
their work?

Either way, I wish you a good week.

Kind regards
{my_name}""",
    ),
)

TIMES = (
    Starter(
        "offer-times",
        "Offer times",
        Purpose.OFFER_TIMES,
        "",
        "",
        "A time to talk",
        """\
Hi {first_name},

Thank you for writing back, it made my day!

I would love to hear more. Would {times} suit you? Twenty minutes is plenty, and I can do video, phone or \
in writing, whichever you like best.

Kind regards
{my_name}""",
    ),
    Starter(
        "offer-theirs",
        "Let them choose the time",
        Purpose.OFFER_TIMES,
        "",
        "",
        "A time to talk",
        """\
Hi {first_name},

Thank you for writing back, it made my day!

I would love to hear more. Which day in the next two weeks would suit you best? I will make myself free for \
twenty minutes, by video, by phone or in writing, whichever you like best.

Kind regards
{my_name}""",
    ),
    Starter(
        "reschedule",
        "Find a new time",
        Purpose.RESCHEDULE,
        "",
        "",
        "A new time for our talk",
        """\
Hi {first_name},

Our talk did not come about, as happens to all of us. I would still love to hear about your work.

Would {times} suit you instead? If another time, or answering in writing, is easier, just say so.

Kind regards
{my_name}""",
    ),
)

THANKS = (
    Starter(
        "thank-you-chat",
        "Thank you for the talk",
        Purpose.THANK_YOU,
        "",
        "",
        "Thank you for your time",
        """\
Hi {first_name},

Thank you for talking with me {chat_day}. You gave me your time and your honest view, and both mean a lot \
to me.

What stayed with me most: {takeaway}.

I will act on it. May I let you know how it goes?

Warm regards
{my_name}""",
    ),
    Starter(
        "thank-you-help",
        "Thank you for the help",
        Purpose.THANK_YOU,
        "",
        "",
        "Thank you for your help",
        """\
Hi {first_name},

Thank you for your help! You did not have to do that, and it has opened a door that I could not have opened \
on my own.

I will let you know how it goes. Is there anything I can do for you in return?

Warm regards
{my_name}""",
    ),
    Starter(
        "thank-you-no",
        "Thank you for an honest no",
        Purpose.DECLINE_THANKS,
        "",
        "",
        "Thank you for your answer",
        """\
Hi {first_name},

Thank you for telling me so honestly. Many people would not have answered at all, and I am glad you did.

I wish you and your team all the best, and if our paths cross one day, I would be happy to say hello.

Kind regards
{my_name}""",
    ),
)

CHECK_IN = (
    Starter(
        "check-in",
        "How are you?",
        Purpose.CHECK_IN,
        "",
        "",
        "How are you?",
        """\
Hi {first_name},

It has been a while, and I still think of what you told me. It helped me more than you may know.

How have things been on your side since we last spoke? There is nothing you need to do; I would simply like \
to know.

Warm regards
{my_name}""",
    ),
    Starter(
        "check-in-return",
        "Something back",
        Purpose.CHECK_IN,
        "",
        "",
        "Can I be of use?",
        """\
Hi {first_name},

You took time for me when I needed it, and I have not forgotten.

Is there anything you are working on where another pair of eyes, a test user or an introduction would help? \
I would be glad to give something back.

Warm regards
{my_name}""",
    ),
    Starter(
        "on-their-day",
        "On a day that matters",
        Purpose.CHECK_IN,
        "",
        "",
        "All the best!",
        """\
Hi {first_name},

A day in my calendar made me think of you, so here is a warm word: all the best!

How has this year been for you so far? There is no hurry to answer; I simply wanted you to know that I think \
of you.

Warm regards
{my_name}""",
    ),
    Starter(
        "congratulate",
        "Congratulations",
        Purpose.CHECK_IN,
        "",
        "",
        "Congratulations!",
        """\
Hi {first_name},

Congratulations! I saw your news and was glad for you.

I hope there is a moment to enjoy it. How did it come about? Tell me when you feel like it, there is no hurry.

Warm regards
{my_name}""",
    ),
    Starter(
        "share",
        "Something to read",
        Purpose.CHECK_IN,
        "",
        "",
        "This made me think of you",
        """\
Hi {first_name},

I came across something and thought of you at once. Here it is, for whenever you have ten quiet minutes:

And how are you these days?

Warm regards
{my_name}""",
    ),
    Starter(
        "share-a-job",
        "A role for you or a friend",
        Purpose.CHECK_IN,
        "",
        "",
        "A role that made me think of you",
        """\
Hi {first_name},

I came across a role that sounded like you, or like somebody you may know. In case it is of use, here it is:

If not, simply let it pass. How have you been?

Warm regards
{my_name}""",
    ),
)

MET = (
    Starter(
        "met-general",
        "It was good to meet you",
        Purpose.MET,
        "",
        "",
        "Good to meet you at {event}",
        """\
Hi {first_name},

It was good to meet you at {event}. {common_ground}

I have thought about what you told me since. If you were in my place, what would you look at next?

Two or three lines would already help me a lot. Thank you for taking the time to talk with me there!

Kind regards
{my_name}""",
    ),
    Starter(
        "met-note",
        "Good to meet you, as a note",
        Purpose.MET,
        "",
        Channel.LINKEDIN_NOTE,
        "",
        """\
Hi {first_name}, good to meet you at {event}! May I ask you one question about your work? {my_name}""",
    ),
)

REFERRAL = (
    Starter(
        "referral-close",
        "Asking somebody close",
        Purpose.REFERRAL,
        "",
        "",
        "{position} at {company}",
        """\
Hi {first_name},

I would love to work at {company}, and there is a role that fits: {position}. {why_me}

You know how I work. Would you be willing to refer me for it?

So that it costs you no more than a minute, this is what you could say about me:

{talking_points}

My résumé, ready to be passed on: {resume}

If it does not feel right, just say so. Nothing changes between us.

Warm regards
{my_name}""",
    ),
    Starter(
        "referral-distant",
        "Asking somebody you have talked with",
        Purpose.REFERRAL,
        "",
        "",
        "{position} at {company}, and a careful question",
        """\
Hi {first_name},

The more I learn about {company}, the more I would like to work there. One role fits me well: {position}. \
{why_me}

Would you feel comfortable passing my name on to the people who hire for it?

I know that it is your good name, and a no is completely fine. If you would like to, here is what is true \
about me:

{talking_points}

My résumé, if it helps: {resume}

Thank you for your time, whatever you decide.

Kind regards
{my_name}""",
    ),
)

UPDATE = (
    Starter(
        "update-yes",
        "It worked out",
        Purpose.UPDATE,
        "",
        "",
        "Good news, and you had a part in it",
        """\
Hi {first_name},

A short word about {about}: it worked out!

You had a part in that, and I wanted you to hear it from me. Thank you for your help.

Is there anything I can do for you in return?

Warm regards
{my_name}""",
    ),
    Starter(
        "update-no",
        "Not this time",
        Purpose.UPDATE,
        "",
        "",
        "How it went",
        """\
Hi {first_name},

A short word about {about}: it did not work out this time. You helped me on the way, so I wanted you to hear \
it from me.

Your help was worth a lot all the same. Thank you! I would love to stay in touch.

How are things with you?

Warm regards
{my_name}""",
    ),
    Starter(
        "update-silence",
        "No answer came",
        Purpose.UPDATE,
        "",
        "",
        "What became of it",
        """\
Hi {first_name},

A short word about {about}: no answer came, so I am letting it rest. That is quite normal, and it takes \
nothing away from your help. Thank you!

How are things with you?

Warm regards
{my_name}""",
    ),
)

STARTERS: tuple[Starter, ...] = (
    *OUTREACH,
    *INTRODUCTION,
    *FOLLOW_UP,
    *TIMES,
    *THANKS,
    *CHECK_IN,
    *MET,
    *REFERRAL,
    *UPDATE,
)
