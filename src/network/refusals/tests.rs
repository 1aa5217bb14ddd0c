//! Letters that refuse, and letters that only sound like it.

use super::reader::{PHRASES, Reader, alternatives, lines};
use std::cell::RefCell;

thread_local! {
    static READER: RefCell<Reader> = RefCell::default();
}

fn check(letter: &str, expect: Option<bool>) {
    assert_eq!(READER.with_borrow_mut(|reader| reader.refusal_in(letter)), expect, "{letter}");
}

#[test]
fn whoever_wants_to_be_left_in_peace_is_heard() {
    for letter in [
        "Sorry, no. Please do not contact me again.",
        "Sorry, I am not available for this. Please do not write again.",
        "Sorry Mira, I am not able to help at the moment, please do not contact me about this again.",
        "please stop.",
        "Please dont message me",
        "STOP CONTACTING ME!",
        "Bitte schreiben Sie mir nicht mehr.",
        "Ich bitte Sie, mich nicht mehr zu kontaktieren.",
        "Merci de ne plus me contacter.",
        "Arrêtez de m'écrire, s'il vous plaît.",
        "Por favor, no me escriba más.",
        "Não me contacte mais, obrigada.",
        "La prego, non mi scriva più.",
        "Gelieve mij niet meer te benaderen.",
        "Re: hello\u{1e}Leave me alone",
    ] {
        check(letter, Some(true));
    }
}

#[test]
fn a_no_is_a_no() {
    for letter in [
        "I'm not interested, sorry.",
        "No, thank you",
        "No thank you!",
        "Thanks for asking, but I'll have to decline.",
        "Danke, aber ich habe kein Interesse.",
        "Nein danke.",
        "Non merci !",
        "Je ne suis pas intéressée.",
        "No, gracias.",
        "Não, obrigado.",
        "No, grazie",
        "Nee, bedankt.",
        "Ik ben niet geïnteresseerd.",
    ] {
        check(letter, Some(false));
    }
}

#[test]
fn what_only_sounds_like_it_is_not() {
    for letter in [
        "Please do not hesitate to contact me.",
        "Please stop by my office!",
        "Please don't stop writing to me.",
        "If you are not interested, just say so.",
        "Do not contact me before Monday, I am away.",
        "Do not contact me by phone, I never pick up.",
        "I'm not interested in sales, but this sounds good.",
        "No problem, thanks! Happy to talk.",
        "No thanks needed.",
        "Sehr gern, kein Problem, danke!",
        "Non, merci de votre message, avec plaisir",
        "",
    ] {
        check(letter, None);
    }
}

/// In ten languages; whoever writes one of these is not written to again.
#[test]
fn many_ways_to_ask_for_peace() {
    for letter in [
        "Please do not contact me again.",
        "Please stop messaging me.",
        "Please take me off your list.",
        "I'd rather you didn't write again.",
        "Not interested, thanks. Please don't reach out again.",
        "Unsubscribe me.",
        "Kindly refrain from sending me further messages.",
        "Leave me alone.",
        "Bitte sehen Sie von weiteren Nachrichten ab.",
        "Bitte kontaktieren Sie mich nicht mehr.",
        "Bitte schreiben Sie mir nicht mehr.",
        "Ich möchte keine weiteren Nachrichten erhalten.",
        "Bitte keine weiteren Anfragen.",
        "Bitte nehmen Sie mich aus Ihrem Verteiler.",
        "Merci de ne plus me contacter.",
        "Je vous prie de cesser de m'écrire.",
        "Ne m'écrivez plus s'il vous plaît.",
        "Je ne souhaite plus être contacté.",
        "Merci de ne plus m'envoyer de messages.",
        "Por favor, no me contacte más.",
        "Le ruego que no vuelva a escribirme.",
        "No deseo recibir más mensajes.",
        "Deje de escribirme, por favor.",
        "Por favor, não me contacte mais.",
        "Peço que não volte a me escrever.",
        "Não quero receber mais mensagens.",
        "Pare de me mandar mensagens.",
        "La prego di non contattarmi più.",
        "Per favore non mi scriva più.",
        "Non desidero ricevere altri messaggi.",
        "Gelieve geen contact meer met mij op te nemen.",
        "Stuur me alstublieft geen berichten meer.",
        "Ik wil niet meer benaderd worden.",
        "Please remove me from your contacts.",
        "Please take me off your mailing list.",
        "Kindly stop contacting me.",
        "I would prefer not to be contacted again.",
        "Please do not send me any more messages.",
        "I don't want to receive any more messages from you.",
        "Please refrain from contacting me in future.",
        "No more messages, please.",
        "Please cease all contact.",
        "This is my last message, do not get in touch again.",
        "Please don't get in touch with me again.",
        "I've asked you before: don't message me.",
        "Please delete my contact details.",
        "Please lose my number.",
        "I do not want to hear from you again.",
        "I'd appreciate it if you didn't contact me again.",
        "Bitte melden Sie sich nicht mehr bei mir.",
        "Bitte löschen Sie meine Kontaktdaten.",
        "Bitte unterlassen Sie weitere Kontaktversuche.",
        "Ich möchte nicht mehr kontaktiert werden.",
        "Bitte schick mir keine Nachrichten mehr.",
        "Bitte keine weiteren Mails mehr.",
        "Ich wünsche keinen weiteren Kontakt.",
        "Hören Sie bitte auf, mir zu schreiben.",
        "Hör auf mir zu schreiben.",
        "Bitte streichen Sie mich von Ihrer Liste.",
        "Bitte nimm keinen Kontakt mehr mit mir auf.",
        "Ich bitte Sie, von weiterer Kontaktaufnahme abzusehen.",
        "Merci de me retirer de votre liste.",
        "Veuillez ne plus me contacter.",
        "Veuillez cesser de m'envoyer des messages.",
        "Prière de ne plus m'écrire.",
        "Je ne veux plus recevoir de messages.",
        "Ne me recontactez plus.",
        "Inutile de me recontacter.",
        "Supprimez mes coordonnées, s'il vous plaît.",
        "Je préférerais que vous ne m'écriviez plus.",
        "Por favor, deje de enviarme mensajes.",
        "No quiero recibir más mensajes.",
        "Le pido que no me contacte más.",
        "Por favor, bórreme de su lista.",
        "No vuelva a ponerse en contacto conmigo.",
        "Prefiero que no me escriba más.",
        "Deja de mandarme mensajes.",
        "Não deseja mais contacto: não desejo ser contactado novamente.",
        "Por favor, pare de me enviar mensagens.",
        "Não me mande mais mensagens.",
        "Retire-me da sua lista, por favor.",
        "Peço que não me contacte novamente.",
        "Não entre mais em contato comigo.",
        "Non voglio più ricevere messaggi.",
        "La smetta di mandarmi messaggi.",
        "Vi prego di non scrivermi più.",
        "Mi cancelli dalla sua lista.",
        "Preferirei non essere più contattato.",
        "Wilt u mij niet meer benaderen?",
        "Ik wil geen berichten meer ontvangen.",
        "Haal me van uw lijst.",
        "Stop met mij te schrijven.",
        "Ik verzoek u geen contact meer met mij op te nemen.",
        "今後のご連絡はご遠慮ください。",
        "请不要再联系我。",
        "더 이상 연락하지 마세요.",
        "Thanks, but please don't contact me about this again.",
        "Sorry, no. I do not wish to be contacted.",
        "Do not message me again or I will report you.",
        "Please stop. I have nothing to add.",
        "Could you please stop writing to me?",
        "Please remove me from your mailing list, thanks.",
        "I told you already. Do not email me.",
        "Never contact me again.",
        "Ich will nichts mehr von Ihnen hören.",
        "Bitte schreib mir nicht mehr, danke.",
        "Bitte lassen Sie mich einfach in Ruhe.",
        "Könnten Sie bitte aufhören, mir zu schreiben?",
        "Ich bitte Sie, mir nicht mehr zu schreiben.",
        "Kein Interesse, bitte melden Sie sich nicht wieder.",
        "Nehmen Sie mich bitte von Ihrer Liste.",
        "Merci de cesser vos messages.",
        "Ne m'écrivez plus, merci.",
        "Pouvez-vous arrêter de m'écrire ?",
        "Je vous demande de ne plus me contacter.",
        "Merci de supprimer mes coordonnées.",
        "No me escriban más, gracias.",
        "Le agradecería que no me contactara más.",
        "Deje de molestarme.",
        "Não me escreva mais, por favor.",
        "Agradeço que não me contacte mais.",
        "Tire-me da sua lista.",
        "Non mi contattate più, grazie.",
        "Smettetela di scrivermi!",
        "Niet meer contacteren aub.",
        "Ik wens geen verder contact.",
    ] {
        check(letter, Some(true));
    }
}

/// Limited to a time, a way or a subject; turned round, thought of, asked, quoted, or about something else.
#[test]
fn many_ways_not_to() {
    for letter in [
        "Please take that off your list of worries, I'd love to talk!",
        "I took your name off my list of people to call back, sorry, can we talk Friday?",
        "You can unsubscribe from this newsletter at any time.",
        "To unsubscribe, click here.",
        "If you no longer wish to receive these messages, unsubscribe.",
        "I would never ask you to stop writing to me!",
        "Please don't contact me until after the holidays, then gladly.",
        "Please do not send me any more messages here, use my email instead.",
        "No more messages on LinkedIn please, write to my work address anna@mail.example.",
        "I don't want to receive any more messages from recruiters, but you are welcome.",
        "Don't message me on weekends, weekdays are great.",
        "Sorry for not writing again sooner.",
        "I'd rather you didn't write to Bob again, he is busy; talk to me.",
        "They asked me not to be contacted during the audit.",
        "He said \"do not contact me again\", can you believe it?",
        "Feel free to contact me again any time.",
        "Please stop apologising, happy to help.",
        "No further questions from my side, see you Monday.",
        "There are no further messages in this thread, I think.",
        "Please refrain from contacting HR directly, I will introduce you.",
        "Please take me off cc, but call me tomorrow.",
        "Take me off the speaker list, but I'm in for coffee.",
        "I am leaving the company; please contact me at my private address.",
        "Leave me alone with spreadsheets and I am happy. Coffee on Friday?",
        "Not interested in the job, but very interested in a talk.",
        "No thanks necessary!",
        "I can't stop thinking about your idea.",
        "Do not contact me, contact my assistant Jo instead, she keeps my calendar.",
        "Would you rather I didn't write again?",
        "Should I stop writing to you?",
        "Bitte sehen Sie von Rückfragen bis Freitag ab, danach gern.",
        "Bitte keine weiteren Unterlagen schicken, ich habe alles, bis Montag!",
        "Bitte keine weiteren Anfragen an Frau Klein, ich kümmere mich selbst darum.",
        "Nehmen Sie mich gern in Ihren Verteiler auf.",
        "Bitte nehmen Sie mich aus dem Verteiler für die Montagsrunde, alles andere gern weiter.",
        "Wenn Sie keine weiteren Nachrichten erhalten möchten, klicken Sie hier.",
        "Melden Sie sich bitte nicht vor Montag, dann gern.",
        "Ich höre nicht auf, an Ihre Idee zu denken.",
        "Ich möchte nicht, dass Sie aufhören zu schreiben.",
        "Darf ich Sie nicht mehr kontaktieren?",
        "Kein Problem, danke, gern am Dienstag.",
        "Bitte schreiben Sie mir nicht mehr an die alte Adresse, sondern hierher.",
        "Je ne souhaite plus être contacté par téléphone, écrivez-moi plutôt ici.",
        "Si vous ne souhaitez plus recevoir ces messages, cliquez ici.",
        "Merci de ne plus m'envoyer de messages sur l'ancienne adresse.",
        "Je cesse de t'écrire sur WhatsApp, passons ici.",
        "Vous pouvez me recontacter quand vous voulez.",
        "Inutile de me remercier, à bientôt !",
        "No quiero recibir más mensajes de spam, pero los suyos sí.",
        "Si no desea recibir más mensajes, haga clic aquí.",
        "No deje de escribirme cuando llegue.",
        "Nunca deje de escribirme.",
        "Não deixe de me escrever!",
        "Se não quiser receber mais mensagens, clique aqui.",
        "Não quero receber mais mensagens automáticas, prefiro falar consigo.",
        "Non smetta di scrivermi, mi fa piacere.",
        "Se non desidera ricevere altri messaggi, clicchi qui.",
        "Non mi scriva più a questo indirizzo, usi quello nuovo.",
        "Als u geen berichten meer wilt ontvangen, klik hier.",
        "Neem gerust weer contact met mij op.",
        "Stuur me geen berichten meer via WhatsApp, mail is beter.",
        "Laat me met rust nadenken, ik kom erop terug.",
        "お断りする理由はありません。ぜひお話ししましょう。",
        "我不是说不要再联系我,随时找我。",
        "Sorry that I could not contact you again before the deadline.",
        "I never write again without a coffee first.",
        "I will not contact you again before you are back.",
        "Do not contact me about invoices, that is Bo's desk.",
        "Nobody told me to stop writing, so here is the draft.",
        "Please stop calling me Mr Weber, Jonas is fine!",
        "Please don't call me doctor.",
        "Don't message me, just call: 555 0100.",
        "Don't email me, I am on Slack all day.",
        "Do not write to me in English, my German needs practice.",
        "Stop me if you have heard this one.",
        "I could not reach out again last month, my apologies.",
        "My manager said not to contact me again until the merger is done.",
        "Please remove me from your calendar invite for Tuesday, I will come on Wednesday.",
        "Please remove me from the thread, but keep me posted.",
        "Delete my last message, that was meant for someone else.",
        "Should they not wish to be contacted, tell them it is fine.",
        "Some people do not wish to be contacted, I am not one of them.",
        "How do I stop sending me these alerts?",
        "Not interested myself, but my colleague Kim is.",
        "Er schrieb: „Kontaktieren Sie mich nicht mehr.“ Was soll ich tun?",
        "Ich konnte Sie leider nicht mehr kontaktieren.",
        "Ich werde Sie nicht mehr anschreiben, versprochen, es sei denn, Sie möchten.",
        "Man soll mir nicht mehr schreiben als nötig, sagt meine Frau. Kaffee am Freitag?",
        "Bitte keine weiteren Nachrichten nach 18 Uhr.",
        "Möchten Sie keine weiteren Nachrichten erhalten?",
        "Schreiben Sie mir nicht mehr per Mail, sondern hier.",
        "Lassen Sie mich in Ruhe darüber nachdenken, ich melde mich.",
        "Lass mich in Ruhe antworten, bin im Zug.",
        "Ne m'écrivez plus à cette adresse, voici la nouvelle.",
        "Je ne peux plus recevoir de messages sur ce téléphone.",
        "Merci de ne pas me contacter avant lundi.",
        "Si vous préférez que je ne vous écrive plus, dites-le-moi.",
        "Je n'arrête pas de m'écrire des listes.",
        "No me escriba más al correo antiguo, use este.",
        "Ya no me busque más en la oficina vieja, me mudé.",
        "No puedo dejar de escribirte, qué buena idea.",
        "Não me mande mais mensagens por WhatsApp, use o e-mail.",
        "Nunca pare de me escrever.",
        "Non mi scriva più in ufficio, meglio qui.",
        "Non smettere di scrivermi.",
        "Mi lasci in pace un momento e poi ne parliamo.",
        "Ik kon u niet meer bereiken of contacteren.",
        "Schrijf me niet meer op mijn werkmail.",
        "Neem geen contact meer op met HR, ik regel het.",
        "Kein Interesse? Dann empfiehl uns weiter!",
    ] {
        check(letter, None);
    }
}

#[test]
fn a_no_in_japanese() {
    check("申し訳ありませんが、お断りいたします。", Some(false));
    check("営業のお電話はお断りいたします。", None);
    check("金曜までご連絡はご遠慮ください。", None);
}

#[test]
fn templates_stand_for_all_their_choices() {
    assert_eq!(alternatives("a"), ["a"]);
    assert_eq!(alternatives("a (b|c) d"), ["a b d", "a c d"]);
    assert_eq!(alternatives("(a |)(b (c|d)|e)"), ["a b c", "a b d", "a e", "b c", "b d", "e"]);
}

#[test]
fn every_line_of_the_file_is_a_phrase() {
    let mut n = 0;
    for [language, kind, template] in lines() {
        assert!(
            ["en", "de", "fr", "es", "pt", "it", "nl", "ja", "zh", "ko"].contains(&language),
            "{language} {template}"
        );
        assert!(["peace", "no"].contains(&kind), "{template}");
        for phrase in alternatives(template.trim_matches(['^', '$', '!', ' '])) {
            check(&format!("{phrase}."), Some(kind == "peace"));
            n += 1;
        }
    }
    assert_eq!(n, PHRASES.0.len());
}
