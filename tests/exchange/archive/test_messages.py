"""Which messages count as a word with one person of my list, and what is said about all others."""

from __future__ import annotations

import pytest

from tests.exchange.archive.files import (
    ME,
    MESSAGES,
    NOBODY,
    circle,
    message,
    messages_csv,
    read_messages,
    url,
)

ANA = circle("Ana Ortiz")
THEY_ANSWERED = message("Ana Ortiz", ME, "2026-11-05 17:30:00 UTC", "Gladly!")
OTHERS = [message(ME, f"Stranger {n}") for n in range(3)]


def remarks(report):
    return [(f.row, f.outcome.value, f.name, f.text) for f in report.findings]


def test_what_i_wrote_and_what_they_answered_are_told_apart():
    report, exchanged = read_messages(messages_csv(THEY_ANSWERED, message(), *OTHERS), ANA)
    assert exchanged == [("ana-ortiz", "03 Nov 09:00", "me"), ("ana-ortiz", "05 Nov 17:30", "they")]
    assert (report.found, dict(report.skipped)) == (5, {"not_on_list": 3})


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (message(draft="Yes"), "draft"),
        (message("Ana Ortiz", ME, folder="SPAM"), "spam"),
        (message("Ana Ortiz", ME, title="Sponsored Conversation"), "sponsored"),
        (message(ME, ["Ana Ortiz", "Bo Lind"]), "group"),
        (message(NOBODY, ME), "anonymous"),
        (message(ME, NOBODY), "anonymous"),
        (message(words=""), "no_text"),
        (message(words="<p> &nbsp; </p>"), "no_text"),
        (message(on="soon"), "unreadable"),
        (MESSAGES, "repeated_header"),
        ([*message(), "one", "more"], "unreadable"),
        (message(words="x" * 200_001), "unreadable"),
    ],
)
def test_what_counts_for_nobody_has_its_reason(row, reason):
    report, exchanged = read_messages(messages_csv(row, *OTHERS), ANA)
    assert (exchanged, report.skipped[reason], report.found) == ([], 1, 4)
    assert [f.row for f in report.findings if f.reason == reason] == [2]


def test_a_long_talk_with_a_stranger_is_one_remark():
    rows = [message(ME, "Zoe Quill", f"2026-11-03 09:{n:02}:00 UTC") for n in range(40)]
    report, _ = read_messages(messages_csv(*rows, *OTHERS), ANA)
    assert remarks(report)[0] == (
        2,
        "skipped",
        "Zoe Quill",
        "40 messages: with somebody who is not on your list.",
    )


def test_whoever_takes_part_in_most_conversations_is_me_even_if_i_never_wrote():
    rows = [message(f"Stranger {n}", ME) for n in range(3)]
    _, exchanged = read_messages(messages_csv(*rows, THEY_ANSWERED), ANA)
    assert exchanged == [("ana-ortiz", "05 Nov 17:30", "they")]


def test_in_a_single_conversation_whoever_is_on_my_list_is_not_me():
    _, exchanged = read_messages(messages_csv(message(), THEY_ANSWERED), ANA)
    assert [who for _, _, who in exchanged] == ["me", "they"]


def test_between_two_of_my_list_nobody_can_tell_who_i_am_and_all_is_held_until_i_say():
    both = circle("Ana Ortiz", ME)
    report, exchanged = read_messages(messages_csv(message(), THEY_ANSWERED), both)
    assert (exchanged, report.held, report.found) == ([], 2, 2)
    assert remarks(report)[0][1:3] == ("held", "Nia Falk and Ana Ortiz")
    _, exchanged = read_messages(messages_csv(message(), THEY_ANSWERED), both, said="nia-falk")
    assert [who for _, _, who in exchanged] == ["me", "they"]


def test_the_same_message_twice_is_one():
    report, exchanged = read_messages(messages_csv(message(), message(), *OTHERS), ANA)
    assert (len(exchanged), report.merged, remarks(report)[0]) == (
        1,
        1,
        (3, "merged", "Ana Ortiz", "The same message as in row 2."),
    )


def test_without_the_addresses_of_those_written_to_the_conversation_tells_them():
    """LinkedIn wrote them from 2023 on; the one who answered has an address."""
    header = [cell for cell in MESSAGES if cell != "RECIPIENT PROFILE URLS"]
    rows = [
        [*row[:5], *row[6:]]
        for row in (message(conversation="a"), message("Ana Ortiz", ME, conversation="a"))
    ]
    others = [[*row[:5], *row[6:]] for row in OTHERS]
    spelled = circle("Ana Ortiz de Haro")  # the list knows her by a longer name, and the same address
    spelled._keys.add("ana-ortiz")
    _, exchanged = read_messages(messages_csv(*rows, *others, header=header), spelled)
    assert [(key, who) for key, _, who in exchanged] == [("ana-ortiz", "me"), ("ana-ortiz", "they")]


def test_the_file_of_2018_has_no_addresses_and_says_which_way_a_message_went():
    header = ["From", "To", "Date", "Subject", "Content", "Direction", "Folder"]
    rows = [
        [ME, "Ana Ortiz", "1/8/18, 6:14 PM", "", "Hello", "OUTGOING", "SENT"],
        ["Ana Ortiz", ME, "1/9/18, 7:00 AM", "", "Hello back", "INCOMING", "INBOX"],
    ]
    _, exchanged = read_messages(messages_csv(*rows, header=header), ANA)
    assert exchanged == [("ana-ortiz", "08 Jan 18:14", "me"), ("ana-ortiz", "09 Jan 07:00", "they")]


def test_a_name_that_two_of_my_list_have_is_nobody():
    from networking.exchange.archive.circle import Circle

    two = Circle([("ana ortiz", "ana-ortiz", ""), ("ana ortiz", "ana-ortiz-2", "")])
    header = ["From", "To", "Date", "Content", "Direction"]
    rows = [[ME, "Ana Ortiz", "1/8/18, 6:14 PM", "Hello", "OUTGOING"]]
    report, exchanged = read_messages(messages_csv(*rows, header=header), two)
    assert (exchanged, dict(report.skipped)) == ([], {"not_on_list": 1})


def test_columns_are_known_by_their_names():
    order = list(reversed(range(len(MESSAGES))))
    rows = [[row[at] for at in order] for row in (message(), THEY_ANSWERED, *OTHERS)]
    _, exchanged = read_messages(messages_csv(*rows, header=[MESSAGES[at] for at in order]), ANA)
    assert len(exchanged) == 2


def test_words_with_lines_commas_and_quotation_marks_stay_one_message():
    words = 'Dear Ana,\n\n"one", two, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, thirteen, fourteen\nyours, Nia'
    _, exchanged = read_messages(messages_csv(message(words=words), *OTHERS), ANA)
    assert len(exchanged) == 1


def test_an_unclosed_quotation_mark_does_not_swallow_what_comes_after_it():
    broken = messages_csv(message(words="BROKEN"), THEY_ANSWERED, *OTHERS).replace("BROKEN", '"Broken', 1)
    report, exchanged = read_messages(broken, ANA)
    assert (exchanged, report.found) == ([("ana-ortiz", "05 Nov 17:30", "they")], 5)
    assert "never closed" in remarks(report)[0][3]


def test_a_second_month_gives_the_same_message_the_same_identity():
    def identity(*rows):
        from networking.exchange.archive import table
        from networking.exchange.archive.headings import Table
        from networking.exchange.archive.me import Census
        from networking.exchange.archive.messages import Messages
        from networking.exchange.report import Report

        census = Census()
        reader = Messages(Report(), ANA, census)
        reader.read(*table.read(iter(messages_csv(*rows).splitlines(keepends=True)), Table.MESSAGES))
        return [one.identity for one in reader.settle(census.decide("nia-falk", lambda key, name: False))]

    again = identity(message("Ana Ortiz", ME, "2026-12-01 09:00:00 UTC", "How did it go?"), message())
    assert again[0] == identity(message())[0] != again[1]


def test_no_file_makes_the_remarks_endless(monkeypatch):
    monkeypatch.setattr("networking.exchange.archive.remarks.MOST", 5)
    rows = [message(ME, f"Stranger {n}") for n in range(30)]
    report, _ = read_messages(messages_csv(*rows), ANA)
    assert (len(report.findings), report.skipped["not_on_list"]) == (6, 30)
    assert report.findings[-1].text.startswith("25 messages of further conversations")


def test_the_addresses_of_the_sample_are_what_the_reader_expects():
    assert url(ME) == "https://www.linkedin.com/in/nia-falk"
