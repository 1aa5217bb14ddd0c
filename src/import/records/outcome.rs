//! What came of an outreach, and what each outcome means: said here once, and asked from here by every layer above.

/// What came of an outreach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing yet.
    Pending,
    /// An answer.
    Replied,
    /// A no.
    Declined,
    /// A date was agreed.
    Scheduled,
    /// It took place, or was done.
    Held,
    /// No answer came, and none is expected.
    NoReply,
    /// What was agreed did not take place: cancelled, postponed, or nobody came.
    CalledOff,
    /// The letter came back: nobody read it, and no answer is awaited.
    Undelivered,
    /// The list says something that is not understood: what came of it is not known.
    Unread,
}

impl Outcome {
    /// All of them.
    pub const ALL: [Outcome; 9] = [
        Outcome::Pending,
        Outcome::Replied,
        Outcome::Declined,
        Outcome::Scheduled,
        Outcome::Held,
        Outcome::NoReply,
        Outcome::CalledOff,
        Outcome::Undelivered,
        Outcome::Unread,
    ];

    /// The word in the outreach list; empty where the word there is none of ours.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Pending => "pending",
            Outcome::Replied => "replied",
            Outcome::Declined => "declined",
            Outcome::Scheduled => "scheduled",
            Outcome::Held => "held",
            Outcome::NoReply => "no-reply",
            Outcome::CalledOff => "called-off",
            Outcome::Undelivered => "undelivered",
            // Unknown is empty in every report.
            Outcome::Unread => "",
        }
    }

    /// They answered, and it was no no. What was called off had been agreed before, and that was an answer.
    pub fn is_answer(self) -> bool {
        matches!(self, Outcome::Replied | Outcome::Scheduled | Outcome::Held | Outcome::CalledOff)
    }

    /// They said no.
    pub fn is_no(self) -> bool {
        self == Outcome::Declined
    }

    /// A word of theirs came, be it a no.
    pub fn is_word_of_theirs(self) -> bool {
        self.is_answer() || self.is_no()
    }

    /// No answer is awaited any more: none came, or nobody read the letter.
    pub fn is_silence(self) -> bool {
        matches!(self, Outcome::NoReply | Outcome::Undelivered)
    }

    /// The row says what came of it: an answer, a no, or that none came. A letter that came back was never asked.
    pub fn is_settled(self) -> bool {
        self.is_word_of_theirs() || self == Outcome::NoReply
    }

    /// Only a day in the past can have it: a date can be agreed, and called off again, before it comes.
    pub fn is_past(self) -> bool {
        self.is_settled() && !matches!(self, Outcome::Scheduled | Outcome::CalledOff)
    }

    /// Noted beside a conversation, it says that the two talked.
    pub fn is_talk(self) -> bool {
        matches!(self, Outcome::Held | Outcome::Replied)
    }

    /// It says of a conversation that it is yet to come.
    pub fn is_ahead(self) -> bool {
        matches!(self, Outcome::Scheduled | Outcome::Pending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_each_outcome_means() {
        // A letter for each question of the head that is answered with yes.
        type Question = fn(Outcome) -> bool;
        let questions: [(char, Question); 8] = [
            ('a', Outcome::is_answer),
            ('n', Outcome::is_no),
            ('w', Outcome::is_word_of_theirs),
            ('-', Outcome::is_silence),
            ('s', Outcome::is_settled),
            ('p', Outcome::is_past),
            ('t', Outcome::is_talk),
            ('f', Outcome::is_ahead),
        ];
        let table = Outcome::ALL.map(|outcome| {
            let yes = questions.iter().filter(|(_, ask)| ask(outcome)).map(|(letter, _)| *letter);
            (outcome, yes.collect::<String>())
        });
        let expected = [
            (Outcome::Pending, "f"),
            (Outcome::Replied, "awspt"),
            (Outcome::Declined, "nwsp"),
            (Outcome::Scheduled, "awsf"),
            (Outcome::Held, "awspt"),
            (Outcome::NoReply, "-sp"),
            (Outcome::CalledOff, "aws"),
            (Outcome::Undelivered, "-"),
            (Outcome::Unread, ""),
        ];
        assert_eq!(table, expected.map(|(outcome, yes)| (outcome, yes.to_owned())));
    }
}
