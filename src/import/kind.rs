//! The files of an export: which of them are read, for what, and by which columns they are known.

use serde::{Deserialize, Serialize};

use super::table::key;
use crate::say;

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
}

/// Every kind, in the order in which they are read: the person's name is needed before messages.
pub const KINDS: [Known; 10] = [
    Known {
        kind: Kind::Profile,
        file: &["profile"],
        marks: &[&["First Name"], &["Last Name"], &["Headline"]],
        telling: true,
    },
    Known {
        kind: Kind::Positions,
        file: &["positions"],
        marks: &[&["Company Name"], &["Title"], &["Started On"]],
        telling: true,
    },
    Known { kind: Kind::Education, file: &["education"], marks: &[&["School Name"]], telling: true },
    Known { kind: Kind::Skills, file: &["skills"], marks: &[&["Name"]], telling: false },
    Known {
        kind: Kind::Groups,
        file: &["groups", "groupmemberships"],
        marks: &[&["Name", "Group Name", "Group", "Title"]],
        telling: false,
    },
    Known {
        kind: Kind::RecommendationsReceived,
        file: &["recommendationsreceived"],
        marks: &[&["First Name"], &["Last Name"], &["Creation Date"]],
        telling: false,
    },
    Known {
        kind: Kind::RecommendationsGiven,
        file: &["recommendationsgiven"],
        marks: &[&["First Name"], &["Last Name"], &["Creation Date"]],
        telling: false,
    },
    Known {
        kind: Kind::Connections,
        file: &["connections"],
        marks: &[&["First Name"], &["Last Name"], &["Connected On"]],
        telling: true,
    },
    Known {
        kind: Kind::Invitations,
        file: &["invitations"],
        marks: &[&["From"], &["To"], &["Sent At"], &["Direction"]],
        telling: true,
    },
    Known {
        kind: Kind::Messages,
        file: &["messages"],
        marks: &[&["From"], &["To"], &["Date"], &["Content", "Folder"]],
        telling: true,
    },
];

impl Known {
    /// What its rows are, for the person.
    pub fn what(&self) -> &'static str {
        match self.kind {
            Kind::Profile => say!("your name"),
            Kind::Positions => say!("positions"),
            Kind::Education => say!("schools"),
            Kind::Skills => say!("skills"),
            Kind::Groups => say!("groups"),
            Kind::RecommendationsReceived => say!("recommendations received"),
            Kind::RecommendationsGiven => say!("recommendations given"),
            Kind::Connections => say!("connections"),
            Kind::Invitations => say!("invitations"),
            Kind::Messages => say!("messages"),
        }
    }

    /// What one row is.
    pub fn one(&self) -> &'static str {
        match self.kind {
            Kind::Profile => say!("your name"),
            Kind::Positions => say!("position"),
            Kind::Education => say!("school"),
            Kind::Skills => say!("skill"),
            Kind::Groups => say!("group"),
            Kind::RecommendationsReceived => say!("recommendation received"),
            Kind::RecommendationsGiven => say!("recommendation given"),
            Kind::Connections => say!("connection"),
            Kind::Invitations => say!("invitation"),
            Kind::Messages => say!("message"),
        }
    }

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
    (count(words) >= 2).then(|| name_of(language))
}

/// A language in the person's own.
fn name_of(language: &str) -> &'static str {
    match language {
        "German" => say!("German"),
        "French" => say!("French"),
        "Spanish" => say!("Spanish"),
        "Portuguese" => say!("Portuguese"),
        "Italian" => say!("Italian"),
        "Dutch" => say!("Dutch"),
        "Polish" => say!("Polish"),
        "Swedish" => say!("Swedish"),
        _ => say!("Turkish"),
    }
}
