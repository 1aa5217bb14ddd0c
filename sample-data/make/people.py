"""Invented people: names of many origins, employers of skewed size, titles that fit an age.

In: a `random.Random`. Out: `Person`s. Nothing here knows of files or of who knows whom.
"""
import unicodedata
from dataclasses import dataclass
from itertools import accumulate

FOLD = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ı": "i", "þ": "th", "ð": "d", "ə": "e", "œ": "oe"})


def fold(text):
    """Lower-case ASCII, the way people choose their slugs."""
    plain = unicodedata.normalize("NFD", text.lower().translate(FOLD))
    return "".join(c if c.isalnum() else "-" for c in plain if c.isascii() and (c.isalnum() or c in " -")).strip("-")


@dataclass(eq=False)
class Person:
    first: str
    last: str
    slug: str
    company: str = ""
    position: str = ""
    email: str = ""
    circle: str = ""  # how the seeker knows them: a school, an employer, an event
    language: str = "en"
    hidden: bool = False  # closed or hid the profile: a date-only row, `LinkedIn Member` in messages

    @property
    def name(self):
        return f"{self.first} {self.last}"

    @property
    def called(self):
        """What a friend would write after `Hi`: the first given name, without title, emoji or remark."""
        words = [w for w in self.first.split() if w[0].isalpha() and w not in ("Dr.", "Prof.")]
        return words[0] if words else self.first

    @property
    def plain_last(self):
        return self.last.split(",")[0]


# weight language | given names | family names. `a/b` is the masculine and the feminine form of a family name; `x=y` is
# a name in its own script and in Latin. A given name after `~` is feminine.
ORIGINS = """
190 en | Alfie Angus Barnaby Callan Cormac Damian Ellis Fergus Gavin Harvey Hugh Ivor Jarvis Keir Lachlan Miles Nigel Osian Piers Rhys Rory Saul Toby Wilf ~ Abigail Bethan Bryony Carys Cerys Dilys Edith Elspeth Esme Freya Gemma Harriet Isla Jemima Keeley Leila Mairi Maisie Nerys Orla Poppy Rosalind Sian Sorcha Tamsin Verity Winnie | Abernethy Aldous Arkwright Askew Birtwhistle Bramwell Catterall Chidgey Copplestone Cresswell Dalgleish Entwistle Fairweather Garrick Gillibrand Hathersage Hebblethwaite Inskip Jellicoe Kirkbride Lanyon Loxley Maddock Nancarrow Ogilvie Oldroyd Pargeter Pendlebury Penrose Quayle Rainford Ramsbottom Satterthwaite Shillito Sowerby Tancock Thirlwell Tolliver Trelawny Uttley Venning Wadsworth Whitlock Wolstenholme Yelland
60 de | Anselm Bastian Eike Falk Gereon Hagen Joachim Jörg Konrad Lutz Malte Ruprecht Sönke Till Uwe Volker ~ Annika Birte Dörte Frauke Gesa Heike Imke Jutta Käthe Leonie Merle Nele Ronja Silke Tomke Wiebke | Ahlers Brüggemann Clasen Dierksen Eickhoff Feddersen Grothkopp Hinrichsen Janßen Köpcke Lührmann Meinders Möhring Nüßlein Oetken Petersdorff Quedens Rickmers Schürmann Tönnies Uphoff Vollmers Wübbenhorst Ziegenhals
55 fr | Aurélien Baptiste Cédric Corentin Fabrice Ghislain Hervé Loïc Mathis Quentin Rémi Thibault Yann ~ Agathe Bérénice Capucine Clémence Delphine Élodie Flavie Gaëlle Héloïse Léonie Maëlys Océane Perrine Solène Zoé | Aubrac Bazinet Chauvelin Delacourt Esnault Fauchère Gaudin-Rey Hautecœur Jaouen Kervella Lachenal Mercadier Noblecourt Ozanne Piquemal Quéméner Roussel-Lamy Savigneau Tréhorel Vauquelin
45 es | Adrián Álvaro Bruno Germán Iñaki Joaquín Marcelo Nicolás Óscar Ramiro Unai Xavier ~ Aitana Begoña Carmela Graciela Itziar Jimena Lucía Macarena Nuria Paloma Rocío Valentina Ximena | Albornoz Barrenechea Cienfuegos Echeverri Figueredo Goyeneche Huergo Iturralde Lizárraga Mondragón Nájera Olavarría Peñalosa Quiñones Restrepo Saldívar Tordesillas Urrutia Villaseñor Zumalacárregui
40 pt | Afonso Caetano Duarte Fausto Gonçalo Heitor Jerónimo Leandro Otávio Vasco ~ Alícia Beatriz Célia Filipa Graça Iara Letícia Madalena Núria Teresa Yasmin | Abrantes Brandão Carvalhal Dourado Encarnação Falcão Guimarães Junqueira Lourenço Magalhães Noronha Portugal Quaresma Salvaterra Tavares-Lima Vasconcelos
45 en | Anders Bengt Eskil Gunnar Håkon Jøran Kåre Leif Mikkel Nils Rasmus Sverre Tor Vidar Øyvind ~ Agnete Birgit Dagny Elin Gro Hedda Ingvild Kirsten Liv Maja Ragnhild Signe Tuva Ylva Åse | Aasland Bjørkelund Christoffersen Dahlgren Engebretsen Fjeldstad Gyllenborg Haugerud Iversholt Kjærgaard Lindhagen Myrdal Nygård Ødegaard Ravndal Skjelbred Thorvaldsen Uggla Vestergård Wahlström Åkerblom
30 en | Bartosz Grzegorz Krzysztof Mirosław Przemysław Szymon Wojciech Zbigniew ~ Agnieszka Bożena Elżbieta Jadwiga Kinga Małgorzata Wioletta Żaneta | Bieńkowski/Bieńkowska Ciołek Drzewiecki/Drzewiecka Gąsior Jabłoński/Jabłońska Krzemiński/Krzemińska Łęcki/Łęcka Mroczek Pastuszka Rzepecki/Rzepecka Świątek Wróbel
22 en | Bohumil Čeněk Dalibor Jaromír Luboš Miroslav Přemysl Vojtěch ~ Blanka Dagmar Hedvika Libuše Markéta Růžena Šárka Zdeňka | Beránek/Beránková Čermák/Čermáková Dušek/Dušková Hrubý/Hrubá Kříž/Křížová Nezval/Nezvalová Říha/Říhová Šafařík/Šafaříková Vondra/Vondrová
22 en | Attila Bálint Gergő Lőrinc Sándor ~ Boglárka Csilla Eszter Ildikó Réka | Barcsay Csákvári Dömötör Győrffy Halmágyi Kökény Ördögh Szentpéteri Üveges
20 en | Bogdan Cătălin Dragoș Răzvan Ștefan ~ Anca Crenguța Ileana Mădălina Ruxandra | Bălcescu Ciobotaru Drăgulescu Mânzatu Petrișor Șerbănescu Țurcanu Vântu
30 en | Иван=Ivan Дмитрий=Dmitry Кирилл=Kirill Олег=Oleg Тимофей=Timofey Юрий=Yury ~ Анна=Anna Дарья=Darya Елена=Elena Марина=Marina Ольга=Olga Юлия=Yulia | Белозёров/Белозёрова=Belozyorov/Belozyorova Воронцов/Воронцова=Vorontsov/Vorontsova Гончаренко=Goncharenko Журавлёв/Журавлёва=Zhuravlyov/Zhuravlyova Кравчук=Kravchuk Мельниченко=Melnychenko Оболенский/Оболенская=Obolensky/Obolenskaya Савельев/Савельева=Savelyev/Savelyeva Тимошенко=Tymoshenko Щербаков/Щербакова=Shcherbakov/Shcherbakova
14 en | Γιώργος=Giorgos Νίκος=Nikos Σπύρος=Spyros Θανάσης=Thanasis ~ Ελένη=Eleni Κατερίνα=Katerina Ιωάννα=Ioanna Χριστίνα=Christina | Παπαδάκης/Παπαδάκη=Papadakis/Papadaki Μαυρίδης/Μαυρίδου=Mavridis/Mavridou Ξανθόπουλος/Ξανθοπούλου=Xanthopoulos/Xanthopoulou Ζερβός/Ζερβού=Zervos/Zervou
38 en | 伟=Wei 磊=Lei 浩然=Haoran 子涵=Zihan 俊杰=Junjie 明轩=Mingxuan ~ 晓彤=Xiaotong 雨欣=Yuxin 静怡=Jingyi 佳琪=Jiaqi 慧=Hui 婷婷=Tingting | 欧阳=Ouyang 司徒=Situ 林=Lin 苏=Su 曹=Cao 邓=Deng 冯=Feng 沈=Shen 韩=Han 董=Dong 潘=Pan 田=Tian 姜=Jiang 范=Fan
24 en | 大輔=Daisuke 健太=Kenta 翔太=Shota 直樹=Naoki 悠斗=Yuto ~ 美咲=Misaki 結衣=Yui 葵=Aoi 香織=Kaori 陽菜=Hina | 三浦=Miura 大西=Onishi 岡本=Okamoto 桜井=Sakurai 西村=Nishimura 長谷川=Hasegawa 藤原=Fujiwara 上野=Ueno 森田=Morita
26 en | 민준=Min-jun 도윤=Do-yun 현우=Hyun-woo 성민=Sung-min 태양=Tae-yang ~ 서윤=Seo-yun 지민=Ji-min 하은=Ha-eun 수아=Su-a 은지=Eun-ji | 남궁=Namgung 배=Bae 백=Baek 서=Seo 안=Ahn 유=Yoo 차=Cha 하=Ha 홍=Hong 황=Hwang
36 en | Karim Mansour Omar Tariq Yassine Walid محمود=Mahmoud خالد=Khaled ~ Amal Dalia Hanan Nour Salma مريم=Maryam ليلى=Layla هدى=Huda | بغدادي=Baghdadi الحداد=Al-Haddad درويش=Darwish زيدان=Zeidan سلامة=Salameh قاسم=Qasim نجار=Najjar الخطيب=Al-Khatib
14 en | Eitan Gilad Noam Uri Yotam איתן=Eitan ~ Ayelet Hadar Michal Shira Tamar תמר=Tamar | Almog ברנע=Barnea Gutfreund דרור=Dror Livneh Navot Peretz-Golan Shaked אלמוג=Almog
46 en | Aditya Arvind Harish Karthik Nikhil Rohan Siddharth Vivek रोहन=Rohan अमित=Amit ~ Anjali Deepa Ishita Kavya Lakshmi Nandini Pooja Shreya काव्या=Kavya नेहा=Neha | Bhattacharyya Chaturvedi Deshpande Gopalakrishnan Iyengar Kulkarni Mukherjee Nambiar Padmanabhan Raghavan Subramaniam Venkatesan शर्मा=Sharma जोशी=Joshi मिश्रा=Mishra
14 en | ธนากร=Thanakorn ปกรณ์=Pakorn วีระ=Weera ~ กมลวรรณ=Kamonwan ชนิดา=Chanida สิรินทร์=Sirin | จันทร์แก้ว=Chankaew ทองดี=Thongdee บุญมา=Bunma สุขสวัสดิ์=Suksawat
22 en | Đức Hoàng Khôi Minh Quốc Tuấn ~ Hằng Lan Mai Phượng Thảo Yến | Bùi Đặng Đỗ Hồ Huỳnh Lý Ngô Phạm Trịnh Võ
46 en | Adébáyọ̀ Babátúndé Chukwudi Ekene Fẹ́mi Ìṣọ̀lá Kọ́láwọlé Obinna Uche ~ Abọ́sẹ̀dé Adaora Chiamaka Fọlákẹ́ Ifeoma Ngozi Ọmọlará Títílayọ̀ Yétúndé | Adéyẹmí Àjàyí Akíntọ́lá Bámidélé Ezeudu Fáṣọlá Iwuanyanwu Madueke Nwachukwu Ọbáfẹ́mi Ògúnléye Okonjo-Bright Ṣóyínká-Cole Uzoma
22 en | Abdou Kofi Kwasi Mamadou Sipho Tendai Wanjiru ~ Abena Akosua Fatou Nomvula Thandeka Wambui Zanele | Agyemang Boateng Chikwanda Dlamini Gathoni Kamau Mabhena Ndiaye Otieno Sarpong Traoré Zulu-Khoza
20 en | Agung Bayu Dimas Iskandar Rizal ~ Ayu Dewi Intan Melati Siti | Hartono Kusumawardani Nasution Prasetyo Simanjuntak Wijayakusuma
22 en | Bram Daan Floris Jelle Pieter Sjoerd Wouter ~ Anouk Femke Hanneke Lieke Marijke Roos | Boerhof de Graaff-Smit Hoogendijk Kuyper Noordhoek Ruijssenaars Terpstra van Oosterwijk Zijlstra
18 en | Alessio Corrado Davide Ettore Ludovico ~ Chiara Fiorella Ginevra Ilaria Noemi | Abbiati Bergonzoni Cavallari D'Angelantonio Fumagalli Gherardini Mazzucchelli Quaglia
16 en | Cem Emir Hakan Oğuz Tolga ~ Ayşegül Çiğdem Gülşah Işıl Özlem | Akgün Bozdağ Çetinkaya Erdoğmuş Gümüşay Karaosmanoğlu Şahinbaş Yıldızhan
10 en | Aapo Eero Ilmari Väinö ~ Aino Hilja Kaisa Päivi | Hämäläinen-Salo Kettunen Lehtimäki Ruokonen Väyrynen
"""


def _parse_origin(line):
    head, given, family = (part.strip() for part in line.split("|"))
    weight, language = head.split()
    men, women = (part.split() for part in given.split("~"))
    # `de Graaff-Smit` and `van Oosterwijk` are one name each.
    families, words = [], family.split()
    while words:
        word = words.pop(0)
        families.append(f"{word} {words.pop(0)}" if word in ("de", "van") else word)
    return int(weight), language, (men, women), families


POOLS = [_parse_origin(line) for line in ORIGINS.strip().splitlines()]
POOL_WEIGHTS = list(accumulate(pool[0] for pool in POOLS))

CREDENTIALS = ["PMP", "MBA", "CSCP", "PhD", "Ph.D.", "MSc", "CPIM", "FCILT", "PMP, CSCP", "MCIPS", "CFA", "PE"]
EMOJI = ["🌱", "🚀", "⚡", "☁️", "🌊", "📈"]


def _spell(form, gender, script):
    """One spelling of a pool entry: its own script or Latin, the form of that gender."""
    own, _, latin = form.partition("=")
    forms = (own if script == "own" or not latin else latin).split("/")
    return forms[min(gender, len(forms) - 1)]


class Names:
    """Draws people without repeating a slug; full names repeat now and then, as they do in life."""

    def __init__(self, rng, taken=()):
        self.rng, self.slugs, self.seen = rng, set(taken), {}

    def draw(self):
        rng = self.rng
        while True:
            _, language, givens, families = rng.choices(POOLS, cum_weights=POOL_WEIGHTS)[0]
            gender = rng.randrange(2)
            given, family = rng.choice(givens[gender]), rng.choice(families)
            script = "own" if rng.random() < 0.55 else "latin"
            if "=" not in given or "=" not in family:  # one script for both halves
                script = "latin" if given.isascii() or family.isascii() else script
            first, last = (_spell(form, gender, script) for form in (given, family))
            times = self.seen.get((first, last), 0)
            if times == 0 or (times == 1 and rng.random() < 0.04):
                break
        self.seen[first, last] = times + 1
        latin = [fold(_spell(form, gender, "latin")) for form in (given, family)]
        own = f"{first}-{last}".lower().replace(" ", "-")
        return self.finish(first, last, latin, own, language)

    def finish(self, first, last, latin, own, language):
        rng = self.rng
        given, family = latin
        for _ in range(50):
            style = rng.random()
            if not own.isascii() and style < 0.13:
                slug = unicodedata.normalize("NFC", own)
            elif style < 0.40:
                slug = f"{given}-{family}"
            elif style < 0.55:
                slug = f"{given}{family}".replace("-", "")
            elif style < 0.63:
                slug = f"{given[0]}{family}"
            else:
                slug = f"{given}-{family}-{rng.getrandbits(32):08x}"[: len(given) + len(family) + 2 + rng.choice((3, 8, 8, 9))]
            if slug not in self.slugs and len(slug) > 4:
                break
            own = own + "-" + str(rng.randrange(10, 99))
        self.slugs.add(slug)
        if rng.random() < 0.04 and first.isascii():  # a second given name, or its initial
            first = f"{first} {rng.choice('ABCDEFGHJKLMNPRSTW')}."
        noise = rng.random()
        if noise < 0.022:
            last += ", " + rng.choice(CREDENTIALS)
        elif noise < 0.030:
            first += " " + rng.choice(EMOJI)
        elif noise < 0.036:
            first = "Dr. " + first
        elif noise < 0.042:
            last = last.upper()
        elif noise < 0.047:
            first, last = first.lower(), last.lower()
        elif noise < 0.054:
            last += f" ({rng.choice(['she/her', 'he/him', 'née ' + last[:1] + 'aston', 'they/them'])})"
        elif noise < 0.075:
            last += " "
        elif noise < 0.085:
            first += " "
        return Person(first, last, slug, language=language)


# Companies. Most are seen once; a new contact joins a known employer the more often it was seen already.
STEMS = ("Alder Amberly Anvil Ashdown Barrow Beacon Birchall Bramble Brindle Calder Candle Carrick Chalk Cinder Clover Copper Corrie Crane "
         "Dovetail Dray Drift Eddy Elder Ember Farrow Fennel Ferry Flint Foxglove Gable Garnet Gorse Grain Gull Hatch Hawthorn Hearth Heron "
         "Hollow Ivory Jasper Juniper Kettle Kiln Lantern Larch Ledger Linden Loom Lorry Mallow Marl Meadow Merle Millrace Moss Nettle Oaken "
         "Orchard Osier Otter Parcel Pebble Pennant Pilot Plover Quarry Quarto Rafter Reed Ridge Rook Rowan Saffron Sedge Shale Skein Slate "
         "Sorrel Spindle Starling Sturdy Tallow Tern Thistle Thrift Tinder Treble Tuck Umber Vale Vessel Wharf Whin Willet Wren Yarrow Zinc "
         "Größ Lumi Hélio Señal Ålesk Müritz Zoéta Çınar Łąka").split()
TAILS = ("able bank beam bolt bridge brook works craft croft field foods forge gate grid hold house kind labs ley line loft mark mere mill "
         "mont nest path pay point port post quay row scale shift side span stack stead stone tide ton trail vane ware way well yard").split()
FORMS = [""] * 12 + [" Ltd", " Ltd.", " GmbH", " S.A.", ", Inc.", " Inc", " AG", " B.V.", " SAS", " Group", " & Co.", " Partners", " Lda"]
PLAIN = ["County Council", "University Hospital", "Community Trust", "City Academy", "Marine Services", "Press", "Foundation"]
PLACEHOLDERS = ["Self-employed", "Freelance", "Self Employed", "Stealth Startup", "Confidential", "Freelance / Consultant", "Independent"]

FUNCTIONS = {  # name: (what one does, the department, local titles)
    "supply": ("Supply Planner", "Supply Planning"), "demand": ("Demand Planner", "Demand Planning"), "buying": ("Buyer", "Procurement"),
    "logistics": ("Logistics Coordinator", "Logistics"), "data": ("Data Analyst", "Data"), "software": ("Software Engineer", "Engineering"),
    "product": ("Product Manager", "Product"), "sales": ("Account Manager", "Sales"), "marketing": ("Marketing Executive", "Marketing"),
    "finance": ("Financial Analyst", "Finance"), "people": ("HR Advisor", "People"), "projects": ("Project Manager", "Projects"),
    "process": ("Process Engineer", "Operations"), "quality": ("Quality Engineer", "Quality"), "consulting": ("Consultant", "Consulting"),
    "research": ("Research Associate", "Research"), "design": ("UX Designer", "Design"), "law": ("Legal Counsel", "Legal"),
    "sustain": ("Sustainability Analyst", "Sustainability"), "warehouse": ("Warehouse Supervisor", "Warehousing"),
    "vessel": ("Vessel Scheduler", "Marine Operations"), "energy": ("Energy Analyst", "Energy Markets"), "site": ("Site Engineer", "Construction"),
}
LEVELS = [["{f} Intern", "Graduate {f}", "{f} (placement)"], ["Junior {f}", "Associate {f}", "Assistant {f}"], ["{f}", "{f}", "{f}", "{f} II"],
          ["Senior {f}", "Sr. {f}", "Senior {f} – EMEA", "Principal {f}"], ["{d} Manager", "Lead {f}", "Head of {d}", "{d} Team Lead"],
          ["Director of {d}", "{d} Director", "Senior Director, {d}", "Director, {d} & Transformation"],
          ["VP {d}", "Vice President, {d}"], ["Founder & CEO", "Co-Founder", "Chief Operating Officer", "Managing Director", "Owner"]]
LOCAL_TITLES = {
    "de": ["Leiterin Einkauf", "Disponent", "Referentin Logistik", "Projektleiter Netzanschluss", "Geschäftsführer", "Produktionsplaner"],
    "fr": ["Responsable logistique", "Acheteuse senior", "Cheffe de projet", "Ingénieur méthodes", "Directeur des opérations", "Chargée d'affaires"],
    "es": ["Jefe de compras", "Analista de datos", "Coordinadora de logística", "Responsable de planificación", "Ingeniero de procesos"],
    "pt": ["Analista de dados", "Coordenadora de logística", "Gestor de projetos", "Engenheira, Dados", "Diretor de operações"],
}
NATIVE_TITLES = [("Ѐ", "ӿ", ["Менеджер по логистике", "Аналитик данных"]), ("一", "鿿", ["供应链经理", "数据分析师", "采购经理"]),
                 ("가", "힣", ["공급망 기획 담당", "데이터 분석가"]), ("؀", "ۿ", ["مدير سلسلة الإمداد", "مهندس مشاريع"]),
                 ("ऀ", "ॿ", ["लॉजिस्टिक्स प्रबंधक"]), ("฀", "๿", ["ผู้จัดการโลจิสติกส์"])]


class Work:
    """Hands out employers and titles."""

    def __init__(self, rng, fresh=0.62):
        self.rng, self.fresh, self.seen = rng, fresh, []

    def employer(self):
        rng = self.rng
        if self.seen and rng.random() > self.fresh:
            name = rng.choice(self.seen)
        elif rng.random() < 0.06:
            name = f"{rng.choice(STEMS)}{rng.choice(TAILS)} {rng.choice(PLAIN)}"
        else:
            name = rng.choice(STEMS) + rng.choice(TAILS) + rng.choice(FORMS)
        self.seen.append(name)
        noise = rng.random()
        if noise < 0.02:
            return name + " "
        if noise < 0.035:
            return name.upper()
        return name

    def title(self, years, functions, person):
        """A title for someone `years` into working life; `functions` is a list to draw from (repeats weigh)."""
        rng = self.rng
        mean = min(5.2, 0.6 + years * 0.24)
        level = max(0, min(7, round(rng.gauss(mean, 1.15))))
        if level == 7 and rng.random() < 0.7:
            level = 4
        f, d = FUNCTIONS[rng.choice(functions)]
        text = rng.choice(LEVELS[level]).format(f=f, d=d)
        if rng.random() < 0.45 and person.language in LOCAL_TITLES:
            text = rng.choice(LOCAL_TITLES[person.language])
        for low, high, titles in NATIVE_TITLES:
            if low <= person.last[0] <= high and rng.random() < 0.4:
                text = rng.choice(titles)
        noise = rng.random()
        if noise < 0.05:
            text += " "
        elif noise < 0.09:
            text += rng.choice([" | Speaker", " | Mentor", " (interim)", " – on parental leave", " | Open to work", ", Northern Europe"])
        return text[:100]

    def fill(self, person, years, functions, company=None):
        """Gives the person a job, or none: 1.5 % leave both cells empty, 1 % are on their own."""
        chance = self.rng.random()
        if chance < 0.015:
            return person
        person.company = self.rng.choice(PLACEHOLDERS) if chance < 0.03 else company or self.employer()
        person.position = self.title(years, functions, person)
        return person
