"""Asking for a job, a referral or a look at a résumé is recognised, and curiosity is not taken for it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.conversations.job_words import asks_for_job

ASKS = """
I am looking for a job.
I'm looking for work
I’m currently looking for a new role in your team
I am looking for my next role
I am looking for new opportunities
I am hunting for a junior position
I am searching for paid work
I wanted to ask you for a job
I am asking for a job, to be honest
I am hoping for an internship
I need a job
I want a job at Acme
I would love to get a junior developer job at your company
I am seeking a position as a data analyst
I am trying to find a job
Can you help me find a job?
Can you help me get a role like yours?
Could you get me a job?
Could you give me an interview?
I wonder whether the company is hiring
Could you put a word in for me?
Any openings?
Would you invite me to an interview?
I would like to apply for the developer position
I applied for the backend role last week
My application for the junior role is in
I would like to apply to your company
I'm interested in the junior developer position
I am interested in an internship
Please consider me for the open role
Please hire me!
Would you hire someone like me?
Please keep me in mind
Is there a place for me on your team?
Do you have a job for me?
Could I work for you?
I would love to join your team
Could I do an internship with you?
Are you hiring?
Are you currently hiring juniors?
Are you recruiting at the moment?
I saw you are hiring a backend developer.
I am in search of a job
Is your team hiring at the moment?
Is Northwind Robotics hiring?
I wonder if you are still hiring
Do you have any open positions?
Do you know of any job openings?
Are there any openings on your team?
Are there any vacancies?
Is there a vacancy?
Do you know of an opening at Acme?
I saw your open role for a tester
Are there career opportunities for juniors?
Do you know about any opportunities at Acme?
Do you offer internships?
Is there a junior role?
I am open to work
I am open to new opportunities
Could you refer me?
May I have a job at your company?
Could you refer me to your hiring manager's referral tool?
Would you be willing to give me a referral?
Could I ask you for a referral?
How does your referral programme work?
Could you recommend me to your boss?
Could you put in a good word for me?
Would you vouch for me?
Could you look at my résumé?
COULD YOU LOOK AT MY RESUME?
Would you have a quick look over my CV?
Could you pass my CV on to the hiring manager?
I have attached my resume
Please find attached my CV
Please find my CV attached
My CV is attached
I am sending you my cover letter
Here is my résumé
Attached is my CV
Enclosed you will find a short CV
A short CV is enclosed
Could you forward my application?
If you're not the right person, could you forward my résumé?
I'm not shy, so could you refer me?
I'm not from here but I need a job
Couldn't you refer me?
Why not hire me?
I am not only curious, I need a job.
I am not sure whether you are hiring
"""

CURIOUS = """
What is your job like?
What is the job like?
What does your job title mean?
Your job title made me curious
How did you find your job?
How did you find a job there?
How did you get your role?
How did you get into the role you have?
What is your role on the team?
You did a great job with the docs
What is the best part of the job?
I left my job as a teacher to learn programming
I am not asking for a job
I'm not asking for a job, a referral or a favour.
I’m not asking you for a job or a referral
I won't ask you for a job
I will not send you my résumé
I am not looking for a job here
This is not about a job
It is about learning, not about a job.
No résumé attached, just one question
There is no need to refer me
I would never ask you to look at my CV
I would rather learn than ask for a job, without asking for a referral
I am finding out where I would like to work next
I am finding out which teams I would like to work with
I would love to work on such problems one day
What do you look for when you hire?
What do you look for in a colleague?
How does hiring work in your team?
What makes hiring managers curious?
Since the hiring process is long, what helps?
Who do you like to work with?
I am looking for people who work with Django
I am looking for somebody in your role
I am looking for people whose job it is to test
I am looking for an opportunity to learn from you
I had the opportunity to use your product
Thank you for the opportunity to talk
Mei referred me to you
Could you refer me to the right person?
Could you refer me to a colleague who likes to talk?
Could you refer me to the docs?
I refer to your talk in Berlin
How much referral traffic do you get?
What is your position on testing?
In your position, what would you learn first?
I am interested in the role of testing at Acme
I am interested in your work
I want to understand your job
I would love a job like yours one day
How was your internship at Acme?
I did an internship at a clinic
I am working on my application in Django
My application uses your SDK
Your app is opening slowly
I liked the opening of your talk
What would you look at in a résumé?
How do I read a résumé as a manager?
Could I interview you for fifteen minutes?
May I ask you for an informational interview?
I am asking you for fifteen minutes
I am looking for my feet
I want more than a job
Could you look at my question?
I need a hand with your SDK
I work in a hospital
Is there something that surprised you?
Are there days when you like your job less?
Which part of the job would you give away?
What is it like to join your team?
When did you join the company?
Are you still recruiting participants for the study?
Is there a role model you had?
What did you do to land your first role?
I got my first job at a bakery.
I am looking into roles in data.
Is your company still building the SDK?
What positions of responsibility are there?
Could you tell me more about the position you held at Acme?
I found your job ad on LinkedIn.
What kind of roles should I look at?

42 🚀
"""


@pytest.mark.parametrize("text", [line for line in ASKS.splitlines() if line])
def test_asking_is_recognised(text):
    assert asks_for_job(text)
    assert asks_for_job(f"Hi Lena,\n\nI love your SDK. {text}\n\nKind regards\nSam")


@pytest.mark.parametrize("text", CURIOUS.splitlines())
def test_curiosity_is_not_taken_for_asking(text):
    assert not asks_for_job(text)
    assert not asks_for_job(f"Hi Lena,\n\nI love your SDK. {text}\n\nKind regards\nSam")


def test_a_line_break_does_not_hide_it_and_a_paragraph_ends_a_thought():
    assert asks_for_job("I am looking for\na job")
    assert asks_for_job("This is not nice to ask\n\nI need a job")


@given(st.text(max_size=300))
def test_any_text_can_be_read(text):
    assert asks_for_job(text) in (True, False)
    assert asks_for_job(f"{text}\n\nCould you refer me?\n\n{text}") is True


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "is ",
        "for ",
        "looking for ",
        "i am ",
        "my ",
        "show ",
        "any ",
        "not ",
        "a",
        "\n",
        ", ",
        "is a is ",
        "ask you ",
    ],
)
def test_a_long_text_takes_no_time(piece):
    text = (piece * 10_000)[:10_000]
    start = time.process_time()
    asks_for_job(text)
    assert time.process_time() - start < 0.5
