"""What people write to one another: small dialogues, letters of the search, and the machinery that varies them.

`{a|b}` chooses one of several wordings, `<slot>` is filled in. In a dialogue a line starting with `>` is the owner's,
one with `<` is the other's; doubled (`>>`, `<<`) it comes some days later. Blank lines part the dialogues. A line `@ word` says
when a dialogue makes sense: `first` right after connecting, `later` a year or more after, `newyear`, `start` and `leave` when
the owner starts or leaves a job, `employed` while there is one, `end` when studies end. Without it any day will do.
"""
import re

CHOICE = re.compile(r"\{([^{}]*)\}")
SLOT = re.compile(r"<(\w+)>")


def say(rng, template, **slots):
    """One wording of a template, slots filled in. An unknown slot is an error."""
    while CHOICE.search(template):
        template = CHOICE.sub(lambda m: rng.choice(m[1].split("|")), template, count=1)
    return SLOT.sub(lambda m: slots[m[1]], template)


_SOURCE = """
# study
< is the {econometrics|operations research} sheet due {today|on Friday}??
> {Friday noon. Breathe.|Today, midnight. Question 3 is a trap.}
< {thank you thank you|I knew it}

> {Flat viewing|Moving day} on <day>, can you lend me {two hands|your bike trailer}?
< {For pizza, yes.|Both. After four.}

< We need a fifth for {five-a-side|the quiz team}, are you in?
> {Yes, if nobody expects much.|Always.}

< {Hi|Hey} <me>, did you get the {slides|handout} from {this morning|Thursday}? I was on the late bus again.
> Yes, {sending them now|I'll mail them tonight}. The {inventory|queueing} part comes up in the exam, she said so twice.
< {You're a star|Lifesaver}, thanks!

< Is the group meeting still at {four|three} in the library?
> {Half past|Moved to five}, <mutual> has a lab before.
< ok see you there

@ first
> {Hi|Hello} <first>, nice to meet you at the {welcome evening|careers fair}. Let's stay in touch!
< Same here! {See you in the methods class.|Good luck with the essay.}

< Are you going to the {summer ball|end of term dinner}?
> {Wouldn't miss it|Only if you are}. Who has the tickets?
< <mutual> is collecting the money. {Twelve each.|Cash only, sorry.}
> 👍

> Did you hear back from the placement office?
< {Nothing yet|Only an automatic reply}. You?
> {An interview next week, at a wholesaler|Two rejections and a maybe}.
< {Fingers crossed!|That counts as progress.}

> Could you look over my dissertation outline? Two pages, I promise.
< {Send it over|Sure}, I have a train ride on <day>.
>> Any thoughts? No rush at all.
< Sorry! {The third chapter should be the first.|I'd drop the survey, you have enough data.} Otherwise really good.
> {That is painfully true|I was afraid of that}. Thank you.

< who has the notes for week {6|7|9}
> <mutual> does, I was ill

@ end
< Congratulations on the {result|degree}! 🎓
> Thanks! You too. {It still feels odd.|What is next for you?}
< {A summer of sleep, then we will see.|I start at a bank in September, of all places.}

@ later
> We are planning the {five-year|ten-year} reunion, in <city>, first weekend of {June|October}. Are you in?
< {Yes!|I'd love to}. Is <mutual> coming?
> {Said maybe|Already booked}.
< Then I will book a train.

@ later
< Can you still log in to the {journal archive|library}? Mine stopped.
> Mine too, alumni access ends after a year. {Try the public library card.|Ask <mutual>, who is still inside.}

# colleague
< The {audit|stock count} is {moved|brought forward} to <day>. Can you be there?
> {Yes.|Only the morning.} {Who counts the mezzanine?|Do we get the good scanners?}
< {You, I'm afraid.|I bribed the warehouse.}

> The {Leeds|Antwerp|Porto} depot says the pallets never arrived. {Do you have the CMR?|Who signed?}
< {Looking.|Signature is illegible, of course.}
<< Found: they were {in bay nine all the time|on the truck behind}.
> {I need a holiday.|Classic.}

< Can you explain the {allocation|rounding} rule to the new people on <day>? Ten minutes.
> {Sure, with a drawing.|If they bring cake.}

> {Who do I talk to|Who is the person} about {carrier invoices|returns from the islands}?
< <mutual>, but {before ten|not on Mondays}.

< {Sales|Marketing} launched a promotion without telling us. Again.
> {How big?|Of course they did.}
< {Plus 40 % on two lines.|"A few pallets", they say.}
> {I'll move the night shift.|Then they can explain it to the customers.} {Call me.|Meeting at three?}
< {On it.|Yes.}

> You were right about the {second supplier|seasonal curve}.
< {I'll frame this message.|It happens twice a year.}

@ start
< {Welcome aboard|Welcome to the team}, <me>! Anything you need in the first week, my desk is by the window.
> Thank you! {Where does one get a badge that opens the stairwell?|First question: which coffee machine is the good one?}
< {Ask <mutual>, who knows everyone.|The one on the second floor. Never the one by reception.}

< Did the {Rotterdam|Gdynia|Setúbal} container clear?
> {Yes, this morning.|Stuck at inspection until <day>.}
< {Great, I will tell the line.|Then we need air freight for the small parts. I'll call.}

> Quick one: do you have the {current lead times|new MOQ list} for the {resin|cable|packaging} suppliers?
< {On the shared drive, tab three.|I'll send what I have, but half of it is from last year.}
> {Perfect|Got it}, thanks.

< {Lunch|Coffee} at {twelve|one}?
> {Give me ten minutes|Yes please}.

< Are you at the planning meeting {today|tomorrow}? <mutual> will ask about the forecast error.
> I have the numbers: {18 % weighted, was 24|still 27 %, but I know why}.
< {That will do nicely.|Bring the why.}

> Thank you for covering {yesterday|my shift on <day>}. I owe you one.
< {Any time.|I am keeping a list :)}

@ leave
< Heard you are leaving us. {I am not surprised, but I am sorry.|Say it isn't true!}
> It is true, last day is <day>. Let's not lose touch.
< {Absolutely.|We won't.} And whoever takes over your spreadsheets has my sympathy.
> They are documented! Mostly.

< {Happy birthday|Happy birthday, <me>}! 🎂
> Thank you! {Very kind.|You remembered!}

@ later
> Congratulations on the new {job|role}! {Well deserved.|They are lucky to have you.}
< Thanks <me>! {Terrified and delighted.|It starts on the first, so ask me then.}
>> How are the first weeks?
< {Long days, good people.|A lot of acronyms.} And you?
> {Same desk, new system.|Busy, the peak season came early.}

@ later
< {Congrats|Congratulations} on the work anniversary!
> {Has it been that long? Thank you!|Thanks <first>.}

@ later
> Do you remember who built the {safety stock|allocation} macro? It breaks in the new version.
< {That was <mutual>, in a week of night shifts.|Me, I am afraid. Which error?}
> {I'll ask|Row 400, every time}. Thanks!
< {Say hello from me.|Change the range to a table and it will stop.}

< Are you hiring in your team? My cousin looks for a first job in planning.
> {Not before spring|One trainee place opens in September}. Send me the CV anyway?
< Will do, thank you!

@ later
< we miss you here. the new forecast tool eats its own children
> {Ha. Is it the one with the traffic lights?|Please tell me nobody turned on auto-accept.}
< {The very one.|Guess.}

> I am in <city> on <day>, time for {a coffee|a drink}?
< {Yes! Half past five?|Oh no, I'm away until Friday. Next time!}
> {Great|Pity}. {I'll write when I am there.|Next time then.}

< Could you write me {two lines|a short recommendation} here? I am applying for the {lead|team lead} role.
> With pleasure. {By Friday?|Anything I should mention?}
< {No rush.|The warehouse move, if you remember it fondly.}
>> Done, have a look.
< That is lovely. Thank you!

> Sorry to hear about the {closure|reorganisation}. Are you all right?
< {I will be. Taking the summer off.|It was coming. Looking around now.} Thanks for asking, it means something.
> If I can help with a name or a reference, say so.

< Did you see that <mutual> made director?
> I did! {About time.|I wrote at once.}

@ later
< Any chance you kept the supplier scorecard template?
> {I left everything behind, sorry.|Only in my head: on-time, in full, and do they pick up the phone.}
< {Fair enough!|Honestly that's better than the template.}

# catchup
> How is <city>? I saw the {floods|strike} on the news.
< {All dry here, thank you for asking.|Two days late with everything, otherwise fine.}

< {Question|Random question}: what did you use for the {ABC analysis|service level targets} back then?
> {A spreadsheet and stubbornness.|Three classes by margin, and the C items by hand.} {Why?|Are you building one?}
< {Building one from scratch.|New boss, new ideas.}
> {Good luck. Call me if the C items rebel.|I have the old sheet at home, I'll look.}
<< {Found a way, thanks!|It works. I owe you a coffee.}

> Is <mutual> still at your place? I would like to say hello.
< {Left in spring, now in <city>.|Still here, two floors up.} {I'll pass it on.|Write, it will make the day.}

< Can I name you as a reference? The form wants a phone number.
> {Of course. Use the mobile.|Any time. Which role is it?}
< {Operations lead, closer to home.|Same job, shorter commute.} Thank you!
<< {I got it!|They took someone internal. Next time.}
> {Brilliant!|Their loss.}

< {Podcast tip for you:|You have to read this:} a whole hour on {pallet standards|weather routing}. I thought of you at once.
> {You know me too well.|On my list for the train.}

> {Thanks for the book!|The book arrived, thank you.} {Chapter four is about us, I think.|I am keeping it from the cat.}
< {It is!|Ha!}

< Are you in {the picture|town} for the {leaving do|farewell} of <mutual>?
> {Yes. Shall we share a present?|Can't, but I'll add to the collection.}
< {Good idea.|Noted.}

< How do you deal with {a supplier who never answers|forecasts made by sales}? Honest answers only.
> {I call at eight in the morning, every day, kindly.|I track the bias and show it monthly. It heals.}
< {Cruel. I like it.|Will try, thank you.}

@ employed
> {Hi|Hello} <first>, it has been {ages|far too long}. How are you?
< {Good!|Really well, thanks.} {Two kids now, can you believe it.|We moved to <city> last year.} And you?
> {Still in planning, still arguing with forecasts.|Between things, in a good way.}
< {Some things never change :)|Let's have a call one of these days.}

@ newyear
< {Happy new year|Happy New Year, <me>}! {I hope it is a kind one.|All the best to you.}
> And to you! {Let's make that coffee happen this year.|How was the move?}

< I saw your {post|comment} about {empty miles|cold chains}. {Agreed, every word.|Half agree, we should argue about it.}
> {Thanks!|Please do, I need the practice.}

< Is this you in the {trade magazine|photo of the panel}?
> {It is. They cut off the better half of the argument.|Yes, ten years younger.}

> I came across your talk about {returns|port congestion}, very good. {Are the slides public?|The bit on buffers was new to me.}
< Thank you! {I'll send them.|They are on the event page.}

@ later
< Do you know anyone who plans {spare parts|cold storage}? Asking for a friend.
> {<mutual> did for years. Shall I ask?|Let me think. I'll come back to you.}
< {Please!|Thank you!}

< <me>, do you still run? There is a 10k in <city> in {May|September}.
> {My knees say no, my heart says yes.|I do! Sign me up.}

> {Thank you for the birthday wishes.|Got your card, thank you!}
< 😊

@ employed
< Long time! Are you still at <mine>?
> {Yes, still.|For now.} And you?
< {Started my own thing. Invoices and freedom.|New company, same laptop bag.}

# event
@ first
< {Great|Good} to meet you at <event>{!| yesterday.| last week.}
> {Likewise|You too}! {I enjoyed the question you asked.|Let's continue the talk about port slots.}

@ first
> Hello <first>, we sat at the same table at <event>. I would like to stay in touch.
< {Of course.|Gladly.} {Did you ever find your coat?|What was the name of that book?}
> {Found it, on someone else.|I'll look it up and write.}

@ later
< Will you be at <event> again this year?
> {I hope so, if the budget holds.|Yes, both days.} You?
< {Speaking, for my sins.|Only on the first day.}
> {Then I will sit in the front row.|Let's have lunch.}

> Thank you for the talk on {vessel weather windows|blade transport}. {Is there a paper behind it?|What happened to the third project?}
< {There is, I'll dig it out.|It's still waiting for its crane. True story.}

< The photos from <event> are online. {You blinked.|You look very serious.}
> {Story of my life.|I was thinking about lunch.}

# recruiter
@ employed
< {Hi|Hello} <me>, I came across your profile and was impressed by your {background|experience} in planning. I have a {client|fast-growing client} in {FMCG|consumer goods|retail} looking for a {Senior Planner|Supply Planning Lead}. Would you be open to a {brief|quick} chat?
> {Thank you for thinking of me. I am happy where I am.|Thanks, not at the moment.|Kind of you, but I have just started something here.}
< {Understood|No problem|Clear}, I will keep you in mind.

< Dear <me>, are you currently open to new opportunities? I'm recruiting for an {exclusive|exciting|newly created} role in <city>, {hybrid|two days on site}. Salary {up to 48k|competitive|negotiable}.

@ employed
< {Hi|Dear} <me>, just following up on my previous message. {Did you get the chance to read it?|Would 10 minutes this week work?|Is this of interest at all?}
>> {Thank you, but it isn't for me.|Sorry for the late answer. I am not looking.|I'd rather stay, thanks.}

< Hello <me>, {immediate start|urgent requirement|new this morning}: {Procurement|Warehouse planning|S&OP} contractor, {3|6|9} months, <city>. {Interested?|Rates are excellent.|Please call me.}

@ employed
< Hi <me>! We're building the {planning|operations} team at a {scale-up|young company} and your name came up. Can I tell you more?
> {Which one?|Sure. What does it make?|Who mentioned me?}
< {Electric cargo bikes. Series B, 60 people.|Meal kits, but the nice sort.|I can't say the name yet. Furniture, online.}
> {Interesting! Not now, but let's stay connected.|I'm afraid I promised myself: no more chilled food.|Good luck with it!}

@ employed
< I have {two|three} roles that could suit you, {both|all} permanent. Please send your {updated CV|CV} and your availability.
> {I'd need to know the company first.|Could you tell me who the clients are?|Where are they?}
< {I can share after a short call.|One is in beverages, the other in medical devices.|Mostly <city>.}

< {Quick question|One question}, <me>: do you know {a good demand planner|anyone who runs S&OP} near <city>?
> {Not right now, sorry.|I'll pass it on to a former colleague.|What does it pay?}
< {Thanks anyway!|Much appreciated.|Market rate, plus a bonus.}

# seeking
< Hello <me>, I see you are open to work. I have a {Supply Planner|Planning Manager} role in {bakery|dairy|beverages}, <city>. {Shall I send the details?|Are you free for a call?}
> {Thank you. I am looking outside food this time, in energy.|Please do, but I am set on renewables.}
< {Noted! Rare, but I'll watch out.|That is a smaller market. I'll keep your name.}

< {Hi|Hello} <me>, do you have experience with {offshore|turbine} logistics? My client asks for three years of it.
> {Not yet, but I learn fast and ask a lot.|None on paper, a lot on the phone lately.}
< {I'll ask whether they are flexible.|I'm afraid they are strict. Next time.}

< Saw your post on {learning about ports|the search}. {Brave!|Good luck with it!} What would be the ideal role?
> {Planner or analyst, close to the ships.|Something between planning and data, in wind or storage.}
< {I know one or two people, let me think.|Fingers crossed.}

< {Any news|How is it going} with the job hunt?
> {Slow and interesting. I have never drunk so much coffee.|Good talks, no offer yet.} {How are you?|All well with you?}
< {All good here.|Same old.} {You'll get there.|Hang on!}

> Thank you for {sharing my post|the kind words}, {it helped|that was nice of you}!
< {Of course.|Happy to. Good luck!}

< {Have you thought of|Why not} {consulting|freelancing} for a while? {You'd be good at it.|Everyone needs a planner in spring.}
> {I have, and I'd miss the ships.|Only if nothing else turns up.}
< {Fair.|The door is open.}

< I {passed your name on to|mentioned you to} {my boss|our ops people}. {No promises.|They liked the port stories.}
> {That's really kind.|Thank you so much!} {Shall I send a CV?|Should I write to them?}
< {Wait till they call.|Yes, and mention me.}

> {Small update|News}: {second interview|a final round} on <day>, {wish me luck|hold your thumbs}.
< {Good luck!!|You have all my thumbs.|They'd be silly not to.}
>> {They took someone with ten years at sea.|No, but a kind no.} {Onwards.|On to the next.}
< {Their loss.|Chin up, it was close.}

# sales
< Hello <me>, I help supply chain leaders cut inventory by 30 % with AI. Worth 15 minutes?

@ first
< Hi <me>, thank you for connecting! At our firm we offer coaching for mid-career professionals. {May I send you a free guide?|Shall we hop on a call?}

< Dear <me>, we are a manufacturer of corrugated packaging with ISO 9001. Please find our catalogue. Kindly revert.

< {Hi|Hey} <me>, did you see my note about the {control tower|demand sensing} demo? {Happy to work around your calendar.|Bumping this up.}
> {No thank you.|Please take me off the list.}

# social
@ first
< {Thank you for connecting, <me>!|Thanks for the invitation, <me>.|Nice to be in touch, <me>!}

@ first
> Thank you for {connecting|accepting}, <first>.
< {My pleasure.|Likewise!}

@ first
< 👍

@ first
< {Thanks!|Thank you!}

> {Happy birthday, <first>!|Happy birthday!|All the best today, <first>!|Many happy returns!}
< {Thank you!|Thanks <me>, very kind.|Thank you <me>! All well?|Merci! 😊|You are the first today!}

@ later
> {Congratulations on the new role, <first>!|Congrats on the new job!|Great news, <first>! Congratulations.}
< {Thank you!|Thanks a lot!|Thanks <me>, it was time.}

@ start
< Congratulations, <me>!
> {Thanks!|Thank you <first>!}

# fr
@ first
< Bonjour <me>, {merci pour la connexion|ravi d'échanger avec vous}. {Vous parlez toujours aussi bien français ?|Comment va le projet ?}
> Bonjour <first> ! {Un peu moins bien chaque année.|Doucement, mais ça avance.} {Et vous ?|Et chez vous ?}
< {Beaucoup de travail, comme toujours.|Très bien, merci.} À bientôt !

> Bonjour <first>, seriez-vous à <event> cette année ?
< {Oui, le deuxième jour.|Malheureusement non.} {On déjeune ensemble ?|L'année prochaine, j'espère.}
> {Avec plaisir.|Entendu.}

@ newyear
< Bonne année <me> ! {Santé et petits délais.|Que tes prévisions soient justes.}
> {Merci, à toi aussi !|Haha, merci. Bonne année !}

@ start
< Félicitations pour ce nouveau poste !
> {Merci beaucoup !|C'est gentil, merci.}

# de
@ first
< Hallo <me>, {danke für die Vernetzung|schön, dass wir uns kennengelernt haben}. {Kommst du im Herbst wieder nach <city>?|Die Folien schicke ich dir nächste Woche.}
> {Gern, ich melde mich.|Danke dir!} {Und grüß bitte <mutual>.|Bis bald.}
< {Mache ich. Viele Grüße!|Bis dann!}

> Hallo <first>, eine kurze Frage: {gibt es die Studie zu Hafenengpässen auch auf Englisch?|wer plant bei euch inzwischen die Ersatzteile?}
< {Leider nein, aber ich kann dir die Tabellen schicken.|Das macht jetzt ein kleines Team in <city>.}
> {Das wäre super, danke!|Ah, gut zu wissen.}

< Alles Gute zum Geburtstag!
> {Vielen Dank!|Danke, lieb von dir.}

@ newyear
< Frohes neues Jahr! {Wann telefonieren wir?|Bleib gesund.}
> {Nächste Woche? Dienstag geht gut.|Dir auch!}

# es
< Hola <me>, {encantado de saludarte|un gusto coincidir}. {¿Sigues en planificación?|¿Qué tal todo por <city>?}
> {Sí, de momento sí.|Todo bien, con mucho trabajo.} {¿Y tú?|¿Cómo va lo tuyo?}
< {Con proyectos nuevos, ya te contaré.|Muy bien, acabamos de abrir oficina.}
> ¡Enhorabuena!

@ later
> Hola <first>, gracias por {los contactos|la charla}. {Me fue muy útil.|Ya he escrito a las dos personas.}
< {De nada, para eso estamos.|¡Suerte!}

< ¡Feliz cumpleaños!
> {¡Gracias!|Mil gracias :)}

# pt
@ start
< Olá <me>! {Tudo bem?|Há quanto tempo!} {Ainda em planeamento?|Vi que mudaste de emprego, parabéns!}
> {Tudo ótimo, e contigo?|Obrigado! Ainda estou a aprender os nomes todos.}
< {Também, muito trabalho mas bom.|Aqui está tudo na mesma.} {Quando vens ao Porto?|Um abraço!}
> {Em breve, espero!|Abraço!}

@ first
> Olá <first>, obrigado por aceitares. {Gostei muito da tua apresentação.|Vamos falando.}
< {Obrigada! Vamos falando, sim.|Fico contente, obrigado.}

@ start
< Parabéns pelo novo cargo!
> {Muito obrigado!|Obrigado, <first>!}
"""


def read_dialogues(source):
    """{tag: [(anchor, dialogue), ..]}; a dialogue is a list of (by the owner?, days later?, template)."""
    found, tag = {}, ""
    for block in source.strip().split("\n\n"):
        anchor, dialogue = "", []
        for line in block.splitlines():
            marks, _, words = line.partition(" ")
            if marks == "#":
                tag = words
            elif marks == "@":
                anchor = words
            else:
                dialogue.append((marks[0] == ">", len(marks) == 2, words))
        found.setdefault(tag, []).append((anchor, dialogue))
    return found


DIALOGUES = read_dialogues(_SOURCE)

EVENTS = ["Planning Days", "the Offshore Supply Forum", "the Port Logistics Summit", "Forecast Friday", "the Women in Supply breakfast",
          "the Energy Data Meetup", "the Cold Chain Conference", "the Blade Logistics Workshop"]
CITIES = "Bristol Leeds Hull Rotterdam Hamburg Porto Esbjerg Bilbao Nantes Gdańsk Cardiff Bremerhaven Lyon Vigo Aarhus".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday".split()

# Letters of the search. <how> says how the writer comes to the reader, <topic> what about.

REQUEST_INTRODUCED = """
Hello <first>, <via> suggested I write to you. I am <who> and want to move into <field>. You know <topic> from the inside: could I ask you for twenty minutes on how you see it? I am not asking for a job.
Hi <first>, <via> thought we should talk. I am trying to understand <topic> before I choose where to go next. Might you have 20 minutes <when>, by phone, at any hour that suits you?
Dear <first>, <via> kindly gave me your name. <past>, and I am moving towards <field>. What would you want a newcomer to know about <topic>? I would be grateful for a short call <when>.
Hello <first>, I am writing at the suggestion of <via>, who said that nobody explains <topic> better. Would you let me ask you five questions <when>? I'll send them before.
Hi <first>, you may have seen the note from <via>. I'd love to hear how you came to <company> and what you see coming in <topic>. Could we speak for fifteen or twenty minutes <when>?
Dear <first>, I'm <who>, and <via> tells me that you once stood where I stand now. How did you get from there to <topic>? If you could spare fifteen minutes <when>, I would come prepared.
""".strip().splitlines()

REQUEST_KNOWN = """
Hi <first>, I hope you are well! <opening>, mostly at <field>. You know that world better than I do: could I pick your brain for twenty minutes <when>?
Hello <first>, it has been a while. I am looking into <field> and remembered that you work on <topic>. Would you have time for a short call <when>? No vacancy needed, I collect opinions.
Hi <first>, quick favour: I am talking to people about <topic> to find out where someone like me is of use. May I put you on the list? Twenty minutes <when> would be plenty.
Dear <first>, greetings from an old acquaintance. I'm exploring <field>. What would you read, whom would you ask, if you were me? I would be very glad of a call <when>.
""".strip().splitlines()

REQUEST_MET = """
Hi <first>, we spoke for a minute at <event>. I would like to hear more about <topic>, which I am only beginning to understand. Could we talk for twenty minutes <when>?
Hello <first>, I was at <event> too and still think about what was said on <topic>. I am <who>, moving towards <field>. Might I ask you three questions <when>, by phone?
""".strip().splitlines()

REQUEST_COLD = """
Hello <first>, your piece on <topic> is the clearest I have read. I am <who> and moving to <field>. May I ask you three questions about it <when>? Fifteen minutes, by phone.
Dear <first>, we have not met. I am <who>, learning about <topic>, and <company> keeps coming up. Would you have fifteen minutes <when> to tell me what outsiders get wrong?
Hello <first>, I found you through <school>, where I studied as well. I am finding my way into <field> and would value your view of <topic>. Could we talk for twenty minutes <when>?
""".strip().splitlines()

ACCEPT = """
Of course, {happy to|glad to}. Does <meet> suit you? {I'll call you.|My number is in my profile.|Send me an invite.}
{Sure!|Yes, gladly.} {I am free|I have a gap} on <meet>. {Looking forward to it.|Bring your questions.}
{Any friend of <via>'s|With pleasure}. <meet>? {It will have to be short.|I usually walk then, so expect wind.}
Hi <me>, thanks for writing. <meet> works for me. {What would you like to know most?|Do send the questions ahead, I think better that way.}
Yes, why not. <meet> would be good{.|, if that is not too soon.}
""".strip().splitlines()

ACCEPT_LATE = "{Sorry for the slow answer, it was a busy week.|Sorry, I was on site.|Forgive the delay, half the team is ill.} Yes, let's talk, <meet>?"

CONFIRM = """
{Perfect|Wonderful}, <meet> it is. {Thank you!|I'll send an invitation.}
Thank you, that is very kind. I'll {ring|call} on <meet>.
{Great.|Lovely.} {I will send three questions the day before.|Until then!}
""".strip().splitlines()

DECLINE = """
Thank you for your message. I am afraid I can't take on more calls this {quarter|season}. I wish you {luck|all the best}.
Hi <me>, flattered, but I {left that field some time ago|don't think I am the right person}. {Good luck!|Sorry not to be of more help.}
""".strip().splitlines()

LATER = "Gladly, but I am {away|on parental leave|offshore} until the {end of the month|autumn}. Would you {write again then|remind me}?"

FOLLOW_UP = """
Hello <first>, I wrote {last week|on <day>} and know how full a week can be. My question still stands: fifteen minutes on <topic>, whenever suits. If it doesn't, no harm done.
Hi <first>, {just a small nudge|one gentle reminder} about my note. I would still love to hear how you see <topic>. A line is as welcome as a call.
Dear <first>, in case my message slipped down: could we speak for a quarter of an hour about <topic>? I am flexible, also early or late.
""".strip().splitlines()

THANKS = """
Thank you for your time, <first>. {I wrote two pages of notes.|It changed how I look at it.} I'll follow your advice: <advice>. I will tell you how it goes.
Dear <first>, many thanks for the talk. What stays with me: <advice>. {I hope to return the favour one day.|If I can ever help, you know where I am.}
Hi <first>, thank you, that was the {best|most useful} half hour of my week. I have pinned it above my desk: <advice>.
Thank you again, <first>! You said: <advice>. I have started. Please tell me if I can do something for you.
""".strip().splitlines()

CHECK_IN = """
Hi <first>, a short update: I {still quote|took} your advice, "<advice>". {It works.|Three good talks came of it.} {And you?|How are things on your side?}
Hello <first>, it's been a month. Since we spoke I have met {six|eight|a dozen} more people in <field>, and keep quoting you. {Thank you again.|Anything new at <company>?}
""".strip().splitlines()

CHECK_IN_REPLY = """
{Good to hear!|Great, well done.} {Keep me posted.|All well here, busy.}
{Thanks for the update, I enjoyed that.|Very happy to read this.} {Let's talk again in the summer.|You should be on a stage with this.}
""".strip().splitlines()

ASK_INTRODUCTION = """
Hi <first>, one more favour, if I may: do you know <target> well enough to introduce me? I would ask about <topic>, nothing more. A plain no is fine.
Hello <first>, you mentioned <target> when we spoke. Would you be willing to put us in touch? I attach three lines you could forward.
""".strip().splitlines()

INTRODUCE = """
<me>, meet <first>, who {knows|has forgotten} more about <topic> than most of us will learn. <first>, <me> is the planner I told you about. I leave you two to it.
<first>, this is <me>, {who asks good questions|of whom I told you|whom I enjoy talking to}. <me>, <first> works on <topic> at <company>. You should talk!
{Dear both|Hi both}, as promised: <me> is moving from food to energy and wants to understand <topic>. <first>, could you spare half an hour?
<first> - <me>, <me> - <first>. You two have <topic> in common, and I think you would like each other.
""".strip().splitlines()

INTRODUCE_THANKS = """
Thank you, <via>! <first>, I'll write to you separately so that <via>'s inbox is spared.
That is very kind, <via>. Hello <first>, nice to meet you! More in a moment.
{Thanks so much|Many thanks}, <via>. <first>, I hope it's all right if I come to you with a few questions.
""".strip().splitlines()

POINT_TO = """
Have you spoken to <full>? Use my name. {We shared an office for years.|I told them you would write.}
You should write to <full>, at <company>. {Say that I sent you.|I mentioned you on the phone today.}
One name I promised you: <full>. {Knows <topic> inside out.|The right person for your question about <topic>.}
""".strip().splitlines()

POINT_THANKS = "{Thank you, I will.|Wonderful, I'll write today.|That is the name I needed, thanks!}"

SPONSORED = [
    ("Millrace Business School", "Your next move, on your terms",
     '<p class="spinmail-quill-editor__spin-break">Hi %FIRSTNAME%,</p><p class="spinmail-quill-editor__spin-break">Our Executive MSc in '
     'Supply Chain starts in <strong>January</strong>. Part-time, in <strong>English</strong>.</p><p><a href="https://example.com/msc">Apply now</a></p>'),
    ("Ledgerline Software", "Planners deserve better than spreadsheets",
     '<p class="spinmail-quill-editor__spin-break">Still planning in spreadsheets?</p><p class="spinmail-quill-editor__spin-break">Book a '
     '<a href="https://example.net/demo">15 minute demo</a> &amp; get a mug.</p>'),
    ("Perrin Ashby", "An invitation",
     '<p class="spinmail-quill-editor__spin-break">I would like to invite you to our <em>Leaders in Logistics</em> dinner. Seats are limited.</p>'),
    ("Harbourlight Insurance", "Moving abroad?",
     '<p class="spinmail-quill-editor__spin-break">Expat cover from 39 a month.</p><p class="spinmail-quill-editor__spin-break">'
     '<a href="https://example.org/quote">Get a quote</a></p>'),
    ("Saffronwell Coaching", "Stuck?",
     '<p class="spinmail-quill-editor__spin-break">Our career sprint has helped 900 professionals.</p>'),
]

FRENCH = {
    "request": """
Bonjour <first>, <via> m'a suggéré de vous écrire. Je viens de la planification ; mon sujet du moment : <topic>. Auriez-vous vingt minutes <when> pour m'en parler ? Je ne cherche pas un poste, je cherche à comprendre.
Bonjour <first>, c'est de la part de <via>. J'aimerais savoir comment vous êtes arrivé·e à <company> et ce que change aujourd'hui <topic>. Un quart d'heure au téléphone <when> suffirait.
""".strip().splitlines(),
    "known": ["Bonjour <first>, cela fait longtemps ! Je quitte l'alimentaire et je regarde du côté de <topic>. Tu aurais vingt minutes <when> ?"],
    "accept": ["{Avec plaisir|Bien sûr}. <meet>, ça vous va ?", "Bonjour, {volontiers|oui, pourquoi pas}. Disons <meet>."],
    "confirm": ["{Parfait|Très bien}, <meet>. Merci beaucoup !"],
    "thanks": ["Merci pour {cet échange|votre temps}, <first>. Je retiens : <advice>. {À très bientôt.|Je vous tiendrai au courant.}"],
    "introduce": ["<first>, voici <me>, qui planifie mieux que personne. <me>, <first> connaît tout du sujet : <topic>. Je vous laisse !"],
    "days": "lundi mardi mercredi jeudi vendredi".split(),
}
