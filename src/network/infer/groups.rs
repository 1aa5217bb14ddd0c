//! Who takes part in which thread; and what threads of three say without a word.

use super::evidence::{Passage, Piece, Setting, Sort};
use super::facts::Facts;
use super::weights::WEIGHTS;
use crate::day::Day;
use crate::evidence::Place;
use crate::import::passages::Told;
use crate::import::{MentionId, Workspace};
use crate::network::correspondence::day_of;
use crate::people::{People, PersonId, Who};
use std::collections::{BTreeMap, BTreeSet};

fn w(name: &str) -> f64 {
    WEIGHTS.of(name)
}

/// A thread of more than two: who is in it besides the seeker, and who began it when.
#[derive(Debug)]
pub struct Group {
    /// Everyone but the seeker.
    pub members: BTreeSet<PersonId>,
    /// Second, writer and place of the first message.
    first: (i64, Option<PersonId>, Place),
    /// Who was in the thread from its first message on.
    first_members: Vec<PersonId>,
    /// Who wrote how often until the day asked about; `None` is the seeker.
    turns: BTreeMap<Option<PersonId>, u32>,
    /// Whether it is a thread of mails, which have no text.
    is_mail: bool,
}

/// What is known of a thread at first: whom besides the seeker.
#[derive(Clone, Copy, Debug)]
enum Others {
    None,
    One(PersonId),
    Several,
}

/// Who is in which thread.
#[derive(Debug)]
pub struct Threads {
    /// Whom each thread has besides the seeker, by its number.
    others: Vec<Others>,
    /// The threads of more than two.
    groups: BTreeMap<u32, Group>,
    /// When the first letter between the seeker and each person was written, in seconds.
    first: Vec<i64>,
}

impl Threads {
    /// The threads of a workspace.
    ///
    /// # Complexity
    /// **O(m)** for **m** messages and mails.
    pub fn of(workspace: &Workspace, people: &People, as_of: Day) -> Threads {
        let mut others = vec![Others::None; workspace.n_conversations as usize];
        let mut take = |conversation: u32, mention: MentionId| {
            if let (Who::Person(person), Some(known)) =
                (people.who(mention), others.get_mut(conversation as usize))
            {
                *known = match *known {
                    Others::None => Others::One(person),
                    Others::One(other) if other == person => *known,
                    _ => Others::Several,
                };
            }
        };
        for row in &workspace.messages {
            take(row.conversation, row.from);
            workspace.recipients_of(row).iter().for_each(|to| take(row.conversation, *to));
        }
        for row in &workspace.mails {
            take(row.conversation, row.from);
            workspace.mailed_to(row).iter().for_each(|to| take(row.conversation, *to));
        }
        let is_several =
            |conversation: u32| matches!(others.get(conversation as usize), Some(Others::Several));
        let groups = groups(workspace, people, as_of, is_several);
        let mut first = vec![i64::MAX; people.persons.len()];
        for row in &workspace.messages {
            if let Some(Others::One(other)) = others.get(row.conversation as usize) {
                let known = &mut first[other.index()];
                *known = (*known).min(row.sent_at);
            }
        }
        Threads { others, groups, first }
    }

    /// The day of the first letter between the seeker and a person.
    pub fn first_day(&self, person: PersonId) -> Option<Day> {
        let first = self.first[person.index()];
        (first < i64::MAX).then(|| day_of(first))
    }

    /// A text with who wrote it to whom; `None` where that is not known.
    pub fn passage<'w>(
        &self,
        workspace: &Workspace,
        people: &People,
        told: Told,
        text: &'w str,
    ) -> Option<Passage<'w>> {
        Some(match told {
            Told::Message(at) => {
                let row = &workspace.messages[at as usize];
                let (writer, outgoing) = writer(people, row.from, row.outgoing);
                let setting = match *self.others.get(row.conversation as usize)? {
                    Others::Several => self.several(row.conversation, row.sent_at, writer, false)?,
                    Others::One(other) => Setting::Direct {
                        other,
                        outgoing,
                        is_first: row.sent_at <= self.first[other.index()],
                    },
                    Others::None => return None,
                };
                Passage { text, setting, on: Some(row.day()), at: row.sent_at, place: row.place }
            }
            Told::Mail(at) => {
                let row = &workspace.mails[at as usize];
                let (writer, _) = writer(people, row.from, row.sent.then_some(true));
                let setting = self.several(row.conversation, row.sent_at, writer, true)?;
                Passage { text, setting, on: Some(day_of(row.sent_at)), at: row.sent_at, place: row.place }
            }
            Told::Invitation(at) => {
                let row = &workspace.invitations[at as usize];
                let outgoing = people.sent(row.from, row.to, row.outgoing)?;
                let other = people.who(if outgoing { row.to } else { row.from }).person()?;
                let seconds = row.sent_on.map_or(0, |day| i64::from(day.0) * 86_400);
                let setting =
                    Setting::Direct { other, outgoing, is_first: seconds <= self.first[other.index()] };
                Passage { text, setting, on: row.sent_on, at: seconds, place: row.place }
            }
            Told::Outreach(at) => {
                let row = &workspace.outreach[at as usize];
                let about = people.who(row.who).person()?;
                Passage { text, setting: Setting::Note { about }, on: row.on, at: 0, place: row.place }
            }
            Told::Interview(at) => {
                let row = &workspace.interviews[at as usize];
                let about = people.who(row.who).person()?;
                Passage { text, setting: Setting::Note { about }, on: row.on, at: 0, place: row.place }
            }
        })
    }

    /// A letter of a thread of several, at its second; of mails, only what begins the thread has a subject of its own.
    fn several(
        &self,
        conversation: u32,
        second: i64,
        writer: Option<PersonId>,
        is_subject: bool,
    ) -> Option<Setting> {
        let group = self.groups.get(&conversation)?;
        let (first, first_writer, _) = group.first;
        let is_opening = first == second;
        (is_opening || !is_subject).then(|| Setting::Group {
            writer,
            members: group.members.iter().copied().collect(),
            is_opening,
            // Whom the seeker wrote to herself was not brought to her by those who answer.
            addressed: match first_writer {
                None => group.first_members.clone(),
                Some(_) => Vec::new(),
            },
            turns: group.turns.iter().map(|(who, n)| (*who, *n)).collect(),
            is_subject,
        })
    }

    /// Threads of three mails whose writer was known, and whose third was new and in touch with the seeker days later.
    /// A mail has no text here, so that this alone makes a question, never an edge.
    pub fn wordless(&self, facts: &Facts<'_>) -> Vec<Piece> {
        wordless(self.groups.values(), facts)
    }
}

/// The person who wrote, if it was not the seeker, and whether it was.
fn writer(people: &People, from: MentionId, outgoing: Option<bool>) -> (Option<PersonId>, bool) {
    let who = people.who(from);
    let outgoing = outgoing.unwrap_or(who == Who::Owner);
    (if outgoing { None } else { who.person() }, outgoing)
}

fn groups(
    workspace: &Workspace,
    people: &People,
    as_of: Day,
    is_several: impl Fn(u32) -> bool,
) -> BTreeMap<u32, Group> {
    let mut groups: BTreeMap<u32, Group> = BTreeMap::new();
    let mut add = |conversation: u32,
                   at: i64,
                   by: (Option<PersonId>, bool),
                   who: &mut dyn Iterator<Item = MentionId>,
                   place: Place,
                   is_mail: bool| {
        if !is_several(conversation) {
            return;
        }
        let members: Vec<PersonId> = who.filter_map(|mention| people.who(mention).person()).collect();
        let first = (at, by.0, place);
        let group = groups.entry(conversation).or_insert_with(|| Group {
            members: BTreeSet::new(),
            first,
            first_members: members.clone(),
            turns: BTreeMap::new(),
            is_mail,
        });
        if day_of(at) <= as_of {
            *group.turns.entry(by.0).or_default() += 1;
        }
        if (first.0, first.1) < (group.first.0, group.first.1) {
            group.first = first;
            group.first_members.clone_from(&members);
        }
        group.members.extend(members);
    };
    for row in &workspace.messages {
        let mut who = std::iter::once(row.from).chain(workspace.recipients_of(row).iter().copied());
        add(
            row.conversation,
            row.sent_at,
            writer(people, row.from, row.outgoing),
            &mut who,
            row.place,
            false,
        );
    }
    for row in &workspace.mails {
        let mut who = std::iter::once(row.from).chain(workspace.mailed_to(row).iter().copied());
        let by = writer(people, row.from, row.sent.then_some(true));
        add(row.conversation, row.sent_at, by, &mut who, row.place, true);
    }
    groups
}

fn wordless<'g>(groups: impl Iterator<Item = &'g Group>, facts: &Facts<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for group in groups.filter(|group| group.is_mail && group.members.len() == 2) {
        let (second, Some(writer), place) = group.first else { continue };
        let day = day_of(second);
        if day > facts.as_of {
            continue;
        }
        for person in group.members.iter().copied().filter(|person| *person != writer) {
            let soon = facts.days_until_contact(person, day).is_some_and(|days| days <= 7);
            let known = facts.acquaintance(writer, day);
            if soon && known > 0.0 {
                let weight = w("mail_group") + known + w("group_followed");
                pieces.push(Piece {
                    introducer: writer,
                    introduced: person,
                    on: Some(day),
                    sort: Sort::Group,
                    weight,
                    place,
                });
            }
        }
    }
    pieces
}
