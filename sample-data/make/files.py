"""Writers for the file formats of the samples. Every byte depends on the arguments alone."""
import csv
import io
import struct
import zlib
from urllib.parse import quote
from xml.sax.saxutils import escape

PREFIX = "https://www.linkedin.com/in/"
PREAMBLE = ('Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You will '
            'only see email addresses for connections who have allowed their connections to see or download their email '
            'address using this setting https://www.linkedin.com/psettings/privacy/email. You can learn more here '
            'https://www.linkedin.com/help/linkedin/answer/261"\n\n')
assert len(PREAMBLE) == 375, "the preamble of real exports has 375 bytes"

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
INVITATIONS = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl"
ENDORSEMENTS = "Endorsement Date,Skill Name,Endors{0} First Name,Endors{0} Last Name,Endors{0} Public Url,Endorsement Status"
RECOMMENDATIONS = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status"
PROFILE = ("First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,Twitter Handles,"
           "Websites,Instant Messengers")
POSITIONS = "Company Name,Title,Description,Location,Started On,Finished On"
EDUCATION = "School Name,Start Date,End Date,Notes,Degree Name,Activities"
FOLLOWS = "Organization,Followed On"
EMAILS = "Email Address,Confirmed,Primary,Updated On"


# Profile URLs, as each file writes them.

def encoded_url(slug):
    """The form of Connections.csv: percent-encoded, upper-case hex."""
    return PREFIX + quote(slug)


def raw_url(slug):
    """The form of messages.csv and Invitations.csv: raw Unicode."""
    return PREFIX + slug


def bare_url(slug):
    """The form of the endorsement files: no scheme."""
    return "www.linkedin.com/in/" + slug


# Dates, as each file writes them.

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def day_month_year(day):
    return f"{day.day:02} {MONTHS[day.month - 1]} {day.year}"


def us_time(moment, zeros=False):
    """`1/29/26, 2:37 PM`; with `zeros` as in the recommendation files: `01/29/26, 02:37 PM`."""
    hour, half = moment.hour % 12 or 12, "PM" if moment.hour >= 12 else "AM"
    if zeros:
        return f"{moment.month:02}/{moment.day:02}/{moment.year % 100:02}, {hour:02}:{moment.minute:02} {half}"
    return f"{moment.month}/{moment.day}/{moment.year % 100:02}, {hour}:{moment.minute:02} {half}"


def utc(moment, separator="-"):
    return f"{moment:%Y}{separator}{moment:%m}{separator}{moment:%d} {moment:%H:%M:%S} UTC"


def java_date(moment):
    return f"{DAYS[moment.weekday()]} {MONTHS[moment.month - 1]} {moment.day:02} {moment:%H:%M:%S} UTC {moment.year}"


def month_year(text):
    """`2018-03` -> `Mar 2018`, `2018` -> `2018`, empty stays empty."""
    year, _, month = text.partition("-")
    return f"{MONTHS[int(month) - 1]} {year}" if month else year


# Tables of text.

def table(header, rows, delimiter=",", eol="\n", quote_all=False, last_eol=True):
    """A CSV text. A field is quoted only where it must be, as LinkedIn does, unless `quote_all`."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=eol, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    if header:
        writer.writerow(header.split(",") if isinstance(header, str) else header)
    writer.writerows(rows)
    text = out.getvalue()
    return text if last_eol else text[:-len(eol)]


def connections(rows):
    """Connections.csv as exported since 2023: preamble, seven columns, no newline at the end."""
    return PREAMBLE + table(CONNECTIONS, rows, last_eol=False)


# Zip archives, workbooks.

def zip_bytes(members, streamed=False):
    """A zip of (name, bytes) pairs, all dated 1 Jan 1980.

    `streamed` writes it as LinkedIn does: local headers without sizes, the sizes in a data descriptor after
    the data (flag bit 3), names marked as UTF-8 (bit 11). A member named `mimetype` is stored, as OpenDocument wants.
    """
    flags, out, directory = 0x808 if streamed else 0x800, b"", b""
    for name, data in members:
        stored = name == "mimetype"
        squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
        packed = data if stored else squeeze.compress(data) + squeeze.flush()
        raw_name, sizes = name.encode(), struct.pack("<III", zlib.crc32(data), len(packed), len(data))
        common = struct.pack("<HHHHH", 20, flags, 0 if stored else 8, 0, 33)
        directory += (b"PK\1\2" + struct.pack("<H", 20) + common + sizes
                      + struct.pack("<HHHHHII", len(raw_name), 0, 0, 0, 0, 0, len(out)) + raw_name)
        out += b"PK\3\4" + common + (bytes(12) if streamed else sizes) + struct.pack("<HH", len(raw_name), 0) + raw_name + packed
        if streamed:
            out += b"PK\7\x08" + sizes
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), 0)
    return out + directory + b"PK\5\6" + end


class Formula:
    """A cell that holds a formula and the value it had when the file was saved."""

    def __init__(self, formula, value):
        self.formula, self.value = formula, value


def column_name(i):
    return (column_name(i // 26 - 1) if i >= 26 else "") + chr(65 + i % 26)


def xlsx(sheets, merged=(), used=None):
    """A workbook of (sheet name, rows) pairs. A cell is None, a number, a string, a date or a Formula.

    `merged` lists ranges of the first sheet; `used` (rows, columns) pads it with empty styled cells, the way
    templates that were once formatted down to row 999 are saved.
    """
    strings = {}

    def cell(r, c, value):
        at = f"{column_name(c)}{r + 1}"
        if value is None:
            return f'<c r="{at}" s="2"/>' if used else ""
        if isinstance(value, Formula):
            return f'<c r="{at}"><f>{escape(value.formula)}</f><v>{value.value}</v></c>'
        if hasattr(value, "toordinal"):
            return f'<c r="{at}" s="1"><v>{value.toordinal() - 693594}</v></c>'
        if isinstance(value, (int, float)):
            return f'<c r="{at}"><v>{value}</v></c>'
        return f'<c r="{at}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'

    bodies = []
    for i, (_, rows) in enumerate(sheets):
        rows = [list(row) for row in rows]
        if used and i == 0:
            rows += [[] for _ in range(used[0] - len(rows))]
            rows = [row + [None] * (used[1] - len(row)) for row in rows]
        body = "".join(f'<row r="{r + 1}">' + "".join(cell(r, c, v) for c, v in enumerate(row)) + "</row>"
                       for r, row in enumerate(rows))
        merge = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged) if i == 0 else ""
        merge = f'<mergeCells count="{len(merged)}">{merge}</mergeCells>' if merge else ""
        width = max((len(row) for row in rows), default=1) or 1
        bodies.append(f'<dimension ref="A1:{column_name(width - 1)}{max(1, len(rows))}"/><sheetData>{body}</sheetData>{merge}')

    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    numbers = range(1, len(sheets) + 1)
    parts = [("[Content_Types].xml", f'<Types xmlns="{package}/content-types">'
              '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
              '<Default Extension="xml" ContentType="application/xml"/>'
              f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
              + "".join(f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in numbers)
              + f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>'
              f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>'),
             ("_rels/.rels", f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" '
              'Target="xl/workbook.xml"/></Relationships>'),
             ("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
              + "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, (name, _) in zip(numbers, sheets))
              + "</sheets></workbook>"),
             ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">'
              + "".join(f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers)
              + f'<Relationship Id="rId{len(sheets) + 1}" Type="{office}/styles" Target="styles.xml"/>'
              f'<Relationship Id="rId{len(sheets) + 2}" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')]
    parts += [(f"xl/worksheets/sheet{n}.xml", f'<worksheet xmlns="{main}">{body}</worksheet>') for n, body in zip(numbers, bodies)]
    parts += [("xl/styles.xml", f'<styleSheet xmlns="{main}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
               '<fill><patternFill patternType="gray125"/></fill></fills><borders count="2"><border/><border><bottom style="thin"/>'
               '</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>'
               '<xf numFmtId="14" applyNumberFormat="1"/><xf borderId="1" applyBorder="1"/></cellXfs></styleSheet>'),
              ("xl/sharedStrings.xml", f'<sst xmlns="{main}" count="{len(strings)}" uniqueCount="{len(strings)}">'
               + "".join(f'<si><t xml:space="preserve">{escape(s)}</t></si>' for s in strings) + "</sst>")]
    return zip_bytes([(name, (head + text).encode()) for name, text in parts])


def ods(name, rows, empty_rows):
    """An OpenDocument sheet whose tail is one empty row, repeated `empty_rows` times."""
    width = max(len(row) for row in rows)

    def cell(value):
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    space = "urn:oasis:names:tc:opendocument:xmlns:"
    body = "".join(f'<table:table-row>{"".join(map(cell, row))}<table:table-cell table:number-columns-repeated="{1024 - len(row)}"/>'
                   "</table:table-row>" for row in rows)
    content = (f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content xmlns:office="{space}office:1.0" '
               f'xmlns:table="{space}table:1.0" xmlns:text="{space}text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
               f'<table:table table:name="{escape(name)}"><table:table-column table:number-columns-repeated="{width}"/>{body}'
               f'<table:table-row table:number-rows-repeated="{empty_rows}"><table:table-cell table:number-columns-repeated="1024"/>'
               "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>")
    manifest = (f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="{space}manifest:1.0" manifest:version="1.2">'
                '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
                '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>')
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return zip_bytes([("mimetype", kind), ("content.xml", content.encode()), ("META-INF/manifest.xml", manifest.encode())])
