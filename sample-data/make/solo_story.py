"""The story of `solo`, written by hand: who is who, who introduced whom, who was asked, what they said."""

# key | first | last | slug | company | position | circle | language | connected on, `+n` days after the introduction, `-` never | topic
PEOPLE = """
ottilie | Ottilie | Brandvold, PMP | ottilie-brandvold-7a1 | Fernwick & Sons, Inc. | Head of Supply | fernwick | en | 2015-09-21 | buying for energy firms
ze | Zé | Quintão | zé-quintão | Gridfolk | Engenheiro, Dados | lumora | pt | 2018-03-14 | grid data
ann | Ann | Oduya, PhD | annoduya | Lumora | Director, Planning Systems | lumora | en | 2018-04-03 | who hires planners outside retail
tomasz | Tomasz | Wieliczko | tomasz-wieliczko | Harbour Institute | Senior Lecturer, Supply Networks | faculty | en | 2019-10-02 | where last year's graduates went
marguerite | Marguerite | Ansel-Roux | marguerite-ansel-roux-5c0 | Brightwater Foods | Directrice Supply Chain | brightwater | fr | 2021-09-14 | careers beyond food
dele | Délé | Akínyẹmí-Ross | dele-akinyemi-ross | Statgrove | Senior Data Analyst | uni | en | 2012-10-17 | analyst work
hanne | Hanne | Grøtvik | hannegrotvik | Offshore Supply Forum | Programme Lead | forum | en | 2023-11-16 | blade transport
seoyeon | 서연 | 김 | seoyeon-kim-3f81 | Hanbada Shipyard | 조달 기획 | msc | en | 2019-10-08 | procurement in Korean offshore wind
priya | प्रिया | देशमुख | priya-deshmukh-0b4 | Suryapath Energy | Supply Chain Manager | msc | en | 2020-01-22 | solar module sourcing
anders | Anders | Kvistholm | anders-kvistholm | Solvind A/S | Head of Supply Chain | cold | en | - | component planning
helga | Helga | Ísaksdóttir | helgaisaks | Nordlys Offshore | VP Logistics | cold | en | - | logistics of floating wind
rui | Rui | Sardinha | rui-sardinha-19 | Helionaut | Supply Chain Data Lead | lumora | pt | 2018-05-30 | supply data in solar
jasper | Jasper | Okello | jasper-okello | Tallowfield Foods | Planning Manager | brightwater | en | 2021-10-05 | careers beyond planning
petra | Petra | Hlaváčková | petra-hlavackova-88e | Voltbarge | Operations Analyst | uni | en | 2014-02-20 | battery barges
dimitri | Дмитрий | Вересаев | dmitri-veresaev | Zephyros Cables | Logistics Engineer | msc | en | 2020-11-11 | cable lay logistics
rafael | Rafael | Montalbán | rafael-montalban | Harrier & Lowe Search | Principal Consultant, Energy | recruiters | es | 2025-10-15 | hiring in energy
nadia | Nadia | بن صالح | nadia-ben-saleh-4 | Eolis Atlantique | Responsable transport | forum | fr | 2023-11-15 | road transport of towers
ewan | Ewan | Muirden | ewanmuirden | Tidewright Power Ltd | Logistics Lead | forum | en | 2023-11-17 | tidal logistics
lin | 晓岚 | 林 | xiaolan-lin-7d2 | Portvane Logistics | Route Planner | osf25 | en | 2025-11-13 | route planning for heavy lift
yael | Yael | שרון | yael-sharon-61 | Gridfolk | Customer Success Lead | uni | en | 2013-11-05 | grid customers
colm | Colm | Hanratty | colmhanratty | Freightmoss | Product Owner, Planning | brightwater | en | 2021-09-20 | planning software
bronagh | Bronagh | Devenney-Pike | bronagh-devenney-pike | Cedarline Capital | Associate, Energy Transition | cold | en | 2026-02-04 | port finance
maia | Maïa | Lavergne | maïa-lavergne | Sablier Conseil | Consultante senior | uni | fr | 2013-03-12 | le conseil portuaire
stelian | Stelian | Văcărescu | stelian-vacarescu | Kadeline Ports | Yard Planner | edm26 | en | 2026-02-06 | yard planning
imogen | Imogen | Thackwray | imogen-thackwray-2b | Wattledge | Forecast Product Manager | edm26 | en | 2026-02-06 | forecasts for traders
oskar | Oskar | Nyström-Kaya | oskarnystromkaya | Nacelle Works | Supply Director | cold | en | - | nacelle supply
fatima | فاطمة | الزهراوي | fatima-zahrawi-90 | Ribeira Solar | Logistics Manager | msc | en | 2020-09-29 | logistics of solar parks
kwabena | Kwabena | Ofosu-Hene | kwabena-ofosu-hene | Ìjọra Solar | Head of Distribution | cold | en | - | last mile for solar kits
zsofia | Zsófia | Kerekes | zsofia-kerekes | Turbinekai Hamburg GmbH | Hafenkoordinatorin | pls26 | de | 2026-04-24 | quay space
hinemoa | Hinemoa | Parata | hinemoaparata | Hullmark Shipping | Chartering Manager | pls26 | en | 2026-04-23 | chartering jack-up vessels
ludovic | Ludovic | Perrachon | ludovic-perrachon-c4 | Viento Claro | Supply Chain Analyst | pls26 | fr | 2026-04-27 | repowering old parks
meera | मीरा | कुलकर्णी | meera-kulkarni-1f | Loadstar Forecasting | Data Scientist | edm26 | en | 2026-02-09 | weather and demand models
sigrun | Sigrún | Ágústsdóttir | sigrun-agustsdottir | Solvind | Planning Manager | pls26 | en | 2026-04-22 | component planning
ingrid | Ingrid | Solheim-Vaas | ingridsolheimvaas | Nordlys Offshore | Logistics Manager | intro | en | +1 | port logistics for turbines
karsten | Karsten | Pohlmann-Reetz | karsten-pohlmann-reetz | Turbinekai | Head of Supply Chain | intro | de | +5 | staging ports
beatriz | Beatriz | Ferrão | beatriz-ferrao-77 | Ribeira Solar | Planner | intro | pt | +2 | solar planning
owen | Owen | Trevarrick | owentrevarrick | Tidewright | Supply Chain Director | intro | en | +6 | tidal supply chains
maren | Maren | Lykkeberg | maren-lykkeberg | Solvind | Supply Planner | intro | en | +2 | component planning
sunniva | Sunniva | Aakre | sunniva-aakre-d3 | Gridfolk ApS | Data Lead | intro | en | +1 | data work for grids
noor | Noor | van Hesteren | noorvanhesteren | Loadstar Forecasting | Product Analyst | intro | en | +1 | forecasting products
adaeze | Adaeze | Nwankwo-Ilo | adaeze-nwankwo-ilo | Statgrove | Data Analyst | intro | en | +1 | analyst projects
chidi | Chidi | Obiakor | chidi-obiakor-5 | Ìjọra Solar | COO | intro | en | +2 | solar operations
fiona | Fiona | Macrath | fionamacrath | Ashgrove & Pell | Supply Chain Consultant | intro | en | +1 | consulting for energy
tobi | Tobi | Adéṣínà | tobi-adesina-0c | Freightmoss | Analytics Engineer | intro | en | +3 | analytics engineering
agnieszka | Agnieszka | Sówka | agnieszka-sowka | Baltica Blades | Production Planner | intro | en | +4 | blade production
emre | Emre | Çalışkaner | emre-caliskaner | Kadeline Ports | Port Operations Planner | intro | en | +7 | port operations
minami | 美波 | 佐々木 | minami-sasaki-a2 | Minato Cable | 物流企画 | intro | en | - | cable logistics
ruth | Ruth | Okonedo-Platt | ruth-okonedo-platt | Offshore Supply Forum | Director of Skills | intro | en | +1 | the skills the sector is short of
etienne | Étienne | Carrouges | étienne-carrouges | Eolis Atlantique | Chef de projet logistique | intro | fr | +4 | les parcs éoliens en mer
bjarke | Bjarke | Toftegaard | bjarketoftegaard | Solvind A/S | Lead Supply Chain Analyst | intro | en | +2 | inventory of spare parts
svetlana | Светлана | Морозкина | svetlana-morozkina-9 | Zephyros Cables | Procurement Lead | intro | en | +8 | cable procurement
jihoon | 지훈 | 박 | jihoon-park-e07 | 한바다풍력 | 자재 기획 파트장 | intro | en | +1 | materials planning in Korea
jonas | Jonas | Wetterlind | jonas-wetterlind | Nordlys Offshore | Installation Planner | intro | en | +3 | installation planning
yusuf | يوسف | الحدادي | yusuf-haddadi | Portvane Logistics | Project Forwarder | intro | en | +6 | project forwarding
mette | Mette | Ravnkilde | mette-ravnkilde-31 | Solvind | Materials Planner | intro | en | +1 | materials planning
lukasz | Łukasz | Brzezicki | lukasz-brzezicki | Wattledge | Data Engineer | intro | en | +1 | data pipelines for energy
amara | Amara | Diallo-Quist | amaradialloquist | Gridfolk | Product Analyst | intro | fr | +2 | product analysis
callum | Callum | Strathearn | callum-strathearn | Kelpline | Survey Logistics Lead | intro | en | +9 | survey campaigns
hongvan | Hồng Vân | Nguyễn | nguyễn-hồng-vân | Mekong Sun | Supply Manager | intro | en | +1 | module supply
theo | Theo | Lindqvist-Baer | theolindqvistbaer | Nacelle Works | Demand Planning Manager | intro | en | +2 | demand planning for turbines
shirin | Shirin | Parvizi-Holm | shirin-parvizi-holm | Northgate Renewables | Operations Director | intro | en | +1 | operations of wind parks
friederike | Friederike | Achtermann | friederike-achtermann-6b | Turbinekai | Installation Logistics Coordinator | intro | de | +2 | installation logistics
heiko | Heiko | Dünnebier | heiko-duennebier | Nacelle Works | Einkaufsleiter | intro | de | - | purchasing castings
camille | Camille | Houdoin | camillehoudoin | Eolis Atlantique | Planificatrice maintenance | intro | fr | +1 | la planification de la maintenance
noa | נועה | ברקאי | noa-barkai-48 | Kadeline Ports | Berth Planner | intro | en | - | berth planning
jeppe | Jeppe | Overskov | jeppe-overskov | Baltica Blades | Supply Chain Manager | intro | en | - | blade supply
sanne | Sanne | Kuipersma | sannekuipersma | Hullmark Shipping | Vessel Scheduler | intro | en | +2 | vessel scheduling
oluwaseun | Olúwaṣeun | Adébánjọ | oluwaseun-adebanjo-17 | Nordlys Offshore | Logistics Planner | intro | en | +4 | planning crews and parts
eilidh | Eilidh | Forgan-Ross | eilidh-forgan-ross | Kelpline | Data Manager | intro | en | +1 | survey data
rahul | Rahul | Ambekar-Joshi | rahul-ambekar-joshi | Tidewright Power Ltd | Supply Chain Planner | intro | en | +1 | planning spare parts at sea
matthias | Matthias | Ohlendorff | matthias-ohlendorff | Windwerk Nord | Einkäufer | intro | de | +3 | purchasing for foundations
henrik | Henrik | Storgaard-Wee | henrik-storgaard-wee | Solvind | Supply Chain Analyst | intro | en | +1 | stock analysis
aurelie | Aurélie | Castaing | aurélie-castaing | Northgate Renewables | Logistics Manager | intro | fr | +1 | logistics of service bases
annelene | Annelene | Wiebrock | annelene-wiebrock | Windwerk Nord | Operations Planner | intro | de | +3 | operations planning
ysolde | Ysolde | Kerbrat | ysolde-kerbrat | Eolis Atlantique | Cheffe logistique | intro | fr | +4 | the base in Saint-Nazaire
olena | Olena | Козаченко | olena-kozachenko | Hullmark Shipping | Fleet Analyst | intro | en | +1 | fleet data
nattapong | ณัฐพล | ศรีวงศ์ | nattapong-sriwong-2 | Portvane Logistics | Regional Planner, Asia | intro | en | +1 | planning across time zones
gareth | Gareth | Penhallow | garethpenhallow | Gridfolk | Analytics Manager | intro | en | +1 | analyst teams
xiaolan | 晓芸 | 陈 | xiaoyun-chen-b8 | Wattledge | Product Manager, Storage | intro | en | +2 | storage products
wilhelmina | Wilhelmina | Drost-Aker | wilhelmina-drost-aker | Cellarium Storage | Head of Planning | intro | en | +1 | planning battery plants
duangjai | ดวงใจ | พงษ์พานิช | duangjai-pongpanich | Mekong Sun | Logistics Manager | intro | en | - | solar logistics in Thailand
"""

# introducer | introduced | date | how (g: group message, m: named in a message, c: in a conversation, e: by e-mail) | context
INTRODUCTIONS = """
ze | sunniva | 2025-09-08 | g | group message, "you both speak spreadsheet"
ottilie | ingrid | 2025-09-10 | g | group message after our coffee
ottilie | karsten | 2025-09-10 | e | by e-mail, both in copy
ann | chidi | 2025-09-17 | m | gave me the name, they were at Lumora together
ann | fiona | 2025-09-17 | m |
tomasz | agnieszka | 2025-09-22 | e | former student, class of 2017
tomasz | emre | 2025-09-22 | e | former student
sunniva | lukasz | 2025-09-22 | m | worked together before Gridfolk
ottilie | beatriz | 2025-09-24 | m | supplier of theirs
dele | tobi | 2025-09-25 | m |
marguerite | etienne | 2025-10-02 | g | mise en relation, cousins
tomasz | ruth | 2025-10-06 | g | "the best-connected person in the sector"
tomasz | minami | 2025-10-06 | e | PhD student of his until 2022
hanne | bjarke | 2025-10-09 | g | speaker at the Forum
hanne | svetlana | 2025-10-09 | m |
ze | noor | 2025-10-13 | m | they play volleyball
ruth | callum | 2025-10-20 | g | Forum mentoring programme
ruth | hongvan | 2025-10-20 | g | Forum mentoring programme
seoyeon | jihoon | 2025-10-20 | m | cousin of her manager
ingrid | jonas | 2025-10-28 | c | over lunch in Esbjerg, called him to the table
ingrid | yusuf | 2025-10-28 | m | their forwarder
bjarke | jonas | 2025-10-30 | m | did not know that Ingrid had
etienne | camille | 2025-11-03 | m | travaille deux bureaux plus loin
karsten | friederike | 2025-11-05 | g | his team
karsten | heiko | 2025-11-05 | e | customer
sunniva | amara | 2025-11-17 | m |
ottilie | owen | 2025-11-18 | g | at my check-in
jonas | sanne | 2025-11-24 | g | charters their vessels
jonas | oluwaseun | 2025-11-24 | m | sits next to him
callum | eilidh | 2025-12-01 | m |
sanne | olena | 2026-01-08 | g | same team
ruth | theo | 2026-01-19 | g |
emre | noa | 2026-01-21 | e | colleague in Haifa
ze | adaeze | 2026-02-09 | m |
olena | xiaolan | 2026-02-16 | m | studied together in Delft
friederike | matthias | 2026-02-24 | m | her brother-in-law
eilidh | gareth | 2026-03-09 | g | ex-manager
ottilie | maren | 2026-03-11 | m | on the phone, then by message
ingrid | mette | 2026-04-21 | c | at the Port Logistics Summit
ruth | shirin | 2026-04-22 | c | at the Port Logistics Summit, by the posters
sanne | nattapong | 2026-05-26 | m |
shirin | aurelie | 2026-06-08 | g |
gareth | wilhelmina | 2026-06-11 | g | "ask her about the ramp-up"
callum | rahul | 2026-06-17 | m |
camille | ysolde | 2026-06-18 | m | sa cheffe
mette | henrik | 2026-06-22 | g | has the job I want
theo | annelene | 2026-06-23 | m | asked him on the 16th
nattapong | duangjai | 2026-06-25 | e |
maren | jeppe | 2026-06-29 | e | answered the same hour
"""

# key | request | follow-up | outcome | interview | channel (li, mail, inv) | note on the request > note on the interview
# Outcome: met, silent, declined, pending, replied (date in the interview column), scheduled (likewise).
ASKED = """
ottilie | 2025-09-02 | | met | 2025-09-08 | li | > coffee near her office
ze | 2025-09-02 | | met | 2025-09-05 | li | > video
ann | 2025-09-04 | | met | 2025-09-15 | mail | by e-mail
tomasz | 2025-09-09 | | met | 2025-09-18 | mail | by e-mail > in the office hour
marguerite | 2025-09-09 | 2025-09-18 | met | 2025-09-29 | li | > lunch
dele | 2025-09-16 | | met | 2025-09-22 | li | > in the pub, counts all the same
hanne | 2025-09-16 | 2025-09-25 | met | 2025-10-07 | li |
seoyeon | 2025-09-23 | | met | 2025-10-02 | li | > at seven, because of Ulsan time
priya | 2025-09-23 | 2025-10-02 | silent | | li |
anders | 2025-09-24 | 2025-10-03 | silent | | mail | cold, by e-mail
helga | 2025-09-24 | | silent | | inv | cold, with the invitation
ingrid | 2025-09-11 | | met | 2025-09-24 | li | via Ottilie
karsten | 2025-09-12 | 2025-09-23 | met | 2025-10-09 | mail | via Ottilie, by e-mail
beatriz | 2025-09-25 | 2025-10-06 | silent | | li | via Ottilie
sunniva | 2025-09-09 | | met | 2025-09-17 | li | via Zé
chidi | 2025-09-18 | | met | 2025-10-01 | li | via Ann
fiona | 2025-09-18 | | declined | | li | via Ann; "busy season"
agnieszka | 2025-09-23 | 2025-10-02 | silent | | mail | via Tomasz
emre | 2025-09-23 | 2025-10-02 | met | 2025-10-16 | mail | via Tomasz
lukasz | 2025-09-23 | | met | 2025-10-06 | li | via Sunniva
tobi | 2025-09-30 | | silent | | li | via Délé
rui | 2025-10-07 | 2025-10-16 | silent | | li |
jasper | 2025-10-07 | | declined | | li | left planning for good
etienne | 2025-10-07 | | met | 2025-10-20 | li | via Marguerite, in French
ruth | 2025-10-07 | | met | 2025-10-14 | li | via Tomasz
minami | 2025-10-07 | | silent | | mail | via Tomasz
noor | 2025-10-14 | | met | 2025-10-28 | li | via Zé
bjarke | 2025-10-14 | | met | 2025-10-23 | li | via Hanne
svetlana | 2025-10-14 | 2025-10-23 | silent | | inv | via Hanne, with the invitation
rafael | 2025-10-21 | | met | 2025-10-24 | li | recruiter > half interview, half sales
callum | 2025-10-21 | 2025-10-30 | met | 2025-11-10 | li | via Ruth
hongvan | 2025-10-21 | 2025-10-30 | silent | | li | via Ruth
jihoon | 2025-10-21 | 2025-10-30 | silent | | li | via Seo-yeon
petra | 2025-10-28 | | silent | | li |
nadia | 2025-11-04 | 2025-11-13 | silent | | li |
jonas | 2025-11-04 | | met | 2025-11-13 | li | via Ingrid and Bjarke
yusuf | 2025-11-04 | 2025-11-13 | silent | | li | via Ingrid
camille | 2025-11-04 | | met | 2025-11-12 | li | via Étienne, in French
friederike | 2025-11-06 | | met | 2025-11-19 | li | via Karsten
heiko | 2025-11-06 | | declined | | mail | via Karsten; no time before spring
ewan | 2025-11-11 | | met | 2025-11-20 | li | met him again at the Forum
dimitri | 2025-11-18 | 2025-11-27 | silent | | li |
amara | 2025-11-18 | | silent | | li | via Sunniva
owen | 2025-11-19 | 2025-11-28 | met | 2025-12-09 | li | via Ottilie
sanne | 2025-11-25 | | met | 2025-12-04 | li | via Jonas
oluwaseun | 2025-11-25 | 2025-12-04 | silent | | li | via Jonas
lin | 2025-12-02 | 2025-12-11 | silent | | li |
eilidh | 2025-12-02 | | met | 2025-12-11 | li | via Callum
yael | 2026-01-13 | | silent | | li |
olena | 2026-01-13 | | met | 2026-01-27 | li | via Sanne
colm | 2026-01-20 | 2026-01-29 | silent | | li |
theo | 2026-01-20 | 2026-01-29 | met | 2026-02-09 | li | via Ruth
noa | 2026-01-22 | | silent | | inv | via Emre, with the invitation
bronagh | 2026-02-03 | 2026-02-12 | silent | | inv | cold, with the invitation
adaeze | 2026-02-10 | | silent | | li | via Zé
maia | 2026-02-10 | | met | 2026-02-19 | li | in French
xiaolan | 2026-02-18 | | met | 2026-03-03 | li | via Olena
stelian | 2026-02-24 | 2026-03-05 | silent | | li |
matthias | 2026-02-25 | 2026-03-06 | silent | | li | via Friederike
gareth | 2026-03-10 | | met | 2026-03-19 | li | via Eilidh
maren | 2026-03-12 | | met | 2026-03-24 | li | via Ottilie
imogen | 2026-03-17 | | met | 2026-03-26 | li |
oskar | 2026-03-24 | | declined | | mail | cold, by e-mail; polite
fatima | 2026-03-31 | 2026-04-13 | silent | | li |
kwabena | 2026-04-14 | | silent | | inv | cold, with the invitation
mette | 2026-04-22 | | met | 2026-05-05 | li | via Ingrid
shirin | 2026-04-23 | | met | 2026-05-06 | li | via Ruth
zsofia | 2026-04-28 | 2026-05-07 | silent | | li |
hinemoa | 2026-05-19 | 2026-05-28 | silent | | li |
nattapong | 2026-05-28 | | met | 2026-06-10 | li | via Sanne
aurelie | 2026-06-09 | | scheduled | 2026-06-15 | li | via Shirin; call on 2 July
wilhelmina | 2026-06-12 | | met | 2026-06-29 | li | via Gareth
ludovic | 2026-06-17 | | pending | | li |
rahul | 2026-06-19 | | pending | | li | via Callum
meera | 2026-06-22 | | pending | | li |
henrik | 2026-06-24 | | replied | 2026-06-29 | li | via Mette; suggests next week, to be answered
sigrun | 2026-06-25 | | pending | | li |
"""

# Interviews without a thank-you: ewan and rafael were forgotten, wilhelmina's is due.
UNTHANKED = {"ewan", "rafael", "wilhelmina"}
# The interviews never written down.
UNWRITTEN = {"dele", "rafael", "ewan"}

# key | date | outcome
CHECK_INS = """
ottilie | 2025-11-17 | replied
ruth | 2026-01-15 | replied
ze | 2026-02-05 | replied
ingrid | 2026-02-10 | no-reply
ottilie | 2026-03-10 | replied
jonas | 2026-03-12 | replied
sanne | 2026-05-21 | replied
gareth | 2026-06-09 | replied
maren | 2026-06-23 | replied
olena | 2026-06-25 | pending
"""

# date | who is asked | outcome | note
INTRODUCTION_REQUESTS = """
2025-11-12 | karsten | no-reply | for someone at Hullmark
2026-01-14 | ruth | replied | for someone who plans demand
2026-06-16 | theo | replied | for someone at Windwerk Nord
2026-06-26 | ingrid | pending | for someone at Kaskadia Storage
"""

# key | skills | advice | trends | openings | resources | notes
# The first advice is what the thank-you letter repeats, so it reads on from "your advice: ".
INTERVIEWS = """
ze | Python; SQL; patience | build one small thing in public; stop apologising for Excel | every grid operator now has a data team | two analyst roles in spring | the Gridfolk blog | He says planners already think in flows.
ottilie | negotiation; category knowledge | talk to the people who load the ships; keep the planner's title | energy firms buy like the car industry did in 1995 | | | She offered to introduce me to whoever I name.
ann | systems thinking; stakeholder work | pick two problems, not two industries | planning systems move from IT to the business | | her reading list, by e-mail |
sunniva | SQL; dbt; writing | learn SQL until it is boring; write down what a number means | small teams, wide roles | data analyst, not posted yet | the team's open handbook | Her team has no one who has ever planned anything.
tomasz | optimisation; simulation | use the alumni office; ask for the second name, not the first | ports are the bottleneck | | thesis list 2023–2025 |
ingrid | vessel schedules; Danish helps | visit a port before the first interview; learn the weather words | parks move farther out; fewer, larger vessels | logistics planner, autumn | port calendar of Esbjerg | Wants people who stay calm on the phone.
marguerite | budget; change management | leave on good terms, you will meet them all again | food loses planners to energy | | | Warm, a little sad.
chidi | running a depot; cash planning | count the warehouses yourself; distrust any forecast for a new market | kits are sold by subscription | maybe a regional planner | | Bad line, sent notes after.
seoyeon | Korean standards; procurement | learn how local content rules work | floating wind in Ulsan is late but real | | the ministry's roadmap, in English |
lukasz | Python; Airflow; testing | rebuild one of your planning sheets as a pipeline | batteries make hourly data matter | not for juniors | two repositories to read | Very concrete.
hanne | event network; sector overview | come to the Forum in November as a volunteer | installation season gets longer | | Forum programme; the blade map |
karsten | port law; German | say staging port and marshalling port correctly; come and see the yard | quays are booked until 2029 | coordinator, Hamburg, from March | | Interview by phone from the quay.
ruth | sector skills | ask for problems, never for jobs; send people what you promised within a day | the sector lacks planners more than engineers | | skills report 2025; mentoring programme | Knows everybody. Twenty minutes became fifty.
emre | berth planning; simulation | read the terminal's tide tables | ports sell data now | | |
etienne | gestion de projet; anglais technique | refaire le CV en une page | les bases de maintenance recrutent | | le guide de la filière | En français, ça va.
bjarke | inventory theory; R | bring a spare-parts question to every talk; show one chart, not ten | spare parts decide uptime | supply chain analyst, January | | He asked me more than I asked him.
noor | product thinking; statistics | learn to say how wrong a forecast is | customers want ranges, not points | product analyst, summer | the forecasting competition papers |
callum | survey logistics; permits | follow one campaign from bid to demob | surveys go unmanned | | vessel tracker he uses |
camille | planification; CMMS | comprendre une fenêtre météo | la maintenance devient prédictive | une planificatrice part en mai | |
jonas | critical path; marine crews | learn what stops a lift; keep a log of weather days | one vessel, three parks | installation planner, next year | | Two people sent me to him, he laughed.
friederike | Terminplanung; Stapellogik | a day in the yard before anything else | components outgrow the cranes | her own role from October, parental leave | yard safety course | Possible cover for a year!
sanne | scheduling; charter terms | know who pays for waiting | vessels are scarce until 2028 | | glossary of charter parties |
owen | sourcing; grants | ask what is made locally and what only says so | tidal orders come in pairs | | |
eilidh | metadata; GIS | treat a late dataset like a late delivery | data rooms for every site | data coordinator, fixed term | | Funny and precise.
olena | SQL; AIS data | get the free ship positions and play | fuel rules change routes | | open AIS archive | Showed me her screen for half an hour.
theo | demand planning; S&OP | translate your peak season into their installation season | order books of eight years | | | First person who does what I did, in turbines.
maia | conseil; mémoires | choisir un port et l'apprendre par cœur | les ports cherchent des planificateurs | | |
xiaolan | product; storage markets | learn to read a battery's warranty | storage grows faster than wind | product operations, London | | Short and brilliant.
gareth | hiring; SQL test | do the take-home in their words, not yours | analysts who know operations are rare | analyst in September, will post in July | his test from last year | Would like to see my project.
maren | SAP; component lists | ask about the week, not the job | planners work from the port two days | | | A planner's week, hour by hour.
imogen | forecast review; writing | show a forecast you got wrong | traders want reasons | | webinar series |
mette | SAP; Danish | put the spare-parts project first on the CV | materials planning moves to Esbjerg | materials planner, her team, in August | | Offered to look at my CV.
shirin | operations; budgets | learn how availability is contracted | service bases merge | logistics coordinator, not public | contract primer |
nattapong | customs; three time zones | plan the holidays of others first | panels by rail, again | | |
wilhelmina | ramp-up planning; quality gates | draw the ramp-up on one page; ask what blocks the line on day one | cell plants ramp slower than promised | planning analyst from October | her template for a ramp-up plan | Thank her tomorrow, send the page I promised.
"""

# company | industry | aliases. LinkedIn exports name no industry, so Kit keeps this list.
COMPANIES = """
Solvind | Renewable Energy | Solvind A/S;Solvind Renewables
Nordlys Offshore | Renewable Energy | Nordlys Offshore Wind
Helionaut | Renewable Energy | Helionaut Energy
Tidewright | Renewable Energy | Tidewright Power Ltd
Ribeira Solar | Renewable Energy |
Viento Claro | Renewable Energy |
Eolis Atlantique | Renewable Energy |
Windwerk Nord | Renewable Energy | Windwerk Nord GmbH
Hanbada Wind | Renewable Energy | 한바다풍력
Mekong Sun | Renewable Energy |
Ìjọra Solar | Renewable Energy | Ijora Solar
Suryapath Energy | Renewable Energy |
Northgate Renewables | Renewable Energy |
Kaskadia Storage | Energy Storage |
Cellarium Storage | Energy Storage |
Voltmeadow | Energy Storage |
Voltbarge | Energy Storage |
Gridfolk | Energy Software | Gridfolk ApS
Wattledge | Energy Software |
Loadstar Forecasting | Energy Software | Loadstar
Baltica Blades | Wind Turbine Manufacturing |
Nacelle Works | Wind Turbine Manufacturing |
Turbinekai | Port and Installation Logistics | Turbinekai Hamburg GmbH
Portvane Logistics | Port and Installation Logistics |
Kadeline Ports | Port and Installation Logistics |
Hullmark Shipping | Shipping |
Kelpline | Offshore Survey |
Minato Cable | Submarine Cables | ミナトケーブル
Zephyros Cables | Submarine Cables |
Hanbada Shipyard | Shipbuilding |
Freightmoss | Logistics Software |
Statgrove | Data Consulting |
Ashgrove & Pell | Management Consulting |
Sablier Conseil | Management Consulting |
Cedarline Capital | Investment |
Harrier & Lowe Search | Recruiting |
Offshore Supply Forum | Associations |
Harbour Institute | Higher Education | Harbour Institute of Technology
Fernwick & Sons | Wholesale | Fernwick & Sons, Inc.
Lumora | Consumer Electronics | Lumora (ex-Glimt);Glimt
Brightwater Foods | Food Production | Brightwater
"""

# position, company, industry, priority, motivation, posting, alumni, location, notes; None is an empty cell
TARGETS = [
    ["Logistics Planner", "Nordlys Offshore", "Renewable Energy", 1, 3, 3, "Y", "Esbjerg", "Ingrid's team, autumn"],
    ["Supply Chain Analyst", "Solvind", "Renewable Energy", 1, 3, 3, "Y", "Aarhus", None],
    ["Data Analyst", "Gridfolk", "Energy Software", 1, 3, 2, "Y", "remote", "Gareth posts in July"],
    ["Installation Logistics Coordinator", "Turbinekai", "Port and Installation Logistics", 1, 2.5, 3, "N", "Hamburg", "cover from October"],
    ["Operations Planner", "Windwerk Nord", "Renewable Energy", 2, 2.5, 2, "N", "Bremerhaven", None],
    ["Materials Planner", "Hanbada Wind", None, 2, 2, 1, "Y", "Ulsan", "Seo-yeon knows the procurement side"],
    ["Data Engineer", "Kelpline", "Offshore Survey", 2, 2, 1, "N", None, None],
    ["Planning Analyst", "Cellarium Storage", "Energy Storage", 2, 3, 2, "N", "Leeds", "from October"],
    ["Demand Planner", "Kaskadia Storage", "Energy Storage", 2, 2, 3, "N", "Oslo", "nobody yet"],
    ["Forecasting Analyst", "Voltmeadow", "Energy Storage", 3, 1.5, 2, None, None, None],
    ["Product Analyst", "Loadstar Forecasting", "Energy Software", 2, 2, 2, "N", "Rotterdam", None],
    ["Vessel Scheduler", "Hullmark Shipping", "Shipping", 3, 2, 1, "N", "Rotterdam", None],
    ["Port Operations Planner", "Kadeline Ports", None, 3, 1.5, 2, "Y", None, None],
    [None, "Baltica Blades", "Wind Turbine Manufacturing", 3, 1, 1, "Y", "Gdańsk", "any role"],
    ["Planner", "Ribeira Solar", "Renewable Energy", 3, 1, 2, "N", "Porto", "would move for this one"],
    ["Supply Chain Consultant", "Ashgrove & Pell", "Management Consulting", 4, 1, 3, "N", "London", "plan C"],
    ["Logistics Manager", None, "Renewable Energy", 2, None, None, None, None, "any firm"],
    [None, None, "Energy Storage", 3, None, None, None, None, "whoever will talk to me"],
    ["Supply Chain Data Analyst", None, None, None, None, None, None, "remote", None],
]

# Introductions made in messages that Kit never wrote down: introducer, introduced, date, topic
UNRECORDED = """
ann | rui | 2018-05-29 | allocation rules
seoyeon | fatima | 2020-09-28 | the simulation course
tomasz | dimitri | 2020-11-10 | queueing models
marguerite | jasper | 2021-10-04 | the night shift
sunniva | imogen | 2026-02-05 | forecasts for traders
"""
