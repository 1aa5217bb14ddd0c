"""`cohort/`: twelve members of two programmes and two class years at Northgate College, who share many contacts.

A small world is drawn once; each member knows a part of it. The search of each is then played day by day: whom she asks,
who answers, who introduces whom. Nothing is written down that happened after the as-of date.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

from . import files, text
from .mail import Mailbox
from .people import Names, Person, Work
from .solo import AS_OF, business_days_after, save
from .text import say

SCHOOL = "Northgate College"

# folder | first | last | slug | programme | class | shares | habit | asks | chance of an answer | introductions per conversation
# | size of the network | industries sought | was before | wants to be
MEMBERS = """
amara | Amara | Osei-Lindholm | amara-osei-lindholm | MBA | 2026 | yes | active | 52 | 0.56 | 1.25 | 1.5 | energy,logistics | Category Buyer at Millracefoods | Operations Manager
bastien | Bastien | Quéméneur | bastien-quéméneur | MSc Logistics | 2026 | yes | active | 41 | 0.52 | 1.15 | 1.1 | logistics,tech | Coordinateur transport at Ferrypost SAS | Supply Chain Analyst
chiara | Chiara | Valdambrini | chiara-valdambrini-3 | MBA | 2025 | yes | active | 46 | 0.60 | 1.10 | 1.4 | consulting,health | Project Manager at Gablehouse S.A. | Consultant
khue | Khuê | Đào | dao-minh-khue | MSc Logistics | 2026 | yes | average | 16 | 0.42 | 0.55 | 0.7 | logistics,energy | Import Clerk at Terngate | Logistics Planner
elena | Елена | Соколянская | elena-sokolyanskaya | MSc Logistics | 2025 | no | average | 19 | 0.45 | 0.50 | 0.9 | tech,logistics | Financial Analyst at Quarrybank | Product Analyst
farid | Farid | Naderi-Holt | faridnaderiholt | MBA | 2026 | yes | average | 14 | 0.40 | 0.60 | 1.0 | energy,consulting | Site Engineer at Anvilworks | Energy Analyst
greta | Greta | Holmqvist-Adu | greta-holmqvist-adu | MSc Logistics | 2025 | yes | average | 18 | 0.38 | 0.45 | 0.8 | food,logistics | Warehouse Supervisor at Candlestack AB | Demand Planner
hamish | Hamish | Lorimer | hamishlorimer | MBA | 2025 | no | unanswered | 15 | 0 | 0 | 0.5 | consulting,energy | Account Manager at Lorrybeam Ltd | Strategy Manager
ife | Ifẹ́ | Bánkọ́lé-Hart | ife-bankole-hart-9 | MSc Logistics | 2026 | yes | unanswered | 11 | 0 | 0 | 0.45 | tech,health | Nurse at Valewell Community Trust | Data Analyst
jiyoon | 지윤 | 한 | jiyoon-han-55 | MBA | 2026 | no | aimless | 6 | 0.40 | 0.30 | 0.6 | tech,food | Marketing Executive at Pebblekind | Product Manager
kamal | Kamal | Weerasekera | kamal-weerasekera | MSc Logistics | 2025 | no | silent | 0 | 0 | 0 | 0.4 | food,energy | Buyer at Fennelfoods | Buyer
lior | ליאור | אבני | lior-avni-0c | MBA | 2025 | yes | broken | 0 | 0 | 0 | 0.5 | tech,consulting | Software Engineer at Skeingrid | Product Manager
"""

# industry: functions, topics, companies (the first ones are large)
INDUSTRIES = {
    "energy": (
        ["energy", "supply", "projects", "site", "data", "sustain"],
        ["grid connections", "battery projects", "power trading", "wind park logistics"],
        "Solvind Gridfolk Emberwell Voltmeadow Tidewright Windwerk-Nord Larchgrid Cellarium Kilnpay-Power Osterlicht Brindlesun".split(),
    ),
    "logistics": (
        ["logistics", "supply", "warehouse", "vessel", "data", "demand"],
        ["port operations", "air freight", "last mile", "customs", "network design"],
        "Portvane Hullmark Kadeline Freightmoss Palletree Drayhatch Wharfwell Lorryloft Parcelkind Ternway Quayscale Ferrystone".split(),
    ),
    "consulting": (
        ["consulting", "consulting", "projects", "finance", "data"],
        ["operations consulting", "public sector work", "case interviews", "due diligence"],
        ["Ashgrove & Pell", "Sablier Conseil", "Harrowby Partners", "Quillon", "Lanternmark", "Birchall & Roe", "Ledgerbridge"],
    ),
    "tech": (
        ["software", "data", "product", "product", "design", "sales"],
        ["product analytics", "pricing", "data platforms", "logistics software"],
        "Wattledge Loadstar Statgrove Skeinlabs Pilotstack Kettlebase Ivoryloop Gullworks Pebbleware Zincpath Orchardly Mossbit Tinderbox-Labs".split(),
    ),
    "food": (
        ["supply", "demand", "buying", "quality", "warehouse", "sales"],
        ["cold chains", "promotion planning", "sourcing", "food waste"],
        "Brightwater Tallowfield Saffronmill Kettlefoods Orchardside Fennelfoods Juniperfoods Grainhouse".split(),
    ),
    "health": (
        ["data", "research", "projects", "buying", "quality"],
        ["hospital supply", "clinical data", "medical devices"],
        "Amberwell Hearthclinic Valewell Mallowcare Plovermed Linden-Diagnostics".split(),
    ),
}


@dataclass
class Member:
    folder: str
    person: Person
    programme: str
    year: int
    shares: str
    habit: str
    asks: int
    answers: float
    introduces: float
    size: float
    industries: list
    before: tuple
    wants: str
    connections: dict = field(default_factory=dict)  # person -> day
    introductions: list = field(default_factory=list)  # (introducer, introduced, day, context)
    outreach: list = field(default_factory=list)  # (day, person, kind, outcome, note)
    targets: list = field(default_factory=list)
    wave: dict = field(default_factory=dict)

    @property
    def began(self):
        """The first day of the programme; the search starts some months later."""
        return dt.date(self.year - 1, 9, 15)


def read_members():
    members = []
    for line in MEMBERS.strip().splitlines():
        folder, first, last, slug, programme, year, shares, habit, asks, answers, introduces, size, industries, before, wants = (
            cell.strip() for cell in line.split("|")
        )
        title, _, employer = before.rpartition(" at ")
        person = Person(first, last, slug, SCHOOL, f"{programme} candidate" if year == "2026" else wants, circle=f"{programme} {year}")
        if year == "2025":  # some of last year's class have found something, some have not
            person.company = {"elena": "Statgrove", "greta": "Tallowfield", "kamal": "Fennelfoods", "lior": "Skeinlabs"}.get(folder, "")
            person.position = person.position if person.company else "Open to work"
        members.append(
            Member(
                folder,
                person,
                programme,
                int(year),
                shares,
                habit,
                int(asks),
                float(answers),
                float(introduces),
                float(size),
                industries.split(","),
                (title, employer),
                wants,
            )
        )
    return members


class World:
    """Everyone the members may know, by circle."""

    def __init__(self, rng, members):
        names = Names(rng, taken={m.person.slug for m in members})
        work = Work(rng, fresh=0.7)
        self.circles, self.industry = {}, {}

        def fill(circle, count, years, functions, companies=None):
            people = self.circles.setdefault(circle, [])
            for _ in range(count):
                person = names.draw()
                person.circle = circle
                # Sizes fall off: the first company of a list has many of the people, the last one or two.
                company = companies and companies[min(len(companies) - 1, int(rng.paretovariate(0.75)) - 1)]
                work.fill(
                    person, rng.uniform(*years), functions, company and company.replace("-", " ") + rng.choice(["", "", "", " Ltd", " "])
                )
                people.append(person)

        every = [f for functions, _, _ in INDUSTRIES.values() for f in functions]
        for circle in ("MBA 2026", "MBA 2025", "MSc Logistics 2026", "MSc Logistics 2025"):
            fill(circle, 24, (2, 9), every)
            self.circles[circle] += [m.person for m in members if m.person.circle == circle]
        fill("college", 12, (5, 30), ["research"], [SCHOOL])
        for person in self.circles["college"]:
            person.position = rng.choice(
                [
                    "Lecturer in Operations",
                    "Professor of Logistics",
                    "Career Advisor",
                    "Programme Manager",
                    "Head of Career Services",
                    "Visiting Fellow",
                    "Alumni Relations Officer",
                ]
            )
        fill("alumni", 80, (3, 25), every)
        for industry, (functions, _, companies) in INDUSTRIES.items():
            fill(industry, 95, (1, 26), functions, companies)
        fill("private", 560, (1, 25), every + ["marketing", "people", "law"])
        for circle, people in self.circles.items():
            for person in people:
                self.industry[person] = circle


class Simulation:
    def __init__(self):
        self.rng = random.Random("cohort")
        self.members = read_members()
        self.world = World(self.rng, self.members)
        private = list(self.world.circles["private"])
        self.rng.shuffle(private)
        for member in self.members:
            self.meet(member, private)
            self.aim(member)
            self.search(member)
            assert len(member.connections) <= 250, (member.person.name, len(member.connections))

    # Whom a member knows before the search.

    def meet(self, member, private):
        rng, own = self.rng, member.person.circle
        for circle, people in self.world.circles.items():
            if circle == own:
                share, span = 0.85, (member.began, 50)
            elif circle.split(" 20")[0] in ("MBA", "MSc Logistics"):
                other = int(circle[-4:])
                share = 0.34 if circle.startswith(member.programme) else 0.16
                span = (dt.date(max(member.year, other) - 1, 10, 1), 240)
            elif circle == "college":
                share, span = 0.5, (member.began, 120)
            elif circle == "alumni":
                share, span = 0.18 * member.size, (member.began + dt.timedelta(60), 300)
            elif circle == "private":
                for _ in range(round(34 * member.size)):
                    self.know(
                        member,
                        private.pop(),
                        dt.date(2014, 1, 1) + dt.timedelta(int(rng.random() ** 0.7 * (member.began - dt.date(2014, 1, 1)).days)),
                    )
                continue
            else:
                share, span = (0.27 if circle in member.industries else 0.05) * member.size, (member.began + dt.timedelta(40), 330)
            for person in people:
                if person is not member.person and rng.random() < share:
                    self.know(member, person, span[0] + dt.timedelta(int(rng.random() ** 1.8 * span[1])))

    def know(self, member, person, day):
        if person not in member.connections and person is not member.person:
            while day.weekday() > 4 and self.rng.random() < 0.7:
                day += dt.timedelta(1)
            if day < AS_OF:
                member.connections[person] = day

    def aim(self, member):
        rng = self.rng
        if member.habit in ("aimless", "silent", "broken"):
            return
        for _ in range(rng.randrange(7, 15)):
            industry = member.industries[0] if rng.random() < 0.6 else member.industries[1]
            company = rng.choice(INDUSTRIES[industry][2]).replace("-", " ") if rng.random() < 0.85 else ""
            position = (
                member.wants if rng.random() < 0.6 else rng.choice(["Analyst", "Planner", "Project Manager", "", "Operations Manager"])
            )
            priority = rng.choice(["1", "1", "2", "2", "3", ""])
            row = [position, company, industry.capitalize() if rng.random() < 0.8 else "", priority]
            if any(row[:3]) and row[:3] not in [r[:3] for r in member.targets]:
                member.targets.append(row)

    # The search, week by week.

    def search(self, member):
        rng = self.rng
        if not member.asks:
            return
        start = member.began + dt.timedelta(rng.randrange(40, 60) if member.habit == "active" else rng.randrange(105, 140))
        weeks = (AS_OF - start).days // 7 if member.year == 2026 or member.habit == "active" else 44
        wanted = {row[1] for row in member.targets}
        known = [p for p in member.connections if self.world.industry[p] in (*member.industries, "alumni", "college")]
        known.sort(key=lambda p: (p.company.strip() not in wanted, rng.random()))
        due, asked = [], set()  # due: (not before, person, introducer)
        # Weeks differ: some bring five letters, some none.
        plan = sorted(min(weeks - 1, int(weeks * rng.random() ** (1.15 if member.habit == "active" else 1.5))) for _ in range(member.asks))
        for week in plan:
            day = start + dt.timedelta(7 * week + rng.choice((1, 1, 1, 2, 2, 3)) - start.weekday())
            ready = [d for d in due if d[0] <= day]
            if ready and rng.random() < 0.88:
                # The newest introduction is the warmest; that is how chains grow long.
                first = max(ready, key=lambda d: d[0]) if rng.random() < 0.7 else rng.choice(ready)
                _, person, via = first
                due.remove(first)
            else:
                person, via = next(
                    ((p, None) for p in known if p not in asked and member.connections[p] <= day and p not in member.wave), (None, None)
                )
            if person is None or person in asked or day >= AS_OF:
                continue
            asked.add(person)
            due += self.ask(member, person, via, day)
        member.outreach.sort(key=lambda row: row[0])
        member.introductions.sort(key=lambda row: row[2])

    def ask(self, member, person, via, day):
        """One request and all that comes of it; returns the people introduced, with the day they can be asked."""
        rng, log = self.rng, member.outreach
        chance = member.answers and min(0.9, member.answers + (0.12 if via else -0.06))
        wait = rng.choice((0, 1, 1, 1, 2, 2, 3, 5))
        note = f"via {via.called}" if via else rng.choice(["", "", "alumni evening", "cold", "met at the fair"])
        answered = day + dt.timedelta(wait) if rng.random() < chance else None
        if answered and answered >= AS_OF:
            answered = None
        again = business_days_after(day, 7) if not answered and rng.random() < 0.6 else None
        if again and again >= AS_OF:
            again = None
        late = again + dt.timedelta(1) if again and chance and rng.random() < 0.25 and again + dt.timedelta(1) < AS_OF else None
        declined = answered and rng.random() < 0.07
        still_open = not answered and (AS_OF - (again or day)).days < 14
        met = business_days_after(late or answered, rng.randrange(3, 12)) if (late or answered) and not declined else None
        ahead = met and met >= AS_OF
        log.append(
            (
                day,
                person,
                "request",
                (
                    "declined"
                    if declined
                    else (
                        "replied"
                        if answered and not ahead
                        else "scheduled" if answered else "pending" if still_open and not again else "no-reply"
                    )
                ),
                note,
            )
        )
        if again:
            log.append(
                (
                    again,
                    person,
                    "follow-up",
                    "scheduled" if late and ahead else "replied" if late else "pending" if still_open else "no-reply",
                    "",
                )
            )
        if not met or ahead or rng.random() < 0.06:  # now and then it comes to nothing
            return []
        log.append((met, person, "interview", rng.choice(("held", "held", "held", "done")), ""))
        thanks = business_days_after(met, 1)
        if rng.random() < 0.85 and thanks < AS_OF:
            log.append((thanks, person, "thank-you", "sent", ""))
        if rng.random() < 0.25 and met + dt.timedelta(35) < AS_OF:
            log.append((business_days_after(met, 23), person, "check-in", rng.choice(("sent", "replied", "no-reply")), ""))
        return self.introduce(member, person, met)

    def introduce(self, member, by, met):
        rng, found = self.rng, []
        circle = self.world.industry[by] if self.world.industry[by] in INDUSTRIES else rng.choice(member.industries)
        eager = rng.choice((0.2, 0.6, 1.0, 1.0, 2.4)) * member.introduces  # few do most of it
        count = sum(rng.random() < eager / 4 for _ in range(4))
        strangers = [p for p in self.world.circles[circle] if p not in member.connections and p not in member.wave]
        strangers.sort(key=lambda p: (p.company.strip() == by.company.strip()) + rng.random() * 1.6, reverse=True)
        for person in strangers[:count]:
            day = met + dt.timedelta(rng.choice((0, 0, 1, 1, 2, 5)))
            if day >= AS_OF:
                continue
            member.wave[person] = member.wave.get(by, 0) + 1
            member.introductions.append(
                (
                    by,
                    person,
                    day,
                    rng.choice(["", "", "e-mail", "group message", "after our call", "former colleague", "same team", "studied together"]),
                )
            )
            if rng.random() < 0.88:
                self.know(member, person, day + dt.timedelta(rng.choice((0, 1, 1, 2, 4))))
            found.append((max(day, member.connections.get(person, day)) + dt.timedelta(1), person, by))
        return found


class Writer:
    """One member's folder."""

    def __init__(self, member, world, folder):
        self.member, self.world, self.folder = member, world, folder
        self.rng = random.Random("cohort/" + member.person.slug)
        title, employer = member.before
        self.job = (member.began - dt.timedelta(1200), member.began - dt.timedelta(30), employer)
        self.study = (member.began, dt.date(member.year, 6, 30), "college")
        self.mail = Mailbox(member.person, [self.job], [self.study], self.rng, AS_OF)
        self.talked_of = {}  # person -> (topic, advice): what the letters to them are about
        for person in member.connections:
            self.mail.circles.setdefault(person.circle, []).append(person)

    def write(self):
        self.folder.mkdir(parents=True)
        habit = self.member.habit
        if habit == "broken":
            return self.write_broken()
        connections = self.connections()
        if habit == "silent":
            save(self.folder / "Connections.csv", connections)
            return 0
        self.letters()
        self.small_talk()
        rows = self.mail.rows()
        export = {
            "Connections.csv": connections,
            "messages.csv": self.messages(rows),
            "Invitations.csv": self.invitations(),
            **self.profile(),
        }
        if self.member.person.slug == "dao-minh-khue":  # the zip as it was downloaded
            data = files.zip_bytes([(name, words.encode()) for name, words in export.items()], streamed=True)
            (self.folder / "Basic_LinkedInDataExport_06-28-2026.zip").write_bytes(data)
        else:
            for name, words in export.items():
                save(self.folder / name, words)
        self.own_files()
        return len(rows)

    def write_broken(self):
        """A Connections.csv of noise, and a download that broke off."""
        whole = files.zip_bytes([("Connections.csv", self.connections().encode())], streamed=True)
        (self.folder / "Basic_LinkedInDataExport_06-27-2026.zip").write_bytes(whole[: len(whole) * 3 // 5])
        (self.folder / "Connections.csv").write_bytes(bytes(self.rng.randrange(256) for _ in range(3000)))
        return 0

    def connections(self):
        member, rows = self.member, []
        for person, day in sorted(member.connections.items(), key=lambda c: (-c[1].toordinal(), c[0].slug)):
            if self.rng.random() < 0.015 and person.circle == "private":
                rows.append([""] * 6 + [files.day_month_year(day)])
                continue
            email = person.slug.encode("ascii", "ignore").decode() + "@example.org" if sum(person.slug.encode()) % 43 == 0 else ""
            when = files.day_month_year(day)
            if member.person.slug.startswith("farid"):  # opened and saved in a spreadsheet
                when = f"{day.day}-{files.MONTHS[day.month - 1]}-{day.year % 100:02}"
            rows.append([person.first, person.last, files.encoded_url(person.slug), email, person.company, person.position, when])
        if member.person.slug.startswith("farid"):
            return files.table(files.CONNECTIONS, rows, eol="\r\n")
        return files.connections(rows)

    def messages(self, rows):
        if self.member.year == 2025:  # exported in another month, one column less
            return files.table(files.MESSAGES + ",ATTACHMENTS", [row[:-1] for row in rows])
        return files.table(files.MESSAGES + ",ATTACHMENTS,IS MESSAGE DRAFT", rows)

    def slots(self, person, via=None):
        rng, member = self.rng, self.member
        industry = self.world.industry[person] if self.world.industry[person] in INDUSTRIES else member.industries[0]
        title, employer = member.before
        topic, advice = self.talked_of.setdefault(person, (rng.choice(INDUSTRIES[industry][1]), rng.choice(ADVICE)))
        return {
            "me": member.person.called,
            "first": person.called,
            "full": f"{person.called} {person.plain_last.strip()}",
            "company": person.company.strip() or "your company",
            "topic": topic,
            "via": via.called if via else "",
            "field": industry if industry != "tech" else "software",
            "school": SCHOOL,
            "who": f"{'an MBA student' if member.programme == 'MBA' else 'a logistics student'} at {SCHOOL}",
            "past": f"Before my studies I was a {title} at {employer}",
            "event": "the careers fair",
            "opening": f"I am finishing my degree at {SCHOOL} and looking around",
            "advice": advice,
            "day": rng.choice(text.WEEKDAYS),
            "when": rng.choice(["next week", "in the next two weeks", "this month", "before the month is out"]),
        }

    def letters(self):
        """What was asked, answered and introduced on LinkedIn; about a quarter went by e-mail."""
        mail, rng, member = self.mail, self.rng, self.member
        via, by_mail = {}, {}
        for by, person, day, context in member.introductions:
            via.setdefault(person, by)
            slots = self.slots(person, by)
            if context == "group message":
                thread = mail.new_thread([by, person])
                at = mail.send(
                    thread,
                    mail.moment(day),
                    by,
                    say(rng, rng.choice(text.INTRODUCE[:2] + text.INTRODUCE[3:]).replace("the planner", "the student"), **slots),
                )
                if at.date() < AS_OF - dt.timedelta(1):
                    mail.send(
                        thread,
                        at + dt.timedelta(minutes=rng.randrange(4, 300)),
                        member.person,
                        say(rng, rng.choice(text.INTRODUCE_THANKS), **slots),
                    )
            elif context != "e-mail" and rng.random() < 0.6:
                at = mail.send(mail.thread(by), mail.moment(day), by, say(rng, rng.choice(text.POINT_TO), **slots))
        for day, person, kind, outcome, _ in member.outreach:
            if by_mail.setdefault(person, rng.random() < 0.25 or person not in member.connections):
                continue
            thread, slots = mail.thread(person), self.slots(person, via.get(person))
            letters = {
                "request": text.REQUEST_INTRODUCED if person in via else text.REQUEST_KNOWN + text.REQUEST_COLD[2:],
                "follow-up": text.FOLLOW_UP,
                "thank-you": text.THANKS[:2],
                "check-in": text.CHECK_IN[:1],
            }.get(kind)
            if letters:
                at = mail.send(
                    thread,
                    mail.moment(day, after=max((m.moment for m in thread.messages if m.moment.date() == day), default=None)),
                    member.person,
                    say(rng, rng.choice(letters), **slots),
                )
            if kind in ("request", "follow-up") and outcome in ("replied", "declined", "scheduled"):
                met = next((d for d, p, k, *_ in member.outreach if p is person and k == "interview"), None)
                slots["meet"] = (
                    f"{text.WEEKDAYS[met.weekday()]} {met.day} {files.MONTHS[met.month - 1]}, {rng.randrange(9, 17)}:{rng.choice(('00', '30'))}"
                    if met
                    else rng.choice(["some day next week", "Thursday afternoon", "the week after next"])
                )
                answered = min(day + dt.timedelta(rng.choice((0, 1, 1, 2))), (met or AS_OF) - dt.timedelta(1))
                letters = text.DECLINE if outcome == "declined" else [line for line in text.ACCEPT if person in via or "<via>" not in line]
                at = mail.send(thread, mail.moment(max(answered, day), after=at), person, say(rng, rng.choice(letters), **slots))
                if met and rng.random() < 0.8:
                    mail.send(
                        thread, at + dt.timedelta(minutes=rng.randrange(5, 200)), member.person, say(rng, rng.choice(text.CONFIRM), **slots)
                    )
            elif kind == "check-in" and outcome == "replied":
                mail.send(
                    thread, at + dt.timedelta(minutes=rng.randrange(20, 900)), person, say(rng, rng.choice(text.CHECK_IN_REPLY), **slots)
                )

    def small_talk(self):
        mail, rng, member = self.mail, self.rng, self.member
        wanted = {"active": 185, "average": 120, "unanswered": 75, "aimless": 60}[member.habit]
        people = [p for p in member.connections if p not in member.wave]
        weights = [rng.paretovariate(1.1) for _ in people]
        written = sum(len(t.messages) for t in mail.threads)
        until = AS_OF - dt.timedelta(1)
        for _ in range(2000):
            if written >= wanted - 6:
                break
            person = rng.choices(people, weights)[0]
            since, kind = member.connections[person], person.circle
            if kind.startswith(("MBA", "MSc")):
                written += mail.small_talk(person, rng.choice(["study", "study", "social"]), since, until, self.study[1])
            elif kind == "private":
                tag = (
                    person.language
                    if person.language in text.DIALOGUES and rng.random() < 0.4
                    else rng.choice(["catchup", "social", "colleague"])
                )
                written += mail.small_talk(person, tag, max(since, self.job[0]), until, self.job[1])
            else:
                tag = (
                    person.language
                    if person.language in text.DIALOGUES and rng.random() < 0.3
                    else rng.choice(["event", "social", "seeking"])
                )
                written += mail.small_talk(person, tag, max(since, member.began), until)
        mail.threads = [t for t in mail.threads if t.messages]
        if written < 190:
            mail.advertise(2, member.began)

    def invitations(self):
        rng, member, rows = self.rng, self.member, []
        me = member.person

        def add(person, day, outgoing):
            at, ends = self.mail.moment(day), [me, person] if outgoing else [person, me]
            note = (
                rng.choice(["Nice to meet you today!", "We are in the same programme, hello.", "I enjoyed your guest lecture."])
                if rng.random() < 0.2
                else ""
            )
            rows.append(
                (
                    at,
                    [
                        ends[0].name,
                        ends[1].name,
                        files.us_time(at),
                        note,
                        "OUTGOING" if outgoing else "INCOMING",
                        *(files.raw_url(p.slug) for p in ends),
                    ],
                )
            )

        for person, day in member.connections.items():
            if day >= dt.date(2025, 8, 1) and rng.random() < 0.9:
                add(person, day, rng.random() < 0.6 or person in member.wave)
        for _, person, day, _ in member.introductions:
            if person not in member.connections:
                add(person, day, True)
        for person in rng.sample(
            [p for p in self.world.circles[member.industries[0]] if p not in member.connections and p not in member.wave],
            5 + round(6 * member.size),
        ):
            add(person, dt.date(2025, 8, 10) + dt.timedelta(rng.randrange(320)), True)
        return files.table(files.INVITATIONS, [row for _, row in sorted(rows, key=lambda row: row[0], reverse=True)])

    def profile(self):
        member, me = self.member, self.member.person
        title, employer = member.before
        positions = [[employer, title, "", "", files.month_year(f"{self.job[0]:%Y-%m}"), files.month_year(f"{self.job[1]:%Y-%m}")]]
        if me.company not in ("", SCHOOL):
            positions.insert(0, [me.company, member.wants, "", "Leeds", f"Nov {member.year}", ""])
        return {
            "Profile.csv": files.table(
                files.PROFILE,
                [[me.first, me.last, "", "", "", f"{member.programme}, class of {member.year}", "", "", "", "Leeds, England", "", "", ""]],
            ),
            "Positions.csv": files.table(files.POSITIONS, positions),
            "Education.csv": files.table(files.EDUCATION, [[SCHOOL, str(member.year - 1), str(member.year), "", member.programme, ""]]),
        }

    def own_files(self):
        member, rng = self.member, self.rng
        known = {*member.connections, *member.wave}
        names = [f"{p.first} {p.last}".strip().lower() for p in known]

        def refer(person):
            name = f"{person.first.strip()} {person.last.split(',')[0].strip()}"
            unsure = names.count(f"{person.first} {person.last}".strip().lower()) > 1 or person not in member.connections
            return files.raw_url(person.slug) if unsure or rng.random() < 0.25 else name

        if member.targets:
            save(self.folder / "targets.csv", files.table("position,company,industry,priority", member.targets))
        if member.introductions:
            save(
                self.folder / "introductions.csv",
                files.table(
                    "introducer,introduced,date,context",
                    [[refer(by), refer(person), day.isoformat(), context] for by, person, day, context in member.introductions],
                ),
            )
        if member.outreach:
            save(
                self.folder / "outreach.csv",
                files.table(
                    "date,person,kind,outcome,notes",
                    [[day.isoformat(), refer(person), kind, outcome, note] for day, person, kind, outcome, note in member.outreach],
                ),
            )


ADVICE = [
    "ask for a day on site",
    "write down every question that was asked twice",
    "learn the words before the tools",
    "send one page, not a CV",
    "read the annual report backwards",
    "never end a call without a second name",
    "find out who plans, and who replans",
    "bring a number",
    "apply late, but know someone early",
    "talk to the people two years ahead of you",
]


def build(folder):
    simulation = Simulation()
    folder.mkdir(parents=True)
    rows, written = [], {}
    for member in simulation.members:
        written[member.person.slug] = Writer(member, simulation.world, folder / member.folder).write()
        rows.append([member.person.name, member.folder, member.programme, member.year, member.shares])
    save(folder / "roster.csv", files.table("member,folder,programme,class_year,shares_contacts", rows))
    save(folder / "tertius.toml", '# The day of the advisor\'s report.\nas_of = "2026-06-30"\n')
    check(simulation.members, written)


def check(members, written):
    assert len(members) == 12 and sum(m.shares == "yes" for m in members) == 8 and len({m.folder for m in members}) == 12
    for m in members:
        assert 60 <= len(m.connections) <= 250, (m.person.name, len(m.connections))
        assert m.habit in ("silent", "broken") or 50 <= written[m.person.slug] <= 205, (m.person.name, written[m.person.slug])
        deepest = max(m.wave.values(), default=0)
        assert m.habit != "active" or (deepest >= 4 and len(m.introductions) >= 12), (m.person.name, deepest, len(m.introductions))
        assert m.habit != "unanswered" or not any(outcome == "replied" for *_, outcome, _ in m.outreach)
        asked = {}
        for day, person, kind, _, _ in m.outreach:
            assert day < AS_OF and day.weekday() < 5 or kind == "check-in", (m.person.name, day, kind)
            assert kind != "interview" or asked[person] <= day
            asked.setdefault(person, day)
        for by, person, day, _ in m.introductions:
            assert asked[by] <= day < AS_OF and (person not in asked or day <= asked[person]), "asked before the introduction"
            assert person not in m.connections or m.connections[person] >= day
    shared = [len(a.connections.keys() & b.connections.keys()) for a in members for b in members if a is not b]
    assert min(shared) >= 3 and max(shared) > 40, (min(shared), max(shared))
