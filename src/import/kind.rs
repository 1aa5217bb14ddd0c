//! The kinds of files that are read, and what their names are.

use crate::evidence::Source;

/// The kinds of files that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the files")]
pub enum Kind {
    Connections,
    Messages,
    AiChat,
    Invitations,
    Profile,
    EmailAddresses,
    Positions,
    Education,
    Skills,
    CompanyFollows,
    MemberFollows,
    JobApplications,
    SavedJobs,
    JobPreferences,
    Notes,
    Posts,
    Events,
    LinkedInContacts,
    GoogleContacts,
    OutlookContacts,
    ContactList,
    VCard,
    Calendar,
    Mail,
    EndorsementsReceived,
    EndorsementsGiven,
    RecommendationsReceived,
    RecommendationsGiven,
    Targets,
    Introductions,
    Outreach,
    Interviews,
    Companies,
    Roster,
    Settings,
    Report,
    NotUsed,
    Unknown,
}

impl Kind {
    /// All of them, in the order of their declaration.
    pub const ALL: [Kind; 38] = [
        Kind::Connections,
        Kind::Messages,
        Kind::AiChat,
        Kind::Invitations,
        Kind::Profile,
        Kind::EmailAddresses,
        Kind::Positions,
        Kind::Education,
        Kind::Skills,
        Kind::CompanyFollows,
        Kind::MemberFollows,
        Kind::JobApplications,
        Kind::SavedJobs,
        Kind::JobPreferences,
        Kind::Notes,
        Kind::Posts,
        Kind::Events,
        Kind::LinkedInContacts,
        Kind::GoogleContacts,
        Kind::OutlookContacts,
        Kind::ContactList,
        Kind::VCard,
        Kind::Calendar,
        Kind::Mail,
        Kind::EndorsementsReceived,
        Kind::EndorsementsGiven,
        Kind::RecommendationsReceived,
        Kind::RecommendationsGiven,
        Kind::Targets,
        Kind::Introductions,
        Kind::Outreach,
        Kind::Interviews,
        Kind::Companies,
        Kind::Roster,
        Kind::Settings,
        Kind::Report,
        Kind::NotUsed,
        Kind::Unknown,
    ];

    /// The kind of a source, which keeps the name.
    pub fn of(source: &Source) -> Kind {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == source.kind).unwrap_or(Kind::Unknown)
    }

    /// Whether such a file has rows that are read and counted.
    pub fn has_rows(self) -> bool {
        !matches!(self, Kind::Settings | Kind::Report | Kind::AiChat | Kind::NotUsed | Kind::Unknown)
    }

    /// The name that `check` and `summary.json` give it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Connections => "connections",
            Kind::Messages => "messages",
            Kind::AiChat => "ai-chat",
            Kind::Invitations => "invitations",
            Kind::Profile => "profile",
            Kind::EmailAddresses => "email-addresses",
            Kind::Positions => "positions",
            Kind::Education => "education",
            Kind::Skills => "skills",
            Kind::CompanyFollows => "company-follows",
            Kind::MemberFollows => "member-follows",
            Kind::JobApplications => "job-applications",
            Kind::SavedJobs => "saved-jobs",
            Kind::JobPreferences => "job-preferences",
            Kind::Notes => "notes",
            Kind::Posts => "posts",
            Kind::Events => "events",
            Kind::LinkedInContacts => "contacts",
            Kind::GoogleContacts => "google-contacts",
            Kind::OutlookContacts => "outlook-contacts",
            Kind::ContactList => "contact-list",
            Kind::VCard => "vcard",
            Kind::Calendar => "calendar",
            Kind::Mail => "mail",
            Kind::EndorsementsReceived => "endorsements-received",
            Kind::EndorsementsGiven => "endorsements-given",
            Kind::RecommendationsReceived => "recommendations-received",
            Kind::RecommendationsGiven => "recommendations-given",
            Kind::Targets => "targets",
            Kind::Introductions => "introductions",
            Kind::Outreach => "outreach",
            Kind::Interviews => "interviews",
            Kind::Companies => "companies",
            Kind::Roster => "roster",
            Kind::Settings => "settings",
            Kind::Report => "report",
            Kind::NotUsed => "not-used",
            Kind::Unknown => "unknown",
        }
    }

    /// Whether the user writes such a file, and may therefore comment it.
    pub fn is_own(self) -> bool {
        use Kind::*;
        matches!(self, Targets | Introductions | Outreach | Interviews | Companies | Roster)
    }

    /// Whether it is one of LinkedIn's lists of what happened when: those that people sort, cut and put together.
    pub(super) fn is_log(self) -> bool {
        matches!(self, Kind::Connections | Kind::Messages | Kind::Invitations)
    }

    /// Whether a cell of such a file may hold a line break.
    pub(super) fn has_line_breaks(self) -> bool {
        // None in a hundred thousand connections of thirty real exports: one is the sign of an open quote.
        !matches!(self, Kind::Connections | Kind::EndorsementsReceived | Kind::EndorsementsGiven)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_is_of_the_kind_that_it_names() {
        for (at, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, at);
            assert_eq!(Kind::of(&Source::new(String::new(), kind.as_str())), kind);
        }
        assert_eq!(Kind::ALL.last(), Some(&Kind::Unknown));
    }
}
