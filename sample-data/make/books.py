"""Address books, calendars and mail for `messy/`: the same people as there, met by their addresses.

A function for each sort of file; each adds to the list from which the folder and its README are written.
"""
from . import files
from .files import table

G1 = ("Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,Name Prefix,Name Suffix,"
      "Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,"
      "Sensitivity,Priority,Subject,Notes,{0}Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,"
      "Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title")
G3 = ("First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,"
      "Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,"
      "Phone 1 - Label,Phone 1 - Value,Website 1 - Label,Website 1 - Value")
OUTLOOK_COM = ("First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,E-mail 3 Address,"
               "Home Phone,Business Phone,Mobile Phone,IMAddress,Job Title,Department,Company,Office Location,Business Street,Personal Web Page,"
               "Birthday,Notes")
OUTLOOK_OF_GOOGLE = ("First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Location,Language,"
                     "Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,Primary Phone,Company,Job Title,Department,Categories")
OUTLOOK_GERMAN = ("Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,E-Mail-Adresse,E-Mail-Typ,"
                  "E-Mail: Angezeigter Name,Webseite")


def rows(header, *people):
    """Rows of a wide table from what is filled in them."""
    names = header.split(",")
    return table(names, [[person.get(name, "") for name in names] for person in people])


def contacts(messy):
    messy.add("contacts/google-2017.csv", rows(G1.format(""), {
        "Name": "Kit Marlowe-Ray", "Given Name": "Kit", "Family Name": "Marlowe-Ray", "Notes": "two\nlines", "Birthday": " --03-14",
        "Group Membership": "* myContacts ::: Work", "E-mail 1 - Type": "* Work", "E-mail 1 - Value": "kit@example.org ::: k.m.ray@example.net",
        "Organization 1 - Name": "Brightwater Foods", "Organization 1 - Title": "Supply Planner"}),
        "Google Contacts until 2018 (G1): two addresses in one cell, a year-less birthday, a note of two lines",
        "both addresses are Kit's, who is the connection of that name")
    messy.add("contacts/google-2022.csv", rows(G1.format("Language,Photo,"), {
        "Name": "Per Aasen", "Given Name": "Per", "Family Name": "Aasen", "Group Membership": "* myContacts", "E-mail 1 - Value": "per.aasen@example.net",
        "Organization 1 - Name": "Nordlys Offshore"}, {"Name": "only@example.org", "E-mail 1 - Value": "only@example.org"}),
        "Google Contacts until mid 2024 (G2): a namesake's company, a row with nothing but an address",
        "the Per Aasen at Nordlys Offshore has the address, the other one has not; a person without a name")
    messy.add("contacts/google-2025.csv", rows(G3, {
        "First Name": "Zé", "Last Name": "Quintão", "Labels": "Rowing ::: * myContacts", "E-mail 1 - Label": "* Work",
        "E-mail 1 - Value": "ze@example.org", "Website 1 - Value": "https://www.linkedin.com/in/z%C3%A9-quint%C3%A3o"}, {
        "Organization Name": "Harbour Café", "Labels": "* myContacts", "Phone 1 - Value": "(11) 5550-0100 ::: (11) 5550-0101"}, {
        "First Name": "Aunt Bo", "Labels": "* myContacts", "Phone 1 - Value": "+44 20 7946 0000"}),
        "Google Contacts since mid 2024 (G3): a profile among the web sites, an organisation, somebody with a telephone only",
        "Zé by his profile; the café and the aunt are skipped")
    messy.add("contacts/outlook-com.csv", rows(OUTLOOK_COM, {
        "First Name": "Imran", "Last Name": "Qureshi-Vale", "Title": "Dr.", "E-mail Address": "imran@example.org", "Job Title": "Data Lead",
        "Company": "Gridfolk"}, {"E-mail Address": "frontdesk@example.net", "Company": "Harbour Café", "Notes": "walk-in"}),
        "contacts of Outlook.com, whose header has nearly all of what LinkedIn wrote until 2017", "1 person, no connection made; the café is skipped")
    messy.add("contacts/outlook-of-google.csv", rows(OUTLOOK_OF_GOOGLE, {
        "First Name": "Jane", "Last Name": "Penhaligon", "E-mail Address": "jane@example.org", "Company": "Lumora", "Categories": "Friends;Work"}),
        "Google's \"Outlook CSV\"", "Jane's address, in spite of the capitals among the connections")
    messy.add("contacts/outlook-german.csv", rows(OUTLOOK_GERMAN, {
        "Anrede": "Herr", "Vorname": "Jürgen", "Nachname": "Krauß", "Firma": "Glimt GmbH", "Position": "Vertrieb", "E-Mail-Adresse": "jk@example.net",
        "E-Mail-Typ": "SMTP", "E-Mail: Angezeigter Name": "Jürgen Krauß (jk@example.net)"}, {
        "Vorname": "Rosa", "Nachname": "Cuéllar", "Firma": "Lumora", "E-Mail-Adresse": "/o=Lumora/ou=EU/cn=Recipients/cn=rosac", "E-Mail-Typ": "EX"})
        .replace(",", ";").replace("\n", "\r\n").encode("cp1252"),
        "desktop Outlook, which translates its header: German, `;`, Windows-1252, an Exchange name in place of an address",
        "Jürgen's address; Rosa has none that means anything here")
    messy.add("contacts/telephone.vcf", "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:V=C3=A4in=C3=B6l=C3=A4;=\r\nTuuli;;;\r\n"
              "ORG:Nordlys Offshore;Yard\r\nTITLE:Planner\r\nTEL;CELL:+358 50 5550100\r\nEMAIL;INTERNET;PREF:tuuli@example.org\r\n"
              "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ\r\n EASABIAAD/2wBDAAMC\r\n\r\nEND:VCARD\r\n",
              "vCard 2.1 of an old telephone: quoted-printable with a soft break, a photo", "Tuuli's address, the letters right")
    messy.add("contacts/apple.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Brandvold;Ottilie;;;PMP\r\nFN:Ottilie Brandvold PMP\r\nORG:Fernwick & Sons;\r\n"
              "item1.EMAIL;type=INTERNET;type=WORK:ottilie@exam\r\n ple.org\r\nitem1.X-ABLabel:_$!<Work>!$_\r\n"
              "X-SOCIALPROFILE;type=LinkedIn:http://www.linkedin.com/in/ottilie-brandvold-7a1\r\nBDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22\r\nEND:VCARD\r\n"
              "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;;;;\r\nFN:Lumora\r\nORG:Lumora;\r\nX-ABShowAs:COMPANY\r\nEMAIL:info@example.com\r\nEND:VCARD\r\n"
              "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ewa Żurawska\r\nEMAIL:ewa@example.org\r\n",
              "vCard 3.0 of Apple: grouped properties, a fold inside an address, a profile, a company, a card that breaks off",
              "Ottilie by her profile, Ewa; the company is skipped")
    messy.add("contacts/new.vcf", "BEGIN:VCARD\nVERSION:4.0\nFN:Dr. Lakshmi N\nN:N;Lakshmi;;Dr.;\nEMAIL;TYPE=\"work,home\";PREF=1:lakshmi@example.org\n"
              "TEL;VALUE=uri:tel:+1-555-0100;ext=123\nROLE:Lead\\, Grid Planning\nORG:Suryapath Energy\nEND:VCARD\n"
              "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Rowing\nMEMBER:urn:uuid:03a0e51f\nEND:VCARD\n",
              "vCard 4.0: lists in quotes, an escaped comma, a group", "1 person; the group is skipped")


def calendar(messy):
    ann = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Ann Oduya:mailto:ann.oduya@example.com"

    def event(uid, *lines):
        return ["BEGIN:VEVENT", f"UID:{uid}@example.com", *lines, "END:VEVENT"]

    lines = ["BEGIN:VCALENDAR", "VERSION:2.0",
             *event("1", "DTSTART:20260609T130000Z", ann,
                    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=", " TRUE;CN=Ottilie Brandvold;X-NUM-GUESTS=0:MAILTO:ottilie@example.org",
                    "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@example.com"),
             *event("2", "DTSTART;TZID=W. Europe Standard Time:20260112T090000", "RRULE:FREQ=WEEKLY", ann, "ATTENDEE;CN=kit@example.org:mailto:kit@example.org"),
             *event("3", "DTSTART;VALUE=DATE:20260714", ann, "ORGANIZER;CN=Imran Qureshi-Vale:mailto:imran@example.org"),
             *event("4", "DTSTART:20260601T080000", "STATUS:CANCELLED", ann, "ATTENDEE:mailto:jane@example.org"),
             *event("5", "DTSTART:20260602T080000", "ORGANIZER;CN=Team:mailto:abc123@group.calendar.google.com"),
             "END:VCALENDAR", ""]
    messy.add("calendar/Ann.ics", "\r\n".join(lines),
              "a calendar: a fold inside a parameter, a room, a series in a Windows time zone, a plan, a meeting called off, a shared calendar",
              "a conversation with Ottilie on 9 June 2026, contact with Kit, a plan with Imran on 14 July; the other two are skipped")


def mail(messy):
    def letter(number, day, *headers, body="Hello."):
        return [f"From 154563700000000{number:04}@xxx {day:%a} {day:%b} {day:%d} 08:00:00 +0000 {day:%Y}", f"X-GM-THRID: {number}", *headers, "", body, ""]

    from datetime import date
    first, second, third = date(2026, 6, 15), date(2026, 6, 16), date(2026, 6, 17)
    lines = [*letter(1, first, "X-Gmail-Labels: =?UTF-8?Q?Envoy=C3=A9s?=,Important", "From: Ann Oduya <ann.oduya@example.com>",
                     "To: =?UTF-8?B?VHV1bGkgVsOkaW7DtmzDpA==?= <tuuli@example.org>", "Date: Mon, 15 Jun 2026 10:00:00 +0200", "Message-ID: <1@example.com>",
                     body="From what I hear,\r\n>From Monday on it is warm."),
             *letter(2, second, "X-Gmail-Labels: Inbox", "From: \"Väinölä, Tuuli\" <tuuli@example.org>", "To: ann.oduya@example.com",
                     "Date: Tue, 16 Jun 2026 08:00:00 +0300", "Message-ID: <2@example.org>", "References: <1@example.com>"),
             *letter(3, third, "X-Gmail-Labels: Inbox,Category Promotions", "From: Lamps <hello@example.net>", "To: ann.oduya@example.com",
                     "List-Unsubscribe: <https://example.net/u>", "Message-ID: <3@example.net>"),
             *letter(4, third, "X-Gmail-Labels: Chat")]
    messy.add("mail/All mail.mbox", "\r\n".join(lines),
              "mail of Google Takeout: an encoded name, a label in French, `From ` within a letter, a newsletter, a line of a chat",
              "Ann wrote to Tuuli on 15 June 2026 and was answered; the newsletter and the chat are skipped")


def rest_of_linkedin(messy):
    messy.add("archive/Notes.csv", table("Connection First Name,Connection Last Name,Connection Profile URL,Note,Created On,Edited On", [
        ["Hiếu", "Trịnh", "https://www.linkedin.com/in/hieutrinh", "Prefers the telephone, before ten.", "2026-02-03 10:00:00", ""]]),
        "a private note about somebody", "known to be there; what it says appears nowhere")
    messy.add("archive/Member_Follows_123456789.csv", table("Date,Status,FullName", [["2025-11-02 09:00:00", "Active", "Kit Marlowe-Ray"]]),
              "a follow: a name without a profile", "1 row, skipped: a follow is no tie")
    messy.add("archive/Events.csv", table("Event Name,Event Time,Status,External Url", [
        ["Planning Day", "Mar 04, 2026 09:00 AM - Mar 04, 2026 05:00 PM", "APPROVED", "example.com/day"]]), "an event", "not used: it names nobody")
    messy.add("archive/Jobs/Job Seeker Preferences.csv", table("Locations,Industries,Company Employee Count,Preferred Job Types,Job Titles,Open To Recruiters,Dream Companies", [
        ["Leeds", "Renewables", "", "Full-time", "Head of Planning; Supply Director", "No", "Solvind; Fernwick & Sons, Inc."]]),
        "two dream companies, two titles", "4 targets, if there were no target lists here; named, not used")
    messy.add("connections/c6-slashes-settled.csv", table(files.CONNECTIONS, [
        ["Ifor", "Penrhyn", files.encoded_url("ifor-penrhyn"), "", "Kelpline", "Diver", "05/06/2025"],
        ["Abeni", "Okafor-Lis", files.encoded_url("abeni-ol"), "", "Kelpline", "Skipper", "28/05/2025"]], eol="\r\n"),
        "C6: `05/06/2025`, which could be read in two ways, beside `28/05/2025`, which could not", "5 June 2025: the rest of the column settles it")
    messy.add("connections/c6-slashes-open.csv", table(files.CONNECTIONS, [
        ["Noor", "Haddad-Bly", files.encoded_url("noor-hb"), "", "Kelpline", "Cook", "03/04/2025"]]),
        "C6: `03/04/2025` alone", "nobody can tell: a problem, and a person without a date")


def add(messy):
    contacts(messy)
    calendar(messy)
    mail(messy)
    rest_of_linkedin(messy)
