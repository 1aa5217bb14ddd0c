"""The owner's messages: threads, small talk through the years, and the rows of messages.csv."""

import base64
import datetime as dt
from dataclasses import dataclass, field

from . import files
from .text import CITIES, DIALOGUES, EVENTS, SPONSORED, WEEKDAYS, say

HOURS = [7, 8, 8, 9, 9, 9, 10, 10, 11, 11, 12, 12, 13, 14, 14, 15, 15, 16, 16, 17, 17, 18, 19, 20, 20, 21, 22]


@dataclass
class Message:
    moment: dt.datetime
    sender: object  # a Person, or a name that has no profile
    text: str
    subject: str = ""
    attachment: str = ""
    draft: bool = False


@dataclass
class Thread:
    id: str
    people: list
    title: str = ""
    folder: str = "INBOX"
    messages: list = field(default_factory=list)
    told: set = field(default_factory=set)  # dialogues already used up


class Mailbox:
    """`owner` is a Person; `jobs` lists (first day, last day or None, employer), oldest first, and so does `studies`."""

    def __init__(self, owner, jobs, studies, rng, as_of):
        self.owner, self.jobs, self.studies, self.rng, self.as_of = owner, jobs, studies, rng, as_of
        self.threads, self.by_person, self.circles = [], {}, {}

    def new_thread(self, people, title=""):
        code = f"{self.rng.getrandbits(64):016x}_{self.rng.randrange(100):03}"
        thread = Thread("2-" + base64.b64encode(code.encode()).decode(), people, title)
        self.threads.append(thread)
        return thread

    def thread(self, person):
        """The one thread with a person; LinkedIn keeps all of two people's messages in one."""
        if person.slug not in self.by_person:
            self.by_person[person.slug] = self.new_thread([person])
        return self.by_person[person.slug]

    def moment(self, day, after=None):
        """A time of that day, in waking hours, later than `after`."""
        at = dt.datetime(day.year, day.month, day.day, self.rng.choice(HOURS), self.rng.randrange(60), self.rng.randrange(60))
        if after and at <= after:
            at = after + dt.timedelta(minutes=self.rng.randrange(1, 40), seconds=self.rng.randrange(60))
        return at

    def send(self, thread, moment, sender, text, **more):
        thread.messages.append(Message(moment, sender, text, **more))
        return moment

    def employer_on(self, day):
        """The latest employer or school begun by that day."""
        return max([x for x in self.jobs + self.studies if x[0] <= day] or self.studies[:1], key=lambda x: x[0])[2]

    def slots(self, person, day):
        rng = self.rng
        mates = [p for p in self.circles.get(person.circle, ()) if p is not person] or [person]
        return {
            "me": self.owner.called,
            "first": person.called,
            "mine": self.employer_on(day),
            "mutual": rng.choice(mates).called,
            "city": rng.choice(CITIES),
            "event": rng.choice(EVENTS),
            "day": rng.choice(WEEKDAYS),
        }

    def anchored(self, anchor, since, until):
        """A day on which a dialogue with that anchor makes sense, or None."""
        rng = self.rng
        spans = [(since, until)]
        if anchor == "first":
            spans = [(since, since + dt.timedelta(4))]
        elif anchor == "later":
            spans = [(since + dt.timedelta(400), until)]
        elif anchor == "newyear":
            spans = [(dt.date(year, 1, 1), dt.date(year, 1, 9)) for year in range(since.year + 1, until.year + 1)]
        elif anchor == "start":
            spans = [(start + dt.timedelta(1), start + dt.timedelta(25)) for start, _, _ in self.jobs]
        elif anchor == "employed":
            spans = [(start + dt.timedelta(90), end or self.as_of) for start, end, _ in self.jobs]
        elif anchor == "leave":
            spans = [(end - dt.timedelta(20), end - dt.timedelta(3)) for _, end, _ in self.jobs if end]
        elif anchor == "end":
            spans = [(end - dt.timedelta(10), end + dt.timedelta(20)) for _, end, _ in self.studies if end]
        spans = [(max(a, since), min(b, until)) for a, b in spans]
        spans = [(a, b) for a, b in spans if a <= b]
        if not spans:
            return None
        start, end = rng.choice(spans)
        for _ in range(6):  # weekends are quiet
            day = start + dt.timedelta(rng.randrange((end - start).days + 1))
            if day.weekday() < 5 or rng.random() < 0.2:
                break
        return day

    def small_talk(self, person, tag, since, until, shared_until=None):
        """One dialogue with a person, somewhere between two days. Returns the number of messages written.

        Talk of the lecture room and the office ends on `shared_until`, when the two no longer sit in one.
        """
        rng, thread = self.rng, self.thread(person)
        choices = [i for i in range(len(DIALOGUES[tag])) if (tag, i) not in thread.told]
        if not choices or since > until:
            return 0
        i = rng.choice(choices)
        anchor, dialogue = DIALOGUES[tag][i]
        if tag in ("study", "colleague") and anchor not in ("later", "end"):
            until = min(until, shared_until or until)
        day = self.anchored(anchor, since, until)
        if day is None:
            return 0
        thread.told.add((tag, i))
        return self.play(thread, person, dialogue, day)

    def play(self, thread, person, dialogue, day):
        rng, slots, moment, written = self.rng, self.slots(person, day), None, 0
        for mine, later, words in dialogue:
            if moment is None:
                moment = self.moment(day)
            elif later:
                moment = self.moment(moment.date() + dt.timedelta(rng.randrange(3, 12)))
            else:
                wait = rng.choice((2, 4, 9, 15, 40, 90, 200, 700, 1500))
                moment += dt.timedelta(minutes=rng.randrange(1, wait + 2), seconds=rng.randrange(60))
                if moment.hour < 6:
                    moment = moment.replace(hour=8)
            if moment.date() >= self.as_of:
                break
            text = say(rng, words, **slots)
            if rng.random() < 0.018:  # a sticker, a call, a deleted message
                text = ""
            elif len(text) > 60 and rng.random() < 0.06:  # what was a line break
                text = text.replace(". ", ".  ", 1)
            self.send(
                thread,
                moment,
                self.owner if mine else person,
                text,
                attachment="https://media.example.com/" + f"{rng.getrandbits(40):x}" if rng.random() < 0.008 else "",
            )
            written += 1
        return written

    def advertise(self, count, since):
        """Sponsored messages: a sender without a profile, HTML in the text."""
        days = (self.as_of - since).days
        for _ in range(count):
            sender, subject, html = self.rng.choice(SPONSORED)
            thread = self.new_thread([sender])
            self.send(thread, self.moment(since + dt.timedelta(self.rng.randrange(days))), sender, html, subject=subject)

    def rows(self):
        """Rows with IS MESSAGE DRAFT last (M6): newest thread first, newest message first in it."""

        def name(who):
            return who if isinstance(who, str) else "LinkedIn Member" if who.hidden else who.name

        def url(who):
            return "" if isinstance(who, str) or who.hidden else files.raw_url(who.slug)

        rows = []
        for thread in sorted(self.threads, key=lambda t: (max(m.moment for m in t.messages), t.id), reverse=True):
            for m in sorted(thread.messages, key=lambda m: m.moment, reverse=True):
                others = [p for p in [self.owner, *thread.people] if p is not m.sender]
                rows.append(
                    [
                        thread.id,
                        thread.title,
                        name(m.sender),
                        url(m.sender),
                        ",".join(map(name, others)),
                        ",".join(filter(None, map(url, others))),
                        files.utc(m.moment),
                        m.subject,
                        m.text,
                        thread.folder,
                        m.attachment,
                        "Yes" if m.draft else "No",
                    ]
                )
        return rows
