"""`messy/`: one workspace that holds every oddity of real files once. Its owner is Ann Oduya.

Each file is added with what it shows and what a reader should make of it; the README is written from that list.
"""
import base64

from . import books, files
from .files import Formula, encoded_url, raw_url, table

ANN = ("Ann Oduya", "annoduya")
C3 = "First Name,Last Name,Email Address,Company,Position,Connected On"
OUTLOOK = ("Title,First Name,Middle Name,Last Name,Suffix,E-mail Address,E-mail 2 Address,E-mail 3 Address,"
           + ",".join(f"{place} {part}" for place in ("Business", "Home", "Other")
                      for part in ("Street", "Street 2", "Street 3", "City", "State", "Postal Code", "Country"))
           + ",Assistant's Phone,Business Fax,Business Phone,Business Phone 2,Callback,Car Phone,Company Main Phone,Home Fax,Home Phone,"
           "Home Phone 2,ISDN,Mobile Phone,Other Fax,Other Phone,Pager,Primary Phone,Radio Phone,TTY/TDD Phone,Telex,Company,Department,"
           "Job Title,Assistant's Name,Birthday,Manager's Name,Notes,Other Address PO Box,Spouse,Web Page,Personal Web Page")
assert len(OUTLOOK.split(",")) == 59

# The people of this folder. Two of them are called Per Aasen.
OTTILIE = ("Ottilie Brandvold", "ottilie-brandvold-7a1")
ZE = ("Zé Quintão", "zé-quintão")
KIT = ("Kit Marlowe-Ray", "kitmarloweray")
PER = ("Per Aasen", "per-aasen-ex")
OTHER_PER = ("Per Aasen", "per-aasen-2b")
TUULI = ("Tuuli Väinölä", "tuuli-väinölä")
SMADAR = ("סמדר לביא", "smadar-lavi-0e")
IMRAN = ("Imran Qureshi-Vale, PhD", "imranqv")
HIEU = ("Hiếu Trịnh", "hieutrinh")


class Messy:
    def __init__(self):
        self.files = []  # (path, bytes, what it shows, what should happen)

    def add(self, path, data, shows, then):
        self.files.append((path, data.encode() if isinstance(data, str) else data, shows, then))

    def build(self):
        self.connections()
        self.edited_connections()
        self.broken_connections()
        self.messages()
        self.invitations()
        self.praise()
        self.rest_of_the_archive()
        books.add(self)
        self.zip_in_zip()
        self.target_lists()
        self.own_files()
        return self

    # Connections.

    def connections(self):
        blank = [""] * 59

        def outlook(first, last, email, company, title):
            row = list(blank)
            for name, value in (("First Name", first), ("Last Name", last), ("E-mail Address", email), ("Company", company), ("Job Title", title)):
                row[OUTLOOK.split(",").index(name)] = value
            return row

        self.add("connections/linkedin_connections_export_microsoft_outlook.csv", table(OUTLOOK, [
            outlook("Per", "Aasen", "per@example.org", "Fernwick & Sons", "Trainee"),
            outlook("Jürgen", "Krauß", "jk@example.net", "Glimt GmbH", "Vertrieb"),
            outlook("Renée", "Dubois-Œuf", "renee@example.com", "Café “Zénith”", "Gérante")], quote_all=True, eol="\r\n").encode("cp1252"),
            "C0 (until 2017): 59 quoted Outlook columns, Windows-1252, no date", "3 people without a date; é, ß, Œ and the curly quotes come out right")
        self.add("connections/2018-c1-nine-columns.csv", table(
            "First Name,Last Name,Address,Email Address,Company,Position,Connected On,Websites,Instant Messengers", [
                ["Per", "Aasen", "", "per@example.org", "Fernwick & Sons", "Buyer", "15 Jan 2018", "", ""],
                ["Rosa", "Cuéllar", "", "", "Glimt", "Analista", "02 Feb 2018", "http://example.com/rosa", ""]]),
            "C1 (2018): address, websites, messengers", "2 people; the additional columns are ignored")
        self.add("connections/2018-c2-us-times.csv", table(C3, [
            ["Kit", "Marlowe-Ray", "kit@example.org", "Lumora", "Supply Planner", "4/3/18, 7:05 AM"],
            ["Ottilie", "Brandvold", "ottilie@example.org", "Fernwick & Sons", "Buyer", "10/12/18, 11:40 PM"]]),
            "C2 (October 2018): US dates with a time, no preamble", "3 April and 12 October 2018")
        self.add("connections/2020-c3-no-preamble.csv", table(C3, [
            ["Zé", "Quintão", "", "Lumora", "Engenheiro, Dados", "29 Feb 2020"],
            ["Zé", "Quintão", "", "Harbour Café", "Barista", "07 Jul 2019"],
            ["Kit", "Marlowe-Ray", "", "Lumora", "Supply Planner", "03 Apr 2018"]], last_eol=False),
            "C3 (2018 to 2021): six columns, no URL, no preamble; one name twice with different dates",
            "two people called Zé Quintão; only the one of 29 Feb 2020 is the Zé of the 2026 file")
        self.add("connections/2022-c4-preamble-no-url.csv", files.PREAMBLE + table(C3, [
            ["Tuuli", "Väinölä", "", "Nordlys Offshore", "Planner", "05 Sep 2021"],
            ["Per", "Aasen", "", "Nordlys Offshore", "Crane Operator", "11 Nov 2021"],
            ["", "", "", "", "", "12 Oct 2020"]], last_eol=False),
            "C4 (2021 to 2023): preamble, no URL; one date-only row", "2 people; the member who closed the profile is skipped and counted")

        long_name = "Maria Aparecida Conceição Fernanda do Rosário de A"
        long_company = "International Association of Independent Forwarders, Shipbrokers, Chandlers and Weather Forecasters o"[:100]
        long_title = "Responsible for planning, replanning, explaining the plan, defending the plan, and in the end for plan"[:100]
        assert (len(long_name), len(long_company), len(long_title)) == (50, 100, 100)

        def row(first, last, slug, company, position, when, email=""):
            return [first, last, encoded_url(slug), email, company, position, when]

        self.add("connections/Connections.csv", files.connections([
            ["", "", "", "", "", "", "07 Jun 2026"],
            row("Smadar", "Lavi", "smadar-lavi-9c", "Kelpline", "Survey Lead", "02 Jun 2026"),
            row("\u202bסמדר\u202c", "\u202bלביא\u202c", "smadar-lavi-0e", "Kadeline Ports", "Berth Planner", "18 May 2026"),
            row("𝐀𝐧𝐧𝐢𝐤𝐚", "𝓛𝓲𝓷𝓭", "annika-lind-4", "Windwerk Nord", "𝗘𝗶𝗻𝗸𝗮𝘂𝗳", "11 May 2026"),
            row("Yu\u200bki", "Mori\u200dkane", "yuki-morikane", "Minato Cable", "物流企画", "30 Apr 2026"),
            row("Marie\u00a0Claire", "Dubreuil\u00a0", "marie-claire-dubreuil", "Eolis\u00a0Atlantique", "Acheteuse", "21 Apr 2026"),
            row("Imran", "Qureshi-Vale, PhD, PMP", "imranqv", "Gridfolk", "Data Lead", "02 Mar 2026"),
            row("Robert \"Bob\"", "Fairhurst", "bobfairhurst", "Studio \"One\"", "Owner", "12 Feb 2026"),
            row("سارة", "الهاشمي", "سارة-الهاشمي", "Ìjọra Solar", "مديرة عمليات", "04 Feb 2026"),
            row("بنفشه", "نیک\u200cپور", "banafsheh-nikpour", "Self-employed", "", "03 Feb 2026"),
            row("JANE", "PENHALIGON", "janepenhaligon", "LUMORA", "PLANNER", "19 Jan 2026"),
            row("jürgen", "krauß", "juergen-krauss-b", "lumora ", " vertrieb ", "12 Jan 2026"),
            row("Dr. Lakshmi", "N", "lakshmi-n-77", "Suryapath Energy", "", "05 Jan 2026"),
            row("Sam  (they/them)", "O’Rourke-Íñiguez", "samoi", "", "Freelance Illustrator", "22 Dec 2025"),
            row("Siobhán 👩‍💻🏳️‍🌈", "Nic Aodha", "siobhán-nic-aodha", "Confidential", "Stealth", "15 Dec 2025"),
            row("Hiếu", "Trịnh", "hieutrinh", "Mekong Sun", "Logistics Manager", "01 Dec 2025"),
            row(long_name, "Sá", "maria-do-rosario-sa", long_company, long_title, "03 Nov 2025"),
            ["", "", "", "", "", "", "14 Sep 2025"],
            row("Ottilie", "Brandvold, PMP", "ottilie-brandvold-7a1", "Fernwick & Sons, Inc.", "Head of Supply", "04 Mar 2024", "ottilie@example.org"),
            row("Per", "Aasen", "per-aasen-2b", "Nordlys Offshore", "Crane Operator", "11 Nov 2021"),
            row("Tuuli ", "Väinölä (née Aho)", "tuuli-väinölä", "Nordlys Offshore", "Senior Planner", "05 Sep 2021"),
            row("Zé 🌱", "Quintão", "zé-quintão", "Gridfolk ", "Engenheiro, Dados", "29 Feb 2020"),
            row("Kit", "Marlowe-Ray", "kitmarloweray", "Brightwater Foods", "Senior Supply Planner", "03 Apr 2018"),
            row("Per", "Aasen", "per-aasen-ex", "Fernwick & Sons", "Buyer", "15 Jan 2018")]),
            "C5 (2023 to today): two date-only rows, percent-encoded slugs, credentials, emoji, math letters, NBSP, zero-width and bidi "
            "characters, cut values, a quoted nickname, placeholders as companies",
            "22 people, 2 rows skipped; names are shown as typed and matched without the ornaments; the two Per Aasens and the two Lavis stay apart")

    def edited_connections(self):
        self.add("connections/c6-danish-semicolons.csv", table(
            "First Name;Last Name;Company;Position;Connected on".split(";"), [
                ["Søren", "Bækgård", "Solvind A/S", "Lagerchef", "31.01.2023"], ["Åse", "Nørby", "Lumora", "Indkøber", "04.03.2024"]],
            delimiter=";", eol="\r\n").encode("cp1252"),
            "C6: re-saved by a Danish Excel: `;`, Windows-1252, `%d.%m.%Y`, CRLF, columns dropped", "2 people, 31 January 2023 and 4 March 2024")
        self.add("connections/c6-spanish-mixed-dates.csv", table(files.CONNECTIONS.split(","), [
            ["Iñigo", "Larrañaga", encoded_url("inigo-larranaga"), "", "Viento Claro", "Analista", "12-feb-20"],
            ["Rosa", "Cuéllar", encoded_url("rosa-cuellar-12"), "", "Lumora", "Jefa de datos", "05 Jan 2021"],
            ["Nuria", "Ochoa", encoded_url("nuria-ochoa"), "", "Ribeira Solar", "", "30-nov-19"],
            ["Ximena", "Toledo", encoded_url("ximenatoledo"), "", "Ribeira Solar", "Gerente", "17 Apr 2019"]], delimiter=";", eol="\r\n"),
            "C6: a Spanish Excel turned only the months that are also Spanish into dates", "4 dates, read cell by cell: two of each pattern")
        self.add("connections/c6-bom-and-blank-lines.csv", "\ufeff\n\n" + table(files.CONNECTIONS, [
            ["Gáspár", "Kőszegi", encoded_url("gaspar-koszegi"), "", "Kadeline Ports", "Yard Planner", "22 Oct 2024"]] + [[""] * 7] * 5),
            "C6: byte order mark, the preamble's text deleted but not its lines, 5 padding rows of commas", "1 person, 5 blank rows skipped")
        self.add("connections/c6-excel-dates.csv", table(files.CONNECTIONS, [
            ["Mbali", "Khumalo-West", encoded_url("mbali-kw"), "", "Hullmark Shipping", "Vessel Scheduler", "4-Mar-24"],
            ["王", "小明", encoded_url("wang-xiaoming-3"), "", "Portvane Logistics", "供应链经理", "12-Nov-23"]], eol="\r\n"),
            "C6: the most common damage: `4-Mar-24`, CRLF, no preamble", "2 people, 4 March 2024 and 12 November 2023")
        self.add("connections/c6-pandas-index.csv", table(
            ["Unnamed: 0", "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On", "Position.1"], [
                [0, "Ewa", "Żurawska", encoded_url("ewa-zurawska"), "", "Baltica Blades", "Planistka", "2024-05-06", "Planistka"],
                [1, "Oyelarán", "Ṣẹgun", encoded_url("oyelaran-segun"), "", "Ìjọra Solar", "COO", "2023-12-31", "COO"]]),
            "C6: written by a script: an index column, ISO dates, a `.1` column", "2 people; columns are found by name")
        self.add("connections/c6-renamed-columns.csv", table("FirstName,LastName,ConnectedOn,Company,Position,Location,Tags,Audit Status", [
            ["Fenna", "Oosterhuis", "03/14/2025 09:30", "Turbinekai", "Planner", "Emden", "port;vip", "ok"],
            ["Dmytro", "Лисенко", "14 Mar 2025", "Turbinekai", "Yard Clerk", "", "", ""]]),
            "C6: columns renamed, appended, dropped", "2 people, both of 14 March 2025")
        self.add("connections/c6-no-names.csv", table("Company,Position,Connected On", [["Lumora", "Planner", "03 Apr 2018"], ["Solvind", "Buyer", "11 Nov 2021"]]),
                 "C6: names removed before sharing", "no person can be made of it: 2 rows rejected, said once")
        self.add("connections/c6-tabs.csv", table(C3, [["Ulla", "Ström", "ulla@example.org", "Nacelle Works", "Inköpare", "09 Aug 2022"]], delimiter="\t"),
                 "C6: pasted from a sheet, tab-separated", "1 person")

    def broken_connections(self):
        head = files.PREAMBLE + files.CONNECTIONS + "\n"
        url = files.PREFIX
        self.add("connections/bad-unclosed-quote.csv", head
                 + f"Bao,Lâm,{url}bao-lam-8,,Mekong Sun,Planner,10 Oct 2024\n"
                 + f'Grete,"Holm,{url}greteholm,,Solvind,Planner,09 Oct 2024\n'
                 + f"Tadeo,Rivas,{url}tadeo-rivas,,Viento Claro,Buyer,08 Oct 2024\n"
                 + f"Nkechi,Obi-Hart,{url}nkechi-obi-hart,,Lumora,Planner,07 Oct 2024",
                 "a quote opened in the middle and never closed", "Bao is read; the problem is named at line 6, not at the end of the file; as few rows as possible are lost")
        self.add("connections/bad-short-and-long-rows.csv", head
                 + f"Petr,Zelenka,{url}petr-zelenka-5,,Helionaut,Buyer,06 Jun 2024\n"
                 + f"Amina,Sow,{url}amina-sow-1,,Lumora\n"
                 + f"Olu,Bright,{url}olubright,,Gridfolk, Ltd,Analyst,04 Jun 2024\n",
                 "one row with too few fields, one with too many (an unquoted comma)", "Petr is clean; Amina is kept without a date; Olu's row is reported")
        self.add("connections/bad-dates.csv", head + "".join(f"{first},{last},{url}{slug},,Lumora,Planner,{when}\n" for first, last, slug, when in (
            ("Ilse", "Vogt", "ilse-vogt-2", "31 Feb 2024"), ("Hamza", "Idrissi", "hamzaidrissi", "not a date"), ("Chloé", "Barre", "chloe-barre-9", "Mar 15"),
            ("Jun", "Aoki", "jun-aoki-66", "03/04/2024"), ("Noor", "Bakri", "noor-bakri", ""), ("Ida", "Falk", "ida-falk-3", "2 Mai 2024"),
            ("Teo", "Lund", "teo-lund", "45352"))),
            "dates that are not: 31 February, words, a lost year, day or month first, empty, a French month, a spreadsheet's day number",
            "7 people; a date that cannot be told is left empty and reported, never guessed; `03/04/2024` is ambiguous")
        self.add("connections/bad-formulas-and-script.csv", head + table(None, [
            ["=HYPERLINK(\"http://example.com\",\"free\")", "Prize", url + "prize-1", "", "+1", "@x", "01 May 2024"],
            ["<script>alert(1)</script>", "O'Hare & \"Sons\"", url + "script-ohare", "", "-2+3", "=1+1", "30 Apr 2024"],
            ["Tab", "\tLeading", url + "tableading", "", "| pipe |", "**bold** [link](http://example.com)", "29 Apr 2024"]]),
            "cells a spreadsheet would run, HTML and Markdown in names", "kept as text: escaped on the page, prefixed with ' in CSV")
        self.add("connections/empty.csv", "", "a file of 0 bytes", "named as empty, nothing read")
        self.add("connections/header-only.csv", head[:-1], "preamble and header, no rows", "0 rows, no problem")

    # Messages, invitations.

    def messages(self):
        def url(who):
            return raw_url(who[1])

        def conversation(text):
            return "2-" + base64.b64encode(text.encode()).decode()

        header = files.MESSAGES
        m1 = header.replace(",RECIPIENT PROFILE URLS", "")
        self.add("messages/2018-m0.csv", table("From,To,Date,Subject,Content,Direction,Folder", [
            ["Per Aasen", "Ann Oduya", "9/28/18, 4:12 PM", "", "Are you coming on Friday?", "INCOMING", "INBOX"],
            ["Ann Oduya", "Per Aasen", "9/28/18, 4:30 PM", "Re:", "Yes, with cake.", "OUTGOING", "SENT"],
            ["Kit Marlowe-Ray", "Ann Oduya", "8/1/18, 9:00 AM", "", "First week done!", "INCOMING", "ARCHIVED"]]),
            "M0 (2018): no ids, no URLs, US dates", "3 messages; Per Aasen is one of two, so the tie is reported as ambiguous")
        self.add("messages/2022-m1.csv", table(m1, [
            [conversation("m1-kit"), "", "Kit Marlowe-Ray", url(KIT), "Ann Oduya", "2022-03-01 08:41:07 UTC", "", "Thanks for the recommendation!", "INBOX"],
            [conversation("m1-kit"), "", "Ann Oduya", url(ANN), "Kit Marlowe-Ray", "2022-02-28 19:02:00 UTC", "", "Done, have a look.", "INBOX"]]),
            "M1 (2021 to 2023): 9 columns, no recipient URLs", "2 messages; the owner is found where she wrote")
        self.add("messages/2023-m2.csv", table(header, [
            [conversation("m2-ze"), "", "Zé 🌱 Quintão", url(ZE), "Ann Oduya", url(ANN), "2023-09-14 10:00:00 UTC", "", "Olá Ann!  Tudo bem?", "INBOX"],
            [conversation("m2-ze"), "", "Zé 🌱 Quintão", url(ZE), "Ann Oduya", url(ANN), "2023-09-14 10:00:00 UTC", "", "Olá Ann!  Tudo bem?", "INBOX"],
            [conversation("m2-closed"), "", "LinkedIn Member", "", "Ann Oduya", url(ANN), "2023-06-02 12:30:00 UTC", "", "See you at the fair.", "INBOX"],
            [conversation("m2-closed"), "", "Ann Oduya", url(ANN), "LinkedIn Member", "", "2023-06-01 18:11:09 UTC", "", "Will you be there?", "INBOX"],
            [conversation("m2-empty"), "", "Tuuli Väinölä", url(TUULI), "Ann Oduya", url(ANN), "2023-05-05 07:00:00 UTC", "", "", "ARCHIVE"]]),
            "M2 (2023 to 2025): an exact duplicate row, a closed account, an empty message", "the duplicate is dropped and counted; LinkedIn Member is nobody")
        self.add("messages/2024-m3-draft-flag.csv", table(header + ",IS MESSAGE DRAFT", [
            [conversation("m3-ottilie"), "", "Ann Oduya", url(ANN), "Ottilie Brandvold", url(OTTILIE), "2024-12-02 20:14:00 UTC", "", "Dear Ottilie, I never", "INBOX", "Yes"],
            [conversation("m3-ottilie"), "", "Ottilie Brandvold", url(OTTILIE), "Ann Oduya", url(ANN), "2024-12-01 09:00:00 UTC", "", "Any news?", "INBOX", "No"]]),
            "M3 (December 2024): a draft", "1 message; the draft is skipped")
        self.add("messages/2024-m4-two-draft-flags.csv", table(header + ",IS MESSAGE DRAFT,IS CONVERSATION DRAFT", [
            [conversation("m4-imran"), "", "Ann Oduya", url(ANN), "Imran Qureshi-Vale", url(IMRAN), "2024-12-09 21:40:00 UTC", "", "Hello Imran, we", "", "Yes", "Yes"]]),
            "M4 (December 2024): nothing but a draft, no folder", "0 messages, 1 skipped")
        spin = '<p class="spinmail-quill-editor__spin-break">Still planning in <b>spreadsheets</b>?</p><p class="spinmail-quill-editor__spin-break">&nbsp;</p>'
        self.add("messages/2025-m5-sponsored.csv", table(header + ",ATTACHMENTS", [
            [conversation("m5-ad"), "", "Ledgerline Software", "", "Ann Oduya", url(ANN), "2025-11-20 13:00:00 UTC", "Planners deserve better", spin, "INBOX", ""],
            [conversation("m5-html"), "", "Hiếu Trịnh", url(HIEU), "Ann Oduya", url(ANN), "2025-12-03 04:12:00 UTC", "", "<p>Hello Ann &amp; thank you</p>", "INBOX", "https://media.example.com/1"],
            [conversation("m5-spam"), "", "Perrin Ashby", "", "Ann Oduya", url(ANN), "2025-10-01 00:00:00 UTC", "", "Crypto?", "SPAM", ""]]),
            "M5 (2025): an advertisement, HTML in an ordinary message, spam", "the advertisement is skipped, the HTML message is not")
        group = "Ottilie Brandvold,Imran Qureshi-Vale, PhD,Per Aasen"
        people = ",".join(map(url, (OTTILIE, IMRAN, OTHER_PER)))
        self.add("messages/2026-m6-groups.csv", table(header + ",ATTACHMENTS,IS MESSAGE DRAFT", [
            [conversation("m6-intro"), "", "Imran Qureshi-Vale, PhD", url(IMRAN), "Ottilie Brandvold,Ann Oduya", f"{url(OTTILIE)},{url(ANN)}", "2026-03-02 11:15:00 UTC", "",
             "Thanks Ottilie! Ann, does Thursday suit?", "INBOX", "", "No"],
            [conversation("m6-intro"), "", "Ottilie Brandvold", url(OTTILIE), "Ann Oduya,Imran Qureshi-Vale, PhD", f"{url(ANN)},{url(IMRAN)}", "2026-03-02 09:00:00 UTC", "",
             "Ann, meet Imran, who runs data at Gridfolk. Imran, Ann is the planner I told you about.", "INBOX", "", "No"],
            [conversation("m6-reunion"), "Reunion", "Ann Oduya", url(ANN), group, people, "2026-02-10 19:00:00 UTC", "", "Friday?", "INBOX", "", "No"],
            [conversation("m6-only-ann"), "", "Ann Oduya", url(ANN), "", "", "2026-01-08 08:00:00 UTC", "", "Note to self", "INBOX", "", "No"]]),
            "M6 (2026): groups whose TO cannot be split (a comma in a name), an introduction in a thread, a message to nobody",
            "recipients come from the URLs; Imran is inferred to be introduced by Ottilie on 2 March 2026")
        quoted = table(header + ",ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT", [
            [conversation("m7-yuki"), "", "Yuki Morikane", raw_url("yuki-morikane"), "Ann Oduya", url(ANN), "2026-05-04 06:30:00 UTC", "",
             "Dear Ann,\n\nthank you for the \"tour\".\nBest,\nYuki", "INBOX", "", "No", "No"],
            [conversation("m7-yuki"), "", "Ann Oduya", url(ANN), "Yuki Morikane", raw_url("yuki-morikane"), "2026-05-03 15:00:00 UTC", "",
             "Hello Yuki,\n2026-05-03 12:00:00 UTC was fine.\n\"Quoted, with commas\"", "INBOX", "", "No", "No"]], quote_all=True)
        self.add("messages/2026-m7-quoted-line-breaks.csv", quoted, "M7 (March 2026 on): everything quoted, real line breaks in the text", "2 messages; line numbers still point at the right line")
        self.add("messages/coach_messages.csv", table(header, [
            [conversation("coach"), "", "Coach", "", "Ann Oduya", url(ANN), "2026-04-01 10:00:00 UTC", "", "How can I help with your career today?", "INBOX"],
            [conversation("coach"), "", "Ann Oduya", url(ANN), "Coach", "", "2026-04-01 10:01:00 UTC", "", "Introduce me to Kit", "INBOX"]]),
            "an AI chat with the header of messages.csv", "recognised by its name, not counted as messages")
        self.add("messages/LearningCoachMessages.csv", "No conversations found\n", "one line, no header", "recognised by its name, 0 rows")

    def invitations(self):
        i1 = "From,To,Sent At,Message,Direction"
        self.add("invitations/2018-i1.csv", table(i1, [
            ["Ann Oduya", "Per Aasen", "1/9/18, 2:37 PM", "", "OUTGOING"], ["Kit Marlowe-Ray", "Ann Oduya", "4/2/18, 12:05 AM", "New in planning, hello!", "INCOMING"]]),
            "I1 (2018 to 2023): no URLs", "joined by name; Per Aasen is ambiguous")
        self.add("invitations/2023-i2-urns.csv", table(i1 + ",inviterProfileUrn,inviteeProfileUrn", [
            ["Tuuli Väinölä", "Ann Oduya", "7/3/23, 8:00 AM", "", "INCOMING", "ACoAAAexampleTuuliVaino0l", "ACoAAAexampleAnnOduya000"]]),
            "I2 (July 2023): URNs in place of URLs", "1 invitation, joined by name")
        self.add("invitations/2023-i3a-urls-without-slug.csv", table(files.INVITATIONS, [
            ["Ann Oduya", "Ottilie Brandvold", "11/29/23, 2:37 PM", "", "OUTGOING", "https://www.linkedin.com/in", "https://www.linkedin.com/in"],
            ["Nadir Haddou", "Ann Oduya", "12/3/23, 11:05 AM", "Great panel yesterday!", "INCOMING", "https://www.linkedin.com/in", "https://www.linkedin.com/in"]]),
            "I3a (November 2023): every URL ends where the slug should begin", "no two people become one; joined by name")
        self.add("invitations/2026-i3b.csv", table(files.INVITATIONS, [
            ["Ann Oduya", "Hiếu Trịnh", "11/30/25, 2:37 PM", "", "OUTGOING", raw_url(ANN[1]), raw_url(HIEU[1])],
            ["Tuuli Väinölä", "Ann Oduya", "9/4/21, 9:00 AM", "", "INCOMING", raw_url("tuuli-va\u0308ino\u0308la\u0308"), raw_url(ANN[1])],
            ["Ann Oduya", "Gao, Wei", "6/1/26, 7:45 AM", "Hello Wei, I read your paper, twice.", "OUTGOING", raw_url(ANN[1]), raw_url("gao-wei-5")]]),
            "I3b (2024 on): raw Unicode slugs, one in decomposed form (a + ¨), one invitation still open", "Tuuli is the Tuuli of Connections; Gao Wei is asked, not connected")

    # The other files of an archive.

    def praise(self):
        old = "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorsement Status"
        self.add("archive/Endorsement_Received_Info.csv", table(old, [
            ["2021/05/17 09:12:44 UTC", "Procurement", "Ottilie", "Brandvold, PMP", "ACCEPTED"], ["2021/05/17 09:12:47 UTC", "SQL ", "Ottilie", "Brandvold, PMP", "ACCEPTED"],
            ["2021/06/02 20:01:09 UTC", "SQL ", "Zé 🌱", "Quintão", "PENDING"]]),
            "endorsements of 2021, without URL", "2 people by name, not 3")
        self.add("archive/Endorsement_Given_Info.csv", table(files.ENDORSEMENTS.format("ee"), [
            ["2024/01/08 07:30:00 UTC", "Planning", "Kit", "Marlowe-Ray", "www.linkedin.com/in/kitmarloweray", "ACCEPTED"],
            ["2024/01/08 07:30:02 UTC", "Berths", "Tuuli", "Väinölä", "www.linkedin.com/in/tuuli-väinölä", "ACCEPTED"]]),
            "endorsements with URLs without scheme, raw Unicode", "2 people, matched by URL")
        self.add("archive/Recommendations_Received.csv", table(files.RECOMMENDATIONS + ",LinkedIn URL", [
            ["Kit", "Marlowe-Ray", "Brightwater Foods", "Senior Supply Planner", "Ann asks the question after the question.", "07/09/21, 04:30 PM", "VISIBLE", ""],
            ["Per", "Aasen", "Fernwick & Sons", "Buyer", "Always on time.", "01/15/18, 12:02 AM", "HIDDEN", ""]]),
            "recommendations: zero-padded dates, a column added by hand, no URL", "Kit by name; Per Aasen is ambiguous")
        self.add("archive/Recommendations_Given.csv", table(files.RECOMMENDATIONS, [
            ["Kit", "Marlowe-Ray", "Brightwater Foods", "Senior Supply Planner", "The only person I know who can explain a forecast to sales.", "07/09/21, 04:31 PM", ""]]),
            "the same header as the received ones, empty status", "told apart by the file's name")

    def rest_of_the_archive(self):
        self.add("archive/Shares.csv", ("\ufeff" + table("Date,Share Title,Share Description,Share Link,Share Commentary,Shared URL,Media URL,Type,Visibility", [
            ["2018/03/05 11:00:00 UTC", "On buffers", "", "https://example.com/a", "Zeit für Puffer", "", "", "SHARE", "MEMBER_NETWORK"]],
            delimiter="\t", quote_all=True)).encode("utf-16-le"),
            "a side file of 2018: UTF-16 with BOM, tabs, every field quoted", "1 post, which names nobody")
        self.add("archive/Company Follows.csv", table(files.FOLLOWS, [
            ["Lumora ", "Sun Nov 01 00:00:05 UTC 2020"], ["Fernwick & Sons", "Tue Mar 04 10:11:12 UTC 2025"]], last_eol=False),
            "Java's date form, an edge space, no final newline", "2 companies followed")
        self.add("archive/Comments_123456789.csv", "Date,Link,Message\n2026-01-05 10:00:00,https://example.com/1,Well said\nand well done\n"
                 '2026-01-06 11:00:00,https://example.com/2,"Agreed, all of it"\n',
                 "a member id in the name; a message with an unquoted line break", "2 comments: the orphan line belongs to the first")
        self.add("archive/Reactions.csv", files.xlsx([("Reactions", [["Date", "Type", "Link"], ["2026-01-05 10:00:00", "LIKE", "https://example.com/1"]])]),
                 "a workbook saved under a `.csv` name", "read as the workbook it is")
        self.add("archive/SearchQueries.csv", "Time,Search Query\n2026/02/01 08:00:00 UTC,planner, hamburg, wind\n2026/02/01 08:01:00 UTC,esbjerg\n",
                 "commas that are not quoted", "2 rows, no problem worth a name")
        self.add("archive/Learning.csv", "Content Title,Content Description,Content Type,Content Last Watched Date (if viewed),Content Completed At (if completed),Content Saved,"
                 'Notes taken on videos (if taken),\nSQL in a day,"Learn it.\r\nThen use it.",COURSE,2026-01-10 18:00 UTC,N/A,false,,\n',
                 "a trailing comma in the header, CRLF inside a field", "1 row")
        self.add("archive/Ad_Targeting.csv", table(["Member Age", "Company Names", "Company Names", "Company Names", "Job Titles", "Job Titles", "interfaceLocale"], [
            ["35-54", "Lumora; Glimt", "Fernwick & Sons", "", "Planner", "Director", "en_US"]]),
            "three columns of one name", "recognised, not an error")
        self.add("archive/Contacts.csv", table("Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles", [
            ["MOBILE_CONTACTS", "Aunt Bo", "", "", "", "", "+44 20 7946 0000", "4/2/22, 9:15 AM", "", "", "", "", "", "", "", ""],
            ["GOOGLE_CONTACTS", "Per", "Aasen", "", "", "per@example.org,p.aasen@example.net", "", "11/30/19, 12:00 AM", "", "", "", "", "", "", "", ""]]),
            "an uploaded address book, two addresses in one cell", "not ties: Per Aasen's addresses are his, whichever Per he is; the aunt has none")
        jobs = "Application Date,Contact Email,Contact Phone Number,Company Name,Job Title,Job Url,Resume Name,Question And Answers"

        def application(day, company, title):
            return [f"{day}, 8:00 AM", "ann@example.org", "+44 20 7946 0001", company, title, "https://www.linkedin.com/jobs/view/1", "cv.pdf", "Notice period?:4 weeks | Visa?:No"]

        self.add("archive/Jobs/Job Applications.csv", table(jobs, [application("1/12/26", "Solvind", "Planner"), application("1/9/26", "Lumora", "Director"), application("1/10/26", "", "")]),
                 "the first chunk of a split file, not sorted, one row without company", "one list with the next")
        self.add("archive/Jobs/Job Applications_1.csv", table(jobs, [application("2/3/26", "Gridfolk", "Analyst")]), "the second chunk", "one list with the first")
        self.add("archive/Profile.csv", table(files.PROFILE, [["Ann", "Oduya", "", "", "Jul 4", "Director, Planning Systems", "", "Consumer Electronics", "", "Leeds", "", "", ""]]),
                 "the owner, without her URL", "the owner is Ann Oduya; her URL comes from messages")
        self.add("archive/Positions.csv", table(files.POSITIONS, [["Lumora", "Director, Planning Systems", "Plans things.  Ships things.", "Leeds", "Jan 2021", ""],
                                                                  ["Glimt", "Planner", "", "", "", "Dec 2020"], ["Fernwick & Sons", "Intern", "", "", "2008", "Aug 2009"]]),
                 "a current job, one without a start, one with a bare year", "3 positions")
        self.add("archive/Education.csv", table(files.EDUCATION, [["Harbour Institute", "2005", "2009", "", "BSc Logistics", "Rowing"], ["Northgate College", "Sep 2003", "", "", "", ""], ["", "2001", "", "", "", ""]]),
                 "years, a month, a school without a name", "2 schools")
        self.add("shopping-list.csv", "item,amount\nlemons,6\nrice,1\n", "a file of no known kind", "named as unknown, left alone")
        self.add("notes.txt", "Call Ottilie on Tuesday.\n", "not a table at all", "named as unknown, left alone")

    def zip_in_zip(self):
        top = "Complete_LinkedInDataExport_03-14-2024/"
        inside = files.zip_bytes([
            (top + "Connections.csv", files.connections([
                ["Ottilie", "Brandvold, PMP", encoded_url(OTTILIE[1]), "", "Fernwick & Sons", "Supply Manager", "04 Mar 2024"],
                ["Wanjiku", "Maina-Frost", encoded_url("wanjiku-maina-frost"), "", "Lumora", "Planner", "19 Feb 2024"]]).encode()),
            (top + "messages.csv", table(files.MESSAGES, [["2-emlw", "", "Wanjiku Maina-Frost", raw_url("wanjiku-maina-frost"), "Ann Oduya", raw_url(ANN[1]),
                                                           "2024-02-19 16:20:00 UTC", "", "Thank you for the tour!", "INBOX"]]).encode()),
            (top + "Jobs/Saved Jobs.csv", table("Saved Date,Job Url,Job Title,Company Name", [
                ["3/1/24, 9:00 AM", "http://www.linkedin.com/jobs/view/2", "Head of Planning", "Nordlys Offshore"]]).encode())], streamed=True)
        self.add("Complete_LinkedInDataExport_03-14-2024.zip.zip", inside,
                 "a zip as LinkedIn writes it (sizes only after the data), zipped again by hand with a folder inside, named `.zip.zip`",
                 "2 people (Ottilie as two years ago: a different title), 1 message; rows are named archive/file:line")

    # Target lists.

    def target_lists(self):
        lamp = [[i + 1, *row] for i, row in enumerate([
            ["Fernwick & Sons", "Y", 3, 2], ["Lumora (ex-Glimt)", "N", 2.5, 1], ["Nordlys\u00a0Offshore", "Y", 3, 3], ["Gridfolk", "Y", 2, 3], ["Solvind; Helionaut", "N", 1, 1]])]
        lamp += [[i] for i in range(6, 41)]
        self.add("targets/lamp-template.xlsx", files.xlsx([("LAMP Template", [
            ["LAMP List Template"], ["Copy this sheet before use"], ["https://example.com/lamp"], ["#", "Employer List", "Advocacy", "Motivation", "Posting"], *lamp])],
            merged=["A1:E1", "A2:E2", "A3:E3"], used=(999, 25)),
            "LAMP L1: three title rows, header in row 4, pre-numbered empty rows, used range A1:Y999", "5 targets, or 6 when `Solvind; Helionaut` is read as two; no empty ones")
        rows = [[None] * 6 + ["Contact #1", None, None, None, "Contact #2"],
                [None, None, "List", "Advocacy", "Motivation", "Posting", "Contact Name", "Contact Title", "Status", "Notes", "Contact Name", "Contact Title", "Status"]]
        for i, (company, *rest) in enumerate([
                ["Kadeline Ports", "Y", 2.75, 2, "סמדר לביא", "Berth Planner", "asked", None, None, None, None],
                ["Turbinekai", "N", 1.3, 5, "Fenna Oosterhuis", "Planner", "met", "cover in autumn", "Dmytro Лисенко", "Yard Clerk", "to ask"],
                ["Baltica Blades", "Yes", 4, 4], ["Windwerk Nord", "No", 0, 1]]):
            rows.append([i, Formula(f"A{i + 3}+1", i + 1), company, *rest])
        self.add("targets/lamp-two-header-rows.xlsx", files.xlsx([("Sheet1", rows), ("Sheet2", [
            ["Unnamed: 0", "List", "Type", "Type.1"], [0, "Kadeline Ports", "port", "port"]])], merged=["G1:J1", "K1:M1"]),
            "LAMP L3: group titles above the header, two unnamed columns (one of formulas), repeated names, decimals, a second sheet from a script", "4 targets")
        self.add("targets/lamp-four-columns.csv", table("Company,Alumni,Motivation,Postings", [["Hullmark Shipping", "Y", 2, 3], ["Kelpline", "N", 3, 1], ["Mekong Sun", "", "", ""]]),
                 "LAMP L4: four plain columns", "3 targets")
        self.add("targets/matrix.ods", files.ods("Targets", [
            ["position", "company", "industry", "priority"], ["Planner", "Solvind", "Renewable Energy", 1], [None, "Helionaut", None, 2], ["Berth Planner", None, "Ports", None]], 1_048_000),
            "an OpenDocument sheet that ends in one row repeated a million times", "3 targets, at once")
        self.add("targets/three-columns.csv", "Position,Company,Industry\nPlanner,Solvind,Renewable Energy\nBuyer,Gridfolk\nAnalyst,,\n,Lumora,\n,,,\n",
                 "three columns of different length", "4 targets, row by row")
        self.add("targets/bad-priorities.csv", table("position,company,industry,priority", [
            ["Planner", "Nordlys Offshore", "", "high"], ["Planner", "Kelpline", "", "-1"], ["Planner", "Hullmark Shipping", "", "1,5"], ["", "", "", "2"]]),
            "a word, a negative number, a decimal comma, a row with nothing but a priority", "3 targets at the lowest priority or as told; the fourth is reported")

    # The owner's own files.

    def own_files(self):
        self.add("introductions.csv", table("introducer,introduced,date,context", [
            ["Ottilie Brandvold", "https://www.linkedin.com/in/imranqv", "2026-03-02", "group message"],
            ["https://www.linkedin.com/in/kitmarloweray", "ottilie@example.org", "2024-03-01", "by URL and by e-mail"],
            ["HTTP://uk.linkedin.com/in/Tuuli-V%C3%A4in%C3%B6l%C3%A4/?trk=x", "Hiếu Trịnh", "2025-11-28", "URL in another form"],
            ["Per Aasen", "Tuuli Väinölä", "2021-09-01", "which Per?"],
            ["Kit Marlowe-Ray", "kit marlowe-ray", "2022-05-05", "introduced himself"],
            ["Imran Qureshi-Vale", "Robert Fairhurst", "2026-02-11", ""],
            ["Robert Fairhurst", "Imran Qureshi-Vale", "2026-03-20", "and back again: a circle"],
            ["", "Mbali Khumalo-West", "2024-03-01", "by whom?"],
            ["Somebody Nobodyknows", "Ewa Żurawska", "2024-05-01", ""],
            ["Ottilie Brandvold", "Jane Penhaligon", "31 Feb 2026", "bad date"],
            ["Ottilie Brandvold", "JANE PENHALIGON", "", "the same again, no date"],
            ["Zé Quintão", "Smadar Lavi", "Mar 15", "the year is lost"],
            ["Ottilie Brandvold", "https://www.linkedin.com/in/imranqv", "2026-03-02", "group message"]]),
            "ambiguous names, a self-introduction, a circle, no introducer, an unknown one, bad dates, a row twice",
            "the ambiguous ones list both people; the self-introduction and the row without introducer are rejected; the circle is kept and named; the repeated row counts once")
        self.add("outreach.csv", table("date,person,kind,outcome,notes,direction", [
            ["2026-03-03", "Imran Qureshi-Vale, PhD", "request", "replied", "", ""],
            ["2026-03-05", "imranqv", "interview", "done", "a bare slug", ""],
            ["2026-03-06", "Imran Qureshi-Vale", "Thank-You", "sent", "", "outgoing"],
            ["2026-04-02", "Hiếu Trịnh", "request", "left on read", "unknown outcome", ""],
            ["2026-04-09", "Hiếu Trịnh", "second nudge", "no reply", "unknown kind", ""],
            ["2026-05-01", "Smadar Lavi", "request", "pending", "", ""],
            ["2026-05-20", "Nobody Atall", "request", "pending", "unknown person", ""],
            ["", "Kit Marlowe-Ray", "check-in", "sent", "no date", ""],
            ["6/15/26", "Kit Marlowe-Ray", "check-in", "replied", "another date form", "incoming"],
            ["2027-01-01", "Ottilie Brandvold", "interview", "scheduled", "after the as-of date", ""],
            ["2026-06-01", "Per Aasen", "request", "pending", "which Per?", ""],
            ["2026-06-29", "Ottilie Brandvold", "interview", "held", "", ""]]),
            "unknown kinds and outcomes, an unknown and an ambiguous person, no date, another date form, a date in the future",
            "`left on read` and `second nudge` are kept as notes and named; nobody is guessed; Smadar Lavi is not סמדר לביא; Ottilie is due a thank-you")
        self.add("companies.csv", table("company,industry,aliases", [
            ["Lumora", "Consumer Electronics", "Glimt;Lumora (ex-Glimt)"], ["Fernwick & Sons", "Wholesale", "Fernwick & Sons, Inc."], ["Glimt GmbH", "Lighting", "Glimt"],
            ["Solvind", "Renewable Energy", "Solvind A/S"], ["Plan A", "Consulting", ""], ["Plan", "Publishing", ""]]),
            "an alias claimed by two companies; `Plan A`, whose `A` is no legal form", "the alias is reported; `Plan A` and `Plan` stay apart")
        self.add("interviews.csv", table("date,person,company,position,skills,advice,trends,openings,introduced,resources,notes", [
            ["2026-03-05", "Imran Qureshi-Vale", "Gridfolk", "Data Lead", "SQL;;SQL; ", "ask early;", "", "", "Kit Marlowe-Ray; Somebody Else", "", "said \"no\"; twice\nand laughed"]]),
            "empty list items, a repeated one, an unknown person in `introduced`, a line break in a note", "1 interview; Somebody Else is reported")
        self.add("tertius.toml", '# The day this folder was put together.\nas_of = "2026-06-30"\n', "the configuration", "as-of is 30 June 2026")

    # Writing, and what is promised.

    def write(self, folder):
        lines = []
        for path, data, shows, then in self.files:
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            lines.append(f"| `{path}` | {shows} | {then} |")
            assert path.endswith((".xlsx", ".ods")) or data.count(b"\n") <= 40, path
        assert len({path for path, *_ in self.files}) == len(self.files)
        (folder / "README.md").write_bytes(README.format(count=len(self.files), table="\n".join(lines)).encode())


README = """\
# Messy files

One workspace, `tertius check sample-data/messy`, whose {count} files hold every oddity seen in real ones, each once and each
small. They belong to Ann Oduya, a planning director; all people are invented. A line says what a file shows and what
should become of it. Whatever is odd must be named with its file and line, and cost as few rows as possible.

| file | shows | should give |
| --- | --- | --- |
{table}
"""


def build(folder):
    Messy().build().write(folder)
