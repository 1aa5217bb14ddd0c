//! Invitations in every shape.

use super::dress::{dress, written};
use super::{FIRSTS, ME, check_counts};
use crate::changes::Numbers;
use std::collections::BTreeMap;
use tertius::import::read_bytes;

#[test]
fn invitations_in_every_shape() {
    let mut numbers = Numbers(0xBEEF);
    for round in 0..120 {
        let wide = numbers.below(2) == 0;
        let dress = dress(&mut numbers, wide);
        let headers = [
            "From,To,Sent At,Message,Direction",
            "From,To,Sent At,Message,Direction,inviterProfileUrn,inviteeProfileUrn",
            "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl",
            "From,To,Sent At,Message,inviterProfileUrl,inviteeProfileUrl",
            "from,to,sent_at,inviter_profile_url,invitee_profile_url",
            "Von,An,Gesendet am,Nachricht,Richtung,inviterProfileUrl,inviteeProfileUrl",
            "Aa,Bb,Cc,Dd,Ee,Ff,Gg",
            "",
        ];
        let which = round % headers.len();
        let header: Vec<&str> = headers[which].split(',').collect();
        let columns: Vec<&str> = match which {
            5.. => headers[2].split(',').collect(),
            _ => header.clone(),
        };
        let n = 12 + numbers.below(20) as u32;
        let row = |at: u32| -> Vec<String> {
            let sent = at.is_multiple_of(2);
            let other = (
                format!("{} {at}", FIRSTS[at as usize % FIRSTS.len()]),
                format!("https://www.linkedin.com/in/person-{at}"),
            );
            let me = ("Kit Marlowe-Ray".to_owned(), ME.to_owned());
            let (from, to) = if sent { (me, other) } else { (other, me) };
            columns
                .iter()
                .map(|column| match column.to_lowercase().replace(['_', ' '], "").as_str() {
                    "from" => from.0.clone(),
                    "to" => to.0.clone(),
                    "sentat" => format!("{}/{}/26, {}:37 PM", 1 + at % 12, 1 + at % 28, 1 + at % 11),
                    "message" if at % 3 == 1 => "Great panel, \"yesterday\"!".to_owned(),
                    "direction" => if sent { "OUTGOING" } else { "INCOMING" }.to_owned(),
                    "inviterprofileurl" => from.1.clone(),
                    "inviteeprofileurl" => to.1.clone(),
                    "inviterprofileurn" | "inviteeprofileurn" => format!("ACoAABexampleexample{at:04}"),
                    _ => String::new(),
                })
                .collect()
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        if !headers[which].is_empty() {
            rows.push(header.iter().map(|name| (*name).to_owned()).collect());
        }
        rows.extend((0..n).map(row));
        let what = format!("round {round}: {}, {dress:?}", headers[which]);
        let read = read_bytes("x.csv", written(&rows, dress, "", false));
        check_counts(&read, "invitations", &BTreeMap::from([("imported", u64::from(n))]), &what);
        assert_eq!(read.problems.len(), usize::from(which > 5), "{what}\n{:?}", read.problems);
        let (people, problems) = tertius::people::resolve(&read, None);
        assert_eq!(problems, [], "{what}");
        let sent =
            read.invitations.iter().filter(|row| people.sent(row.from, row.to, row.outgoing) == Some(true));
        assert_eq!(sent.count() as u32, n.div_ceil(2), "{what}");
        assert!(read.invitations.iter().all(|row| row.sent_on.is_some()), "{what}");
        assert_eq!(people.persons.len() as u32, n, "{what}");
    }
}
