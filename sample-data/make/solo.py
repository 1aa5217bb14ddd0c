"""`solo/`: the files of one seeker, Kit Marlowe-Ray, on 30 June 2026."""

import datetime as dt
import random

from . import files, solo_story as story, text
from .mail import Mailbox
from .people import Names, Person, Work, fold
from .text import say

AS_OF = dt.date(2026, 6, 30)
JOBS = [
    (dt.date(2015, 9, 7), dt.date(2018, 2, 23), "Fernwick"),
    (dt.date(2018, 3, 5), dt.date(2021, 8, 27), "Lumora"),
    (dt.date(2021, 9, 6), dt.date(2025, 8, 15), "Brightwater"),
]
STUDIES = [(dt.date(2012, 9, 24), dt.date(2015, 7, 3), "the university"), (dt.date(2019, 9, 23), dt.date(2021, 7, 2), "the institute")]
SCHOOL = "Harrow Bay University"
KIT = Person("Kit", "Marlowe-Ray", "kitmarloweray")

PLANNING = ["supply", "supply", "demand", "buying", "logistics", "warehouse", "finance", "quality", "sales", "process", "people"]
ENERGY = ["supply", "logistics", "logistics", "data", "vessel", "energy", "projects", "buying", "site", "sustain", "software", "product"]
ANY = [
    "sales",
    "marketing",
    "finance",
    "people",
    "projects",
    "consulting",
    "research",
    "design",
    "law",
    "software",
    "data",
    "product",
    "quality",
    "logistics",
    "sustain",
]
DATA = ["data", "data", "software", "product", "research", "consulting", "supply", "finance"]
RECRUIT = ["people"]

# circle | from | to | how many | "burst": most in the first weeks, "flat", "days": all within the span
# | functions | own employer's share | what one talks about
CIRCLES = [
    ("uni", "2012-10-01", "2015-07-10", 94, "burst", ANY, None, ["study", "study", "catchup"]),
    ("fernwick", "2015-09-08", "2018-02-23", 70, "burst", PLANNING, ("Fernwick & Sons, Inc.", 0.28), ["colleague", "colleague", "catchup"]),
    ("planning17", "2017-05-11", "2017-05-15", 11, "days", PLANNING, None, ["event", "catchup"]),
    ("lumora", "2018-03-06", "2021-08-27", 76, "burst", PLANNING + DATA, ("Lumora", 0.34), ["colleague", "colleague", "catchup"]),
    ("msc", "2019-09-23", "2021-07-02", 52, "burst", PLANNING + DATA, None, ["study", "catchup"]),
    ("brightwater", "2021-09-07", "2025-08-15", 78, "burst", PLANNING, ("Brightwater Foods", 0.52), ["colleague", "colleague", "catchup"]),
    ("cold22", "2022-10-12", "2022-10-17", 9, "days", PLANNING, None, ["event", "catchup"]),
    ("forum", "2023-11-14", "2023-11-20", 14, "days", ENERGY, None, ["event", "catchup"]),
    ("edm24", "2024-06-06", "2024-06-10", 6, "days", DATA, None, ["event"]),
    ("recruiters", "2016-02-01", "2025-08-01", 24, "flat", RECRUIT, None, ["recruiter"]),
    ("strangers", "2014-03-01", "2025-08-10", 46, "flat", ANY + PLANNING, None, ["social", "sales", "social"]),
    # The search: from August 2025 on Kit adds more people in ten months than in the four years before.
    ("alumni25", "2025-10-09", "2025-10-14", 9, "days", ANY + DATA, None, ["catchup", "social"]),
    ("osf25", "2025-11-11", "2025-11-18", 19, "days", ENERGY, None, ["event", "social"]),
    ("edm26", "2026-02-05", "2026-02-10", 12, "days", DATA + ENERGY, None, ["event", "social"]),
    ("pls26", "2026-04-21", "2026-04-29", 21, "days", ENERGY, None, ["event", "social"]),
    ("search", "2025-08-18", "2026-06-26", 82, "flat", ENERGY, None, ["social", "recruiter", "social"]),
]
GAPS = ("Kaskadia Storage", "Voltmeadow")  # two targets where Kit knows nobody
TARGET_FIRMS = [name for name, *_ in (line.split(" | ") for line in story.COMPANIES.strip().splitlines()[:30]) if name not in GAPS]


def parse(table):
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def day_of(text):
    return dt.date.fromisoformat(text) if text else None


def business_days_after(day, n):
    while n:
        day += dt.timedelta(1)
        n -= day.weekday() < 5
    return day


# The one conversation of the story that is agreed and still ahead.
TALK_AHEAD = dt.date(2026, 7, 2)


class Solo:
    def __init__(self):
        self.rng = random.Random("solo")
        self.mail = Mailbox(KIT, JOBS, STUDIES, random.Random("solo/mail"), AS_OF)
        self.read_story()
        self.meet_people()
        self.write_messages()

    # The people.

    def read_story(self):
        self.people, self.connected, self.topic = {}, {}, {}
        self.introductions = [(a, b, day_of(date), how, context) for a, b, date, how, context in parse(story.INTRODUCTIONS)]
        self.asked = {
            key: (day_of(request), day_of(again), outcome, day_of(met), channel, note)
            for key, request, again, outcome, met, channel, note in parse(story.ASKED)
        }
        self.interviews = {row[0]: row[1:] for row in parse(story.INTERVIEWS)}
        first_intro = {b: date for _, b, date, _, _ in reversed(self.introductions)}
        for key, first, last, slug, company, position, circle, language, connected, topic in parse(story.PEOPLE):
            self.people[key] = Person(first, last, slug, company, position, circle=circle, language=language)
            self.topic[key] = topic
            if connected.startswith("+"):
                self.connected[key] = first_intro[key] + dt.timedelta(int(connected[1:]))
            elif connected != "-":
                self.connected[key] = day_of(connected)
        self.people["ze"].email = "ze@example.org"
        self.people["ann"].email = "ann.oduya@example.com"

    def meet_people(self):
        """Connections and the day of each, core people first, then the circles."""
        rng = self.rng
        names = Names(rng, taken={KIT.slug} | {p.slug for p in self.people.values()})
        names.seen = {(p.first, p.plain_last): 9 for p in self.people.values()}
        work = Work(rng)
        self.talk_of = {circle[0]: circle[7] for circle in CIRCLES}
        self.connections = [(self.people[key], day) for key, day in self.connected.items()]
        self.bystanders = []  # (person, day, circle) of those who are not in the story
        for circle, start, end, count, shape, functions, home, _ in CIRCLES:
            start, end = day_of(start), day_of(end)
            for _ in range(count):
                day = self.day_in(rng, start, end, shape)
                person = names.draw()
                person.circle = circle
                company = None
                if home and rng.random() < home[1]:
                    company = home[0] if rng.random() < 0.8 else home[0].split(",")[0] + rng.choice([" ", " Ltd", " UK", ""])
                elif functions is ENERGY and rng.random() < 0.24:
                    company = rng.choice(TARGET_FIRMS)
                elif circle == "recruiters":
                    company = rng.choice(
                        ["Harrier & Lowe Search", "Talentmoor", "Talentmoor Ltd", work.employer().strip() + " Recruitment"]
                    )
                years = (AS_OF - start).days / 365 + rng.uniform(-1, 9 if circle in ("strangers", "search", "pls26", "osf25") else 5)
                work.fill(person, years, functions, company)
                if circle == "recruiters":
                    person.position = rng.choice(
                        [
                            "Recruiter",
                            "Senior Recruiter",
                            "Talent Partner",
                            "Consultant, Supply Chain & Procurement",
                            "Managing Consultant",
                            "Talent Acquisition Specialist",
                            "Headhunter",
                            "Researcher",
                        ]
                    )
                self.connections.append((person, day))
                self.bystanders.append((person, day, circle))
        self.hide_some(rng)
        for person, _, circle in rng.sample([b for b in self.bystanders if not b[0].hidden], 12):
            person.email = f"{fold(person.called) or 'mail'}.{rng.randrange(10, 99)}@example.{rng.choice(['com', 'org', 'net'])}"
        self.connections.sort(key=lambda c: (-c[1].toordinal(), c[0].slug))
        for person, _, circle in self.bystanders:
            self.mail.circles.setdefault(circle, []).append(person)
        for person in self.people.values():
            self.mail.circles.setdefault(person.circle, []).append(person)
        self.strangers = [names.draw() for _ in range(86)]  # never connected, or no longer
        for person in self.strangers:
            work.fill(person, rng.uniform(2, 20), ANY)

    @staticmethod
    def day_in(rng, start, end, shape):
        """A day of the span; people connect on working days rather than on weekends, and little in spring 2020."""
        span = (end - start).days
        while True:
            if shape == "burst":
                at = rng.random() ** 2.6 if rng.random() < 0.72 else rng.random()
            elif shape == "days":
                at = min(1.0, rng.expovariate(2.2))
            else:
                at = rng.random() ** 0.8
            day = start + dt.timedelta(round(at * span))
            keep = (1.0, 1.1, 1.15, 1.05, 0.8, 0.22, 0.3)[day.weekday()]
            if dt.date(2020, 3, 16) <= day <= dt.date(2020, 6, 15):
                keep *= 0.3
            if day.month == 12 and day.day > 20 or day.month == 8:
                keep *= 0.45
            if rng.random() < keep / 1.15:
                return day

    def hide_some(self, rng):
        """2 % closed or hid their profile, mostly long ago."""
        for person, _, _ in rng.sample([b for b in self.bystanders if b[1].year < 2024], 14):
            person.hidden = True

    # What they wrote to one another.

    def write_messages(self):
        self.past()
        self.groups()
        self.search()
        for key, moment, words in (
            ("yael", dt.datetime(2026, 6, 21, 20, 14, 3), "Hi Yael! Since you never"),
            ("annelene", dt.datetime(2026, 6, 28, 19, 2, 40), "Hello Annelene, Theo suggested I write to you. I"),
            ("helga", dt.datetime(2025, 10, 6, 21, 30, 11), "Dear Helga, in case my invitation"),
        ):
            self.mail.send(self.mail.thread(self.people[key]), moment, KIT, words, draft=True)
        self.mail.advertise(26, dt.date(2019, 1, 1))
        self.mail.threads = [t for t in self.mail.threads if t.messages]
        for thread in self.mail.threads:
            if max(m.moment for m in thread.messages).year < 2019 and self.rng.random() < 0.12:
                thread.folder = "ARCHIVE"

    def past(self):
        """Small talk since 2012, most of it with few people."""
        mail, rng = self.mail, self.mail.rng
        talkers = [(p, day, circle) for p, day, circle in self.bystanders if rng.random() < 0.46]
        talkers += [
            (self.people[key], day, self.people[key].circle)
            for key, day in self.connected.items()
            if self.people[key].circle in self.talk_of
        ]
        written, wanted = 0, 1330
        weights = [rng.paretovariate(1.1) for _ in talkers]
        for person, day, circle in talkers:  # everyone in the list at least once
            written += self.chat(person, day, circle)
        while written < wanted:
            written += self.chat(*rng.choices(talkers, weights)[0])
        for person in self.strangers:
            tag, circle = rng.choice(
                [
                    ("recruiter", "recruiters"),
                    ("recruiter", "recruiters"),
                    ("seeking", "search"),
                    ("sales", "strangers"),
                    ("colleague", "lumora"),
                    ("social", "strangers"),
                ]
            )
            person.circle = circle
            since = dt.date(2016 + rng.randrange(10), rng.randrange(1, 13), 3)
            since, until = {"lumora": (dt.date(2018, 3, 10), JOBS[1][1]), "search": (JOBS[2][1], AS_OF - dt.timedelta(1))}.get(
                circle, (since, min(AS_OF - dt.timedelta(2), since + dt.timedelta(300)))
            )
            for _ in range(rng.choice((1, 1, 2, 3)) if circle != "strangers" else 1):
                mail.small_talk(person, tag, since, until, until)

    def chat(self, person, day, circle):
        """One dialogue, of a kind that suits how and when the two met. Returns the number of messages written."""
        rng, until = self.mail.rng, AS_OF - dt.timedelta(1)
        tag = rng.choice(self.talk_of[circle])
        if person.language in text.DIALOGUES and rng.random() < 0.5:
            tag = person.language
        elif rng.random() < 0.08 or (circle == "search" and tag == "recruiter"):
            tag, day = "seeking", max(day, JOBS[2][1] + dt.timedelta(7))
        if tag in ("recruiter", "sales"):
            until = min(until, day + dt.timedelta(1500))
        elif tag != "seeking" and rng.random() < 0.6:  # most talk is soon after meeting
            until = min(until, day + dt.timedelta(900))
        ends = {"uni": STUDIES[0][1], "msc": STUDIES[1][1], "fernwick": JOBS[0][1], "lumora": JOBS[1][1], "brightwater": JOBS[2][1]}
        return self.mail.small_talk(person, tag, day, until, ends.get(circle))

    def groups(self):
        """A few threads of three and more."""
        mail, rng = self.mail, self.mail.rng
        talks = [
            (
                "uni",
                "Reunion 2025",
                dt.date(2025, 3, 4),
                6,
                [
                    "{Ten years in July!|It is ten years this summer.} Who is in?",
                    "Me!",
                    "Me, with a pram.",
                    "Friday or Saturday?",
                    "Saturday, please",
                    "The rowing club has a room. I asked.",
                    "How much?",
                    "Two hundred for the evening, we bring the food",
                    "I'll do the curry",
                    "Saturday the 12th then. 🎉",
                    "See you all there",
                    "Great evening, thank you all",
                ],
            ),
            (
                "lumora",
                "Planners' lunch",
                dt.date(2019, 11, 5),
                4,
                [
                    "Thursday, the noodle place?",
                    "Yes",
                    "Can't, month end",
                    "Again??",
                    "It comes every month, oddly",
                    "I'll bring you a box",
                ],
            ),
            (
                "brightwater",
                "Peak season 2023",
                dt.date(2023, 10, 2),
                5,
                [
                    "Shift plan is on the drive. Check your names.",
                    "I am down twice on the 14th",
                    "Fixed",
                    "Who has the key for the cold store?",
                    "Reception",
                    "They say you",
                    "Found it. In my coat. Sorry.",
                    "🙈",
                ],
            ),
            (
                "msc",
                "Simulation project",
                dt.date(2020, 2, 18),
                3,
                [
                    "I've put the model on the share. It runs, but the queue grows for ever.",
                    "Arrival rate is per hour, service per shift",
                    "...",
                    "I saw nothing",
                    "Plot attached, looks sane now",
                    "Who writes the conclusion?",
                    "Me, if someone does the slides",
                    "Deal",
                ],
            ),
            (
                "forum",
                "OSF crew",
                dt.date(2023, 11, 21),
                4,
                ["Good to meet you all! Slides are in the folder.", "Thank you!", "Same time next year?", "Same table, please"],
            ),
            (
                "osf25",
                "OSF volunteers 2025",
                dt.date(2025, 11, 6),
                5,
                [
                    "Badges at seven, at the north door.",
                    "Who has the list?",
                    "Kit",
                    "I have it, and two spare lanyards",
                    "Well done everyone!",
                    "My feet.",
                    "Kit, you owe me a coffee for the lanyards",
                    "Gladly",
                ],
            ),
        ]
        for circle, title, day, size, lines in talks:
            members = rng.sample([p for p, d, c in self.bystanders if c == circle and d <= day + dt.timedelta(9) and not p.hidden], size)
            thread, moment, speaker = mail.new_thread(members, title), mail.moment(day), None
            for i, line in enumerate(lines):
                speaker = rng.choice([p for p in [KIT, *members] if p is not speaker])
                if line.startswith(("I have it", "Gladly")):
                    speaker = KIT
                elif "Kit" in line:
                    speaker = members[i % size]
                if line.startswith(("Great evening", "Well done")):  # the day after
                    moment = mail.moment(dt.date(2025, 7, 13) if circle == "uni" else dt.date(2025, 11, 14))
                mail.send(thread, moment, speaker, say(rng, line))
                moment += dt.timedelta(minutes=rng.choice((1, 2, 5, 30, 200)), seconds=rng.randrange(60))

    def search(self):
        """Introductions, requests, answers and thanks, as the tables of the story have them."""
        for a, b, date, how, _ in self.introductions:
            self.introduce(a, b, date, how)
        for a, b, date, topic in parse(story.UNRECORDED):
            self.introduce(a, b, day_of(date), "g", topic)
        for key, (request, again, outcome, met, channel, _) in self.asked.items():
            if channel == "li" or (channel == "inv" and key in self.connected):
                self.ask(key, request, again, outcome, met)
        for key, date, outcome in parse(story.CHECK_INS):
            self.check_in(key, day_of(date), outcome)
        for date, key, outcome, note in parse(story.INTRODUCTION_REQUESTS):
            if self.asked[key][4] == "li":
                self.ask_introduction(key, day_of(date), note.removeprefix("for "))

    def slots(self, key, day):
        rng, person = self.mail.rng, self.people[key]
        vias = [a for a, b, date, *_ in self.introductions if b == key]
        advice = self.interviews.get(key, ["", "keep asking"])[1].split(";")[0]
        field = (
            "energy data"
            if any(w in self.topic[key] for w in ("data", "forecast", "analy"))
            else rng.choice(["offshore wind", "the supply side of renewables", "energy logistics"])
        )
        event = {"osf25": "the Offshore Supply Forum", "edm26": "the Energy Data Meetup", "pls26": "the Port Logistics Summit"}
        return {
            "me": "Kit",
            "who": "a supply planner",
            "past": "I spent ten years in supply planning",
            "event": event.get(person.circle, ""),
            "opening": "I finished at my last job in August and am taking the time to look around properly",
            "first": person.called,
            "full": person.name,
            "company": person.company.strip(),
            "topic": self.topic[key],
            "via": self.people[vias[0]].called if vias else "",
            "field": field,
            "school": SCHOOL,
            "advice": advice,
            "when": rng.choice(["next week", "in the next two weeks", "one of these days", "this month"]),
            "day": rng.choice(text.WEEKDAYS),
        }

    @staticmethod
    def ordinal(day):
        suffix = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
        return f"{text.WEEKDAYS[day.weekday()]} the {day.day}{suffix}"

    def introduce(self, a, b, date, how, topic=None):
        mail, rng, by = self.mail, self.mail.rng, self.people[a]
        slots = self.slots(b, date)
        slots["via"], slots["topic"] = by.called, topic or slots["topic"]
        letters = text.FRENCH["introduce"] if by.language == self.people[b].language == "fr" else text.INTRODUCE
        if how == "g":
            thread = mail.new_thread([by, self.people[b]])
            at = mail.send(thread, mail.moment(date), by, say(rng, rng.choice(letters), **slots))
            at = mail.send(
                thread, at + dt.timedelta(minutes=rng.randrange(4, 300)), KIT, say(rng, rng.choice(text.INTRODUCE_THANKS), **slots)
            )
            if self.asked.get(b, ("", "", ""))[2] == "met" and rng.random() < 0.6:
                mail.send(
                    thread,
                    at + dt.timedelta(minutes=rng.randrange(9, 900)),
                    self.people[b],
                    say(rng, "{Nice to meet you, <me>!|Hello <me>, do write.|Thanks <via>. Hi <me>!}", **slots),
                )
        elif how == "m":
            thread = mail.thread(by)
            at = mail.send(thread, mail.moment(date), by, say(rng, rng.choice(text.POINT_TO), **slots))
            if date < dt.date(2026, 6, 26):
                mail.send(thread, at + dt.timedelta(minutes=rng.randrange(2, 500)), KIT, say(rng, text.POINT_THANKS, **slots))

    def ask(self, key, request, again, outcome, met):
        mail, rng, person = self.mail, self.mail.rng, self.people[key]
        thread, slots = mail.thread(person), self.slots(key, request)
        french = text.FRENCH if "in French" in self.asked[key][5] else {}
        if slots["via"]:
            letters = french.get("request", text.REQUEST_INTRODUCED)
        elif slots["event"]:
            letters = text.REQUEST_MET
        elif person.circle in ("cold", "recruiters"):
            letters = text.REQUEST_COLD[:2]
        else:
            letters = french.get("known", text.REQUEST_KNOWN)
        slots["when"] = "la semaine prochaine" if french else slots["when"]
        mail.send(thread, mail.moment(request), KIT, say(rng, rng.choice(letters), **slots))
        if again:
            mail.send(thread, mail.moment(again), KIT, say(rng, rng.choice(text.FOLLOW_UP), **slots))
        asked = again or request
        if outcome in ("met", "scheduled", "replied"):
            answered = met if outcome != "met" else asked + dt.timedelta(rng.choice((0, 1, 1, 1, 2, 2, 3)))
            talk = TALK_AHEAD if outcome == "scheduled" else met
            while outcome == "met" and (answered >= met or answered.weekday() > 4):
                answered -= dt.timedelta(1)
            answered = max(answered, asked)
            hour = f"{rng.choice((9, 10, 11, 14, 15, 16))}:{rng.choice(('00', '00', '30'))}"
            slots["meet"] = f"{self.ordinal(talk)} at {hour}"
            if french:
                slots["meet"] = f"{french['days'][talk.weekday()]} {talk.day} à {hour.replace(':', 'h')}"
            if outcome == "replied":
                slots["meet"] = "Tuesday or Wednesday next week"
            letters = [line for line in french.get("accept", text.ACCEPT) if slots["via"] or "<via>" not in line]
            if (answered - asked).days >= 3 and not french:
                letters = [text.ACCEPT_LATE]
            at = mail.moment(answered, after=thread.messages[-1].moment)
            mail.send(thread, at, person, say(rng, rng.choice(letters), **slots))
            if outcome != "replied":
                mail.send(
                    thread,
                    at + dt.timedelta(minutes=rng.randrange(5, 200)),
                    KIT,
                    say(rng, rng.choice(french.get("confirm", text.CONFIRM)), **slots),
                )
            if outcome == "met" and key not in story.UNTHANKED:
                mail.send(thread, mail.moment(self.thanked(key)), KIT, say(rng, rng.choice(french.get("thanks", text.THANKS)), **slots))
        elif outcome == "declined":
            mail.send(
                thread,
                mail.moment(request + dt.timedelta(1), after=thread.messages[-1].moment),
                person,
                say(rng, rng.choice(text.DECLINE), **slots),
            )

    def thanked(self, key):
        return business_days_after(self.asked[key][3], 1)

    def check_in(self, key, date, outcome):
        mail, rng, person = self.mail, self.mail.rng, self.people[key]
        thread, slots = mail.thread(person), self.slots(key, date)
        at = mail.send(thread, mail.moment(date), KIT, say(rng, rng.choice(text.CHECK_IN), **slots))
        if outcome == "replied":
            mail.send(thread, at + dt.timedelta(minutes=rng.randrange(20, 900)), person, say(rng, rng.choice(text.CHECK_IN_REPLY), **slots))

    def ask_introduction(self, key, date, target):
        slots = self.slots(key, date) | {"target": target}
        self.mail.send(
            self.mail.thread(self.people[key]),
            self.mail.moment(date),
            KIT,
            say(self.mail.rng, self.mail.rng.choice(text.ASK_INTRODUCTION), **slots),
        )

    # The files.

    def write(self, folder):
        linkedin = folder / "linkedin"
        linkedin.mkdir(parents=True)
        self.write_connections(linkedin)
        rows = self.mail.rows()
        save(linkedin / "messages.csv", files.table(files.MESSAGES + ",ATTACHMENTS,IS MESSAGE DRAFT", rows))
        self.write_invitations(linkedin)
        self.write_profile(linkedin)
        self.write_praise(linkedin)
        self.write_own(folder)
        self.check(rows)

    def write_connections(self, linkedin):
        rows = []
        for p, day in self.connections:
            when = files.day_month_year(day)
            rows.append(
                [""] * 6 + [when] if p.hidden else [p.first, p.last, files.encoded_url(p.slug), p.email, p.company, p.position, when]
            )
        save(linkedin / "Connections.csv", files.connections(rows))

    def write_invitations(self, linkedin):
        """The last eleven months; all incoming ones were accepted, of the outgoing ones some are pending."""
        rng = random.Random("solo/invitations")
        welcome = [
            "Great to meet you at the Forum!",
            "Hi Kit, we talked about quay space. Let's stay in touch.",
            "Good question in the session!",
            "Hello Kit, a colleague of Ruth here.",
            "I enjoyed your lightning talk.",
        ]
        hello = [
            "Hello, it was good to meet you today.",
            "Hi, I liked your talk and would be glad to stay in touch.",
            "Hello, I am learning about logistics in renewables and enjoy your posts.",
        ]
        rows = []
        keys = {p.slug: key for key, p in self.people.items()}

        def add(person, sent, note, outgoing):
            people = [(KIT.name, KIT.slug), (person.name, person.slug)][:: 1 if outgoing else -1]
            rows.append(
                (
                    sent,
                    [
                        people[0][0],
                        people[1][0],
                        files.us_time(sent),
                        note,
                        "OUTGOING" if outgoing else "INCOMING",
                        files.raw_url(people[0][1]),
                        files.raw_url(people[1][1]),
                    ],
                )
            )

        def note_of(key):
            request, channel = self.asked[key][0], self.asked[key][4]
            first = (
                [m for m in self.mail.thread(self.people[key]).messages if m.sender is KIT and m.moment.date() == request]
                if key in self.connected
                else []
            )
            if channel == "inv" and first:
                return first[0].moment, first[0].text[:300]
            slots = self.slots(key, request)
            letters = text.REQUEST_INTRODUCED if slots["via"] else text.REQUEST_COLD[:2]
            return self.mail.moment(request), say(rng, rng.choice([x for x in letters if len(x) < 240]), **slots)[:300]

        for person, day in self.connections:
            if day < dt.date(2025, 8, 1) or person.hidden:
                continue
            key = keys.get(person.slug)
            moment = self.mail.moment(day - dt.timedelta(rng.choice((0, 0, 0, 1, 1, 2, 4, 6))))
            if key in self.asked and self.asked[key][4] == "inv":
                add(person, *note_of(key), True)
            elif person.circle == "intro":
                since = next(date for _, b, date, *_ in self.introductions if b == key)
                sent = max(since, min(moment.date(), day))
                add(person, dt.datetime(sent.year, sent.month, sent.day, 22, rng.randrange(60)), "", True)
            elif rng.random() < 0.93:
                outgoing = rng.random() < 0.56
                note = rng.choice(hello if outgoing else welcome) if rng.random() < 0.22 else ""
                add(person, moment, note, outgoing)
        for key in ("helga", "noa", "kwabena"):
            add(self.people[key], *note_of(key), True)
        for key, sent in (
            ("minami", dt.date(2025, 10, 6)),
            ("heiko", dt.date(2025, 11, 6)),
            ("anders", dt.date(2025, 9, 24)),
            ("oskar", dt.date(2026, 3, 24)),
            ("duangjai", dt.date(2026, 6, 25)),
            ("jeppe", dt.date(2026, 6, 29)),
        ):
            add(self.people[key], self.mail.moment(sent), "", True)
        for person in self.strangers[-34:]:
            add(person, self.mail.moment(dt.date(2025, 8, 20) + dt.timedelta(rng.randrange(312))), rng.choice(["", "", hello[2]]), True)
        rows.sort(key=lambda row: row[0], reverse=True)
        self.invitations = rows
        save(linkedin / "Invitations.csv", files.table(files.INVITATIONS, [row for _, row in rows]))

    def write_profile(self, linkedin):
        save(
            linkedin / "Profile.csv",
            files.table(
                files.PROFILE,
                [
                    [
                        "Kit",
                        "Marlowe-Ray",
                        "",
                        "",
                        "Mar 9",
                        "Supply planner, on the way from food to wind",
                        "Ten years of planning things that spoil.  Now looking for things that spin.",
                        "Transportation, Logistics, Supply Chain and Storage",
                        "BS1",
                        "Bristol, England, United Kingdom",
                        "",
                        "",
                        "",
                    ]
                ],
            ),
        )
        save(
            linkedin / "Positions.csv",
            files.table(
                files.POSITIONS,
                [
                    [company, title, words, place, files.month_year(start), files.month_year(end)]
                    for company, title, words, place, start, end in [
                        (
                            "Brightwater Foods",
                            "Senior Supply Planner",
                            "Chilled and frozen, four plants.  Forecast error from 31 % to 19 %.",
                            "Bristol",
                            "2021-09",
                            "2025-08",
                        ),
                        (
                            "Lumora",
                            "Supply Planner",
                            "Speakers and lamps, two factories, one very long ocean.",
                            "Reading",
                            "2018-03",
                            "2021-08",
                        ),
                        ("Fernwick & Sons", "Buyer", "Fixings and tools.", "Leeds", "2016-10", "2018-02"),
                        ("Fernwick & Sons", "Graduate Trainee", "", "Leeds", "2015-09", "2016-09"),
                    ]
                ],
            ),
        )
        save(
            linkedin / "Education.csv",
            files.table(
                files.EDUCATION,
                [
                    ["Harbour Institute", "2019", "2021", "Part-time, with distinction", "MSc Supply Chain Analytics", ""],
                    [SCHOOL, "2012", "2015", "", "BSc Business and Logistics", "Rowing, student radio"],
                ],
            ),
        )
        save(linkedin / "Skills.csv", files.table("Name", [[skill] for skill in SKILLS]))
        save(
            linkedin / "Email Addresses.csv",
            files.table(
                files.EMAILS,
                [
                    ["kit.marlowe-ray@example.org", "Yes", "Yes", "9/24/12, 6:02 PM"],
                    ["k.marloweray@example.net", "Yes", "No", "Not Available"],
                ],
                last_eol=False,
            ),
        )
        rng = random.Random("solo/follows")
        firms = [(name, dt.date(2025, 8, 25) + dt.timedelta(rng.randrange(300))) for name in TARGET_FIRMS[:22]]
        firms += [
            (name, dt.date(year, rng.randrange(1, 13), rng.randrange(1, 28)))
            for name, year in (
                ("Fernwick & Sons, Inc.", 2015),
                ("Lumora ", 2018),
                ("Brightwater Foods", 2021),
                ("Harbour Institute", 2019),
                ("Planning Quarterly", 2016),
            )
        ]
        firms = sorted(((self.mail.moment(day), name) for name, day in firms), reverse=True)
        save(
            linkedin / "Company Follows.csv",
            files.table(files.FOLLOWS, [[name, files.java_date(at)] for at, name in firms], last_eol=False),
        )

    def write_praise(self, linkedin):
        rng = random.Random("solo/praise")
        near = [b for b in self.bystanders if b[2] in ("uni", "fernwick", "lumora", "msc", "brightwater") and not b[0].hidden]
        for who, count in (("er", 27), ("ee", 19)):
            people = rng.sample(near, count) + [(self.people[key], self.connected[key], "") for key in ("ze", "colm", "ottilie")]
            rows = []
            for person, day, _ in people:
                at = self.mail.moment(min(AS_OF - dt.timedelta(9), day + dt.timedelta(rng.randrange(20, 1300))))
                for skill in rng.sample(SKILLS[:11], rng.choice((1, 1, 1, 2, 2, 3, 5))):
                    rows.append(
                        (
                            at,
                            [
                                files.utc(at, "/"),
                                skill,
                                person.first,
                                person.last,
                                files.bare_url(person.slug),
                                "PENDING" if rng.random() < 0.06 else "ACCEPTED",
                            ],
                        )
                    )
                    at += dt.timedelta(seconds=rng.randrange(2, 9))
            rows.sort(key=lambda row: row[0], reverse=True)
            name = "Endorsement_Received_Info.csv" if who == "er" else "Endorsement_Given_Info.csv"
            save(linkedin / name, files.table(files.ENDORSEMENTS.format(who), [row for _, row in rows]))
        for name, praise in (("Recommendations_Received.csv", RECEIVED), ("Recommendations_Given.csv", GIVEN)):
            save(
                linkedin / name,
                files.table(
                    files.RECOMMENDATIONS,
                    [
                        [
                            self.people[key].first,
                            self.people[key].last,
                            self.people[key].company,
                            self.people[key].position,
                            words,
                            when,
                            status,
                        ]
                        for key, words, when, status in praise
                    ],
                ),
            )

    def write_own(self, folder):
        people = self.people
        urls = {key: files.raw_url(p.slug) for key, p in people.items()}
        names = {key: f"{p.first} {p.plain_last}" for key, p in people.items()}
        # How Kit writes of a person differs from row to row, as in any list kept by hand.
        forms = {
            ("karsten", "friederike"): ("http://linkedin.com/in/Karsten-Pohlmann-Reetz/?trk=people", urls["friederike"]),
            ("ottilie", "beatriz"): ("ottilie brandvold", names["beatriz"]),
            ("ze", "noor"): ("ze@example.org", names["noor"]),
            ("emre", "noa"): (names["emre"], urls["noa"]),
            ("hanne", "bjarke"): (urls["hanne"], names["bjarke"]),
            ("olena", "xiaolan"): (names["olena"], files.encoded_url("xiaoyun-chen-b8")),
        }
        rows = [[*forms.get((a, b), (names[a], names[b])), date.isoformat(), context] for a, b, date, _, context in self.introductions]
        save(folder / "introductions.csv", files.table("introducer,introduced,date,context", rows))
        self.outreach = self.outreach_rows(names, urls)
        save(folder / "outreach.csv", files.table("date,person,kind,outcome,notes", [[d.isoformat(), *rest] for d, *rest in self.outreach]))
        save(
            folder / "interviews.csv",
            files.table(
                "date,person,company,position,skills,advice,trends,openings,introduced,resources,notes", self.interview_rows(names)
            ),
        )
        save(folder / "companies.csv", files.table("company,industry,aliases", parse(story.COMPANIES)))
        title = [["Where I would like to work (LAMP, sorted by hand)"], ["Kit, since September 2025"], []]
        header = "Position,Company,Industry,Priority,Motivation,Posting,Alumni,Location,Notes".split(",")
        (folder / "targets.xlsx").write_bytes(files.xlsx([("Targets", [*title, header, *story.TARGETS])], merged=["A1:I1", "A2:I2"]))
        save(
            folder / "tertius.toml",
            "# Kit's workspace as it was on this day. Take the line out to use today's date.\nas_of = \"2026-06-30\"\n",
        )

    def outreach_rows(self, names, urls):
        rows, rng = [], random.Random("solo/outreach")

        def add(day, key, kind, outcome, note=""):
            who = urls[key] if rng.random() < 0.09 else names[key]
            rows.append((day, who, kind, outcome, note))

        for key, (request, again, outcome, met, _, note) in self.asked.items():
            answer = {"met": "replied", "silent": "no-reply"}.get(outcome, outcome)
            before, _, after = (part.strip() for part in note.partition(">"))
            add(request, key, "request", "no-reply" if again else answer, before)
            if again:
                add(again, key, "follow-up", answer)
            if outcome == "met":
                add(met, key, "interview", "done" if rng.random() < 0.15 else "held", after)
                if key not in story.UNTHANKED:
                    add(self.thanked(key), key, "thank-you", "sent")
            elif outcome == "scheduled":
                rows.append((TALK_AHEAD, names[key], "interview", "scheduled", "video call"))
        for key, date, outcome in parse(story.CHECK_INS):
            add(day_of(date), key, "check-in", outcome)
        for date, key, outcome, note in parse(story.INTRODUCTION_REQUESTS):
            add(day_of(date), key, "introduction-request", outcome, note)
        return sorted(rows, key=lambda row: row[0])

    def interview_rows(self, names):
        rows = []
        for key, (skills, advice, trends, openings, resources, notes) in self.interviews.items():
            person, met = self.people[key], self.asked[key][3]
            brought = [names[b] for a, b, date, *_ in self.introductions if a == key and date <= met + dt.timedelta(14)]
            rows.append(
                [
                    met.isoformat(),
                    names[key],
                    person.company,
                    person.position,
                    skills,
                    advice,
                    trends,
                    openings,
                    "; ".join(brought),
                    resources,
                    notes,
                ]
            )
        return sorted(rows)

    # What the README promises.

    def check(self, messages):
        people, connected, asked = self.people, self.connected, self.asked
        assert (len(self.connections), len(messages)) == (695, 2019), "the README says so"
        assert len({p.slug for p, _ in self.connections}) == len(self.connections)
        hidden = sum(p.hidden for p, _ in self.connections) / len(self.connections)
        assert 0.015 < hidden < 0.025 and 0.015 < sum(bool(p.email) for p, _ in self.connections) / len(self.connections) < 0.025
        assert all(a[1] >= b[1] for a, b in zip(self.connections, self.connections[1:]))
        names = [f"{p.first} {p.plain_last}".lower() for p, _ in self.connections]
        assert all(names.count(f"{p.first} {p.plain_last}".lower()) <= 1 for p in people.values()), "a person of the story is ambiguous"
        last_year = sum(day >= dt.date(2025, 9, 1) for _, day in self.connections)
        before = sum(dt.date(2021, 8, 15) <= day < dt.date(2025, 8, 15) for _, day in self.connections)
        assert last_year == 195 and last_year > 1.2 * before, (last_year, before)
        firms = {p.company.strip() for p, _ in self.connections}
        assert not firms & set(GAPS)

        assert all(files.raw_url(KIT.slug) in (row[3], *row[5].split(",")) for row in messages)
        partners = {url for row in messages for url in [row[3], *row[5].split(",")] if url} - {files.raw_url(KIT.slug)}
        outside = len(partners - {files.raw_url(p.slug) for p, _ in self.connections}) / len(partners)
        assert 0.12 < outside < 0.42, outside
        assert all("\n" not in cell for row in messages for cell in row)
        assert max(row[6] for row in messages) < "2026-06-30"

        waves = {}
        for a, b, date, _, _ in self.introductions:
            assert asked[a][3] is None or date >= asked[a][3] or (a, b) == ("ingrid", "jonas"), ("introduced before the conversation", a, b)
            assert b not in asked or date <= asked[b][0], ("asked before the introduction", a, b)
            assert b not in connected or connected[b] >= date or b == "jonas", ("connected before the introduction", b)
            waves.setdefault(b, waves.get(a, 0) + 1)
        assert sorted(set(waves.values())) == [1, 2, 3, 4, 5] and len(waves) == 48 and len(self.introductions) == 49
        for key, (request, again, outcome, met, _, _) in asked.items():
            days = [day for day in (request, again, met if outcome == "met" else None) if day]
            assert days == sorted(days) and all(day.weekday() < 5 for day in days), key
            assert not again or again in (business_days_after(request, 7), business_days_after(request, 9)), (
                key,
                business_days_after(request, 7),
            )
        assert len(asked) == 77 and sum(row[2] == "met" for row in asked.values()) == 38
        assert 35 == len(self.interviews) == 38 - len(story.UNWRITTEN) and all(asked[key][2] == "met" for key in self.interviews)
        first_answers = sum(row[2] == "request" and row[3] in ("replied", "declined", "scheduled") for row in self.outreach)
        assert 0.45 <= first_answers / 77 <= 0.50, first_answers / 77
        assert business_days_after(asked["rahul"][0], 7) == AS_OF and asked["wilhelmina"][3] == AS_OF - dt.timedelta(1)
        for person, day in self.connections:
            for sent, row in self.invitations:
                if row[5] == files.raw_url(person.slug) or row[6] == files.raw_url(person.slug):
                    assert sent.date() <= day, person.name


def save(path, words):
    path.write_bytes(words.encode())


SKILLS = [
    "Supply Planning",
    "Demand Planning",
    "S&OP",
    "Inventory Management",
    "Negotiation",
    "Excel",
    "SQL ",
    "Forecasting",
    "Procurement",
    "Python",
    "SAP",
    "Stakeholder Management",
    "Power BI",
    "Simulation",
    "Incoterms",
    "French",
    "Data Visualisation",
    "Public Speaking",
]
RECEIVED = [
    ("ottilie", "Kit is a calm planner who reads contracts to the end, and then rings the supplier.", "02/26/18, 09:14 AM", "VISIBLE"),
    ("ann", "The only person I know who can explain a forecast to sales, and sales to a forecast.", "07/09/21, 04:30 PM", "VISIBLE"),
    (
        "marguerite",
        "Kit sees the problem on Tuesday that others see on Friday. I would hire again at once.",
        "08/20/25, 11:02 AM",
        "VISIBLE",
    ),
    ("colm", "Great colleague, terrible singer.", "05/03/23, 12:02 AM", "HIDDEN"),
]
GIVEN = [
    ("ze", "Zé turned our weekly misery into a button.", "06/15/20, 08:45 PM", ""),
    ("colm", "Colm listens to planners before he writes a line of the product. It shows.", "01/15/24, 07:20 AM", ""),
]


def build(folder):
    Solo().write(folder)
