# ruff: noqa: E501 - the words stand as they were sent
"""The messages of the sample, as they were sent, and the one that is half written."""

from __future__ import annotations

from typing import NamedTuple


class Text(NamedTuple):
    """Subject, words, and the starter template they began as; {my_name} is whoever looks around."""

    subject: str
    words: str
    template: str = ""


THANKED_PRIYA = Text(
    "Thank you for the coffee",
    """Hi Priya,

thank you for yesterday. What stayed with me is how the SDK team pairs every morning: I tried it with a friend today, and we fixed in an hour what had stopped me for a week.

Thank you for offering to refer me. I will write when the junior role opens, and tell you how it went.

{my_name}""",
    "thank-you-chat",
)
ASKED_LENA = Text(
    "Your work on the arm SDK",
    """Hi Lena,

I built my capstone on the open arm SDK, and it was the first time that somebody else’s code made me want to read on. I am a new developer who is learning how teams like yours work.

How does the SDK team decide what to build next? If you have 20 minutes in the next two weeks, I would love to hear it.

{my_name}""",
    "first-developer",
)
OFFERED_LENA = Text(
    "Re: Your work on the arm SDK",
    """Hi Lena,

thank you for writing back! I would love to hear what it is like to work on the arm SDK. I can do video, phone or in writing, whichever you like best. Does one of the two times suit you?

{my_name}""",
    "offer-times",
)
ASKED_DANA = Text(
    "Your junior programme",
    """Hi Dana,

Priya said that I should ask you about the junior programme: I fixed a bug in the docs of your SDK and am looking for what to learn next.

What is hard for your team at the moment, and what do you wish new people knew? I would be glad of 20 minutes.

{my_name}""",
    "first-manager",
)
ASKED_JONAS = Text(
    "From nursing into code",
    """Hi Jonas,

I read that you were a nurse before you wrote software. My first project was a rota for a clinic, so I know half of that road from the other end.

How did you get from nursing into code, and what does your day look like now?

{my_name}""",
    "first-developer",
)
ASKED_ADE = Text(
    "The tile server you wrote about",
    """Hi Ade,

I map cycle paths at weekends, ten minutes from your Fargo office, and your post about the tile server explained to me why my own map is slow.

What made you write your own? I would love to hear more, in a chat of 20 minutes or in writing.

{my_name}""",
    "first-developer",
)
THANKED_YUSUF = Text(
    "Thank you for yesterday",
    """Hi Yusuf,

thank you for the time on the phone. That every release waits for a nurse’s yes explains Fernhill better than anything I read. I have begun to build one small thing, as you said.

{my_name}""",
    "thank-you-chat",
)
HALF_WRITTEN = Text(
    "A question about your first developers",
    """Hi Olu,

Mei told me how you two met, and that you care about people who come to code late. I built my capstone on the arm SDK, and""",
)
