//! The kinds of files that are read, and what their names are.

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
