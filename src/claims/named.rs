//! Groups and persons of the record that a message names.

use super::find::Stretch;
use super::scene::Scene;
use super::{Claim, Entity, apart, people};
use crate::assessment::ClaimType;
use crate::text::{Segment, Sentence, Shape};

/// How telling such a claim is, in hundredths.
const WEIGHT: u8 = 60;

/// Claims around names that stand in the record: its groups, and its connections.
pub fn named(scene: &Scene<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in &scene.text.sentences {
        if matches!(sentence.segment, Segment::Body | Segment::Greeting | Segment::SignOff) {
            found.extend(groups(scene, sentence));
            found.extend(persons(scene, sentence));
        }
    }
    found
}

fn groups(scene: &Scene<'_>, sentence: &Sentence) -> Vec<Claim> {
    let mut found = Vec::new();
    for group in &scene.names.groups {
        let length = group.split(' ').count();
        for from in sentence.from..sentence.to {
            let word = scene.word(from);
            let begins = group.starts_with(word);
            let shape = scene.text.tokens.get(from).shape;
            let short = shape.has(Shape::CAPITAL) && word.len() >= 3 && is_squeezed(word, group);
            // "IEEE ComSoc"
            let two = begins
                && from + 1 < sentence.to
                && scene.is_capital(from + 1)
                && is_squeezed(&format!("{word}{}", scene.word(from + 1)), group);
            let to = match () {
                () if short => Some(from + 1),
                () if two => Some(from + 2),
                () if begins => {
                    (from + length..=(from + length + 2).min(sentence.to)).find(|to| scene.normal(from, *to) == *group)
                }
                () => None,
            };
            let Some(to) = to else { continue };
            if let Some(begin) = belongs(scene, sentence, from, to) {
                let stretch = Stretch { from: begin, to, weight: 80 };
                found.push(stretch.claim(scene, ClaimType::Group, Entity::Named(scene.quote(from, to))));
                break;
            }
        }
    }
    found
}

/// Where the words begin that make the sender one of the group.
fn belongs(scene: &Scene<'_>, sentence: &Sentence, from: usize, to: usize) -> Option<usize> {
    let word = |at: usize| if (sentence.from..sentence.to).contains(&at) { scene.word(at) } else { "" };
    let near = from.saturating_sub(7).max(sentence.from);
    let people = |at: usize| matches!(word(at), "member" | "members" | "lurker" | "regular" | "committee");
    let yours = (near..from).any(|at| {
        matches!(word(at), "your" | "you" | "ihr" | "ihren" | "ihre" | "votre" | "su")
            && !matches!(word(at + 1), "and" | "same")
            && word(at.max(1) - 1) != "like"
    });
    if yours {
        return None;
    }
    let fellow = (near..from).rev().find(|at| matches!(word(*at), "fellow" | "another") && from - at <= 4);
    let also = (near..from).find(|at| {
        let tied = matches!(word(*at), "also" | "too" | "both" | "we" | "us" | "together");
        let led = |at: usize| matches!(word(at), "in" | "on" | "of" | "from");
        let led = led(from.max(1) - 1) || (word(from.max(1) - 1) == "the" && led(from.max(2) - 2));
        tied && led
            && !(*at..from).any(|at| matches!(word(at), "help" | "sponsor" | "sponsored" | "sell" | "saw" | "heard"))
    });
    // "I'm in the Ferry Lovers too", "soy miembro de …".
    let being = (near..from).find(|at| {
        matches!(word(*at), "i" | "soy" | "sou" | "sono" | "je" | "ich")
            && (*at..from).all(|at| !matches!(word(at), "saw" | "see" | "noticed" | "heard" | "read" | "run" | "sell"))
    });
    let marked = (to..to + 5).any(|at| {
        matches!(word(at), "too" | "also" | "myself")
            || matches!(
                (word(at), word(at + 1)),
                ("as" | "like", "you" | "well" | "yourself") | ("como", "tu" | "usted" | "voce")
            )
            || matches!((word(at), word(at + 1)), ("comme", "vous" | "toi") | ("wie", "sie" | "du") | ("som", "du"))
    });
    let own = (near..from)
        .find(|at| matches!(word(*at), "miembro" | "membre" | "mitglied" | "medlem" | "membro" | "czlonek" | "lid"));
    let being = being.or(own).filter(|_| marked);
    let member = (to..to + 2).any(people)
        && (to..to + 5).any(|at| matches!(word(at), "too" | "also" | "here" | "like" | "as" | "myself"))
        || people(to) && from <= sentence.from + 3;
    fellow.or(also).or(being).or_else(|| member.then_some(from))
}

/// Whether a word is made of the beginnings of all the words of a name: "RAeS" of the Royal Aeronautical Society.
pub fn is_squeezed(short: &str, name: &str) -> bool {
    fn fits(short: &str, words: &[&str]) -> bool {
        let Some((word, rest)) = words.split_first() else { return short.is_empty() };
        if matches!(*word, "of" | "for" | "in" | "the") && fits(short, rest) {
            return true;
        }
        let most = short.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
        (1..=most).rev().any(|length| short.is_char_boundary(length) && fits(&short[length..], rest))
    }
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let telling = words.iter().filter(|word| !matches!(**word, "of" | "for" | "in" | "the")).count();
    (2..=8).contains(&words.len())
        && short.len() >= telling
        && short.len() >= 3
        && short.len() <= 16
        && fits(short, &words)
}

/// A connection by the full name, beside what that person did or said: "Ada Pell thought you might know".
fn persons(scene: &Scene<'_>, sentence: &Sentence) -> Vec<Claim> {
    let mut found = Vec::new();
    for from in sentence.from..sentence.to.saturating_sub(1) {
        let capital = scene.is_capital(from) && scene.is_capital(from + 1) && !scene.breaks(from + 1);
        if !capital
            || (from > sentence.from && scene.is_capital(from - 1) && !scene.breaks(from))
            || scene.is_person(from)
        {
            continue;
        }
        let to = (from + 2..=(from + 4).min(sentence.to))
            .take_while(|to| scene.is_capital(to - 1))
            .last()
            .unwrap_or(from + 2);
        let name = scene.quote(from, to);
        if !is_tie(scene, sentence, from, to) || people::connection(scene, &name).is_none() {
            continue;
        }
        let near = to.min(sentence.to - 1);
        let stretch = Stretch { from, to: near.max(from + 1), weight: WEIGHT };
        found.push(stretch.claim(scene, ClaimType::Mutual, Entity::Named(name)));
    }
    found
}

/// Whether the words around a name tie the sender to that person.
fn is_tie(scene: &Scene<'_>, sentence: &Sentence, from: usize, to: usize) -> bool {
    const BEFORE: [&str; 26] = [
        "with",
        "friend",
        "friends",
        "through",
        "via",
        "by",
        "know",
        "knows",
        "regards",
        "love",
        "from",
        "colleague",
        "cousin",
        "mutual",
        "thanks",
        "me",
        "amigo",
        "amiga",
        "ami",
        "amie",
        "freund",
        "freundin",
        "kollegin",
        "kollege",
        "von",
        "por",
    ];
    const SAID: [&str; 19] = [
        "sa",
        "sier",
        "sager",
        "mowi",
        "mowil",
        "dice",
        "diz",
        "falou",
        "dit",
        "zei",
        "zegt",
        "reckons",
        "swears",
        "erzahlt",
        "erzahlte",
        "raconte",
        "cuenta",
        "forteller",
        "berattar",
    ];
    const AFTER: [&str; 38] = [
        "me",
        "us",
        "i",
        "said",
        "says",
        "told",
        "thinks",
        "thought",
        "suggested",
        "recommended",
        "recommends",
        "recommended",
        "mentioned",
        "gave",
        "introduced",
        "sends",
        "m'a",
        "ma",
        "mir",
        "mich",
        "meinte",
        "meint",
        "sagt",
        "sagte",
        "ich",
        "dio",
        "dijo",
        "recomendo",
        "sugirio",
        "jeg",
        "jag",
        "moi",
        "yo",
        "eu",
        "io",
        "mi",
        "disse",
        "advised",
    ];
    let word = |at: usize| if (sentence.from..sentence.to).contains(&at) { scene.word(at) } else { "" };
    let asks = (sentence.from..from).any(|at| {
        matches!(
            word(at),
            "introduce" | "introduction" | "intro" | "reach" | "connected" | "replace" | "replaced" | "congratulate"
        ) || (matches!(word(at), "see" | "saw" | "noticed") && word(at.max(1) - 1) == "i")
            || (word(at) == "you" && matches!(word(at + 1), "know" | "and" | "are" | "worked"))
    });
    let before = (from.saturating_sub(3).max(sentence.from)..from).any(|at| BEFORE.contains(&word(at)));
    let kin = word(to) == "'s" && apart::is_kin(word(to + 1));
    let next = scene.text.sentences.iter().find(|next| next.from == sentence.to);
    let tells = next.is_some_and(|next| {
        matches!(scene.word(next.from), "he" | "she" | "they")
            && (next.from + 1..next.to.min(next.from + 3))
                .any(|at| matches!(scene.word(at), "said" | "told" | "says" | "thinks" | "thought" | "suggested"))
    });
    let later = (to..to + 11).any(|at| {
        matches!(word(at), "owes" | "says" | "told" | "said" | "gave" | "sent" | "asked" | "suggested")
            && matches!(word(at + 1), "me" | "us" | "you" | "that")
    });
    let after = kin
        || tells
        || later
        || (to..to + 6).any(|at| {
            AFTER.contains(&word(at)) || SAID.contains(&word(at)) || (word(at) == "und" && word(at + 1) == "ich")
        });
    !asks && (before || after)
}
