//! The files of an export: which of them are read, for what, and by which columns they are known.

use serde::{Deserialize, Serialize};

use super::table::key;

/// A file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The person's own name and headline.
    Profile,
    /// Positions held.
    Positions,
    /// Schools attended.
    Education,
    /// Skills.
    Skills,
    /// Groups joined.
    Groups,
    /// Recommendations that others wrote.
    RecommendationsReceived,
    /// Recommendations that the person wrote.
    RecommendationsGiven,
    /// Connections.
    Connections,
    /// Invitations.
    Invitations,
    /// Messages.
    Messages,
}

/// What is known of a kind.
pub struct Known {
    /// The kind.
    pub kind: Kind,
    /// Its file's name without ending, as a key.
    file: &'static [&'static str],
    /// Columns that it must have to be this kind, by any of their names.
    marks: &'static [&'static [&'static str]],
    /// Whether the columns alone tell the kind, whatever the file is called.
    telling: bool,
    /// What its rows are, for the person.
    pub what: &'static str,
    /// What one row is.
    pub one: &'static str,
}

/// Every kind, in the order in which they are read: the person's name is needed before messages.
pub const KINDS: [Known; 10] = [
    Known {
        kind: Kind::Profile,
        file: &["profile"],
        marks: &[&["First Name"], &["Last Name"], &["Headline"]],
        telling: true,
        what: "your name",
        one: "your name",
    },
    Known {
        kind: Kind::Positions,
        file: &["positions"],
        marks: &[&["Company Name"], &["Title"], &["Started On"]],
        telling: true,
        what: "positions",
        one: "position",
    },
    Known {
        kind: Kind::Education,
        file: &["education"],
        marks: &[&["School Name"]],
        telling: true,
        what: "schools",
        one: "school",
    },
    Known { kind: Kind::Skills, file: &["skills"], marks: &[&["Name"]], telling: false, what: "skills", one: "skill" },
    Known {
        kind: Kind::Groups,
        file: &["groups", "groupmemberships"],
        marks: &[&["Name", "Group Name", "Group", "Title"]],
        telling: false,
        what: "groups",
        one: "group",
    },
    Known {
        kind: Kind::RecommendationsReceived,
        file: &["recommendationsreceived"],
        marks: &[&["First Name"], &["Last Name"], &["Creation Date"]],
        telling: false,
        what: "recommendations received",
        one: "recommendation received",
    },
    Known {
        kind: Kind::RecommendationsGiven,
        file: &["recommendationsgiven"],
        marks: &[&["First Name"], &["Last Name"], &["Creation Date"]],
        telling: false,
        what: "recommendations given",
        one: "recommendation given",
    },
    Known {
        kind: Kind::Connections,
        file: &["connections"],
        marks: &[&["First Name"], &["Last Name"], &["Connected On"]],
        telling: true,
        what: "connections",
        one: "connection",
    },
    Known {
        kind: Kind::Invitations,
        file: &["invitations"],
        marks: &[&["From"], &["To"], &["Sent At"], &["Direction"]],
        telling: true,
        what: "invitations",
        one: "invitation",
    },
    Known {
        kind: Kind::Messages,
        file: &["messages"],
        marks: &[&["From"], &["To"], &["Date"], &["Content", "Folder"]],
        telling: true,
        what: "messages",
        one: "message",
    },
];

impl Known {
    /// Whether a row is the head of this kind.
    pub fn is_head(&self, cells: &[String]) -> bool {
        let cells: Vec<String> = cells.iter().map(|cell| key(cell)).collect();
        self.marks.iter().all(|names| names.iter().any(|name| cells.contains(&key(name))))
    }
}

/// The kind that a file's name tells: `Connections.csv`, `Connections (1).csv`, `messages_2.csv`.
pub fn by_name(path: &str) -> Option<&'static Known> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let (stem, ending) = name.rsplit_once('.')?;
    if !ending.eq_ignore_ascii_case("csv") {
        return None;
    }
    let stem: String = key(stem).chars().filter(|c| !c.is_ascii_digit()).collect();
    KINDS.iter().find(|known| known.file.contains(&stem.as_str()))
}

/// The kind that a head tells, whatever the file is called.
pub fn by_head(cells: &[String]) -> Option<&'static Known> {
    KINDS.iter().find(|known| known.telling && known.is_head(cells))
}

/// Words of heads in other languages, and the language's name.
const LANGUAGES: [(&str, &[&str]); 9] = [
    (
        "German",
        &[
            "vorname",
            "nachname",
            "unternehmen",
            "firma",
            "verbundenam",
            "gesendetam",
            "von",
            "an",
            "beginn",
            "schule",
            "bildungseinrichtung",
            "nachricht",
        ],
    ),
    (
        "French",
        &[
            "prenom",
            "nomdefamille",
            "entreprise",
            "etablissement",
            "connectele",
            "envoyele",
            "expediteur",
            "destinataire",
            "datededebut",
            "poste",
        ],
    ),
    (
        "Spanish",
        &[
            "nombre",
            "apellidos",
            "apellido",
            "empresa",
            "conectadoel",
            "centroeducativo",
            "institucioneducativa",
            "fechadeinicio",
            "mensaje",
        ],
    ),
    (
        "Portuguese",
        &["sobrenome", "primeironome", "conectadoem", "instituicaodeensino", "iniciadoem", "mensagem", "cargo"],
    ),
    ("Italian", &["cognome", "azienda", "istituto", "collegatoil", "inviatoil", "messaggio", "datadiinizio"]),
    ("Dutch", &["voornaam", "achternaam", "bedrijf", "bericht", "school", "verbondenop"]),
    ("Polish", &["imie", "nazwisko", "firma", "wiadomosc"]),
    ("Swedish", &["fornamn", "efternamn", "foretag", "meddelande"]),
    ("Turkish", &["ad", "soyad", "sirket", "mesaj"]),
];

/// The language of a head that is not in English, as far as it shows.
pub fn language(cells: &[String]) -> Option<&'static str> {
    let cells: Vec<String> = cells.iter().map(|cell| key(cell)).collect();
    let count = |words: &&[&str]| cells.iter().filter(|cell| words.contains(&cell.as_str())).count();
    let (language, words) = LANGUAGES.iter().rev().max_by_key(|(_, words)| count(words))?;
    (count(words) >= 2).then_some(*language)
}
