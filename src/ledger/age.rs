//! The age of a request, as sites write it in English, Spanish, French, German and Portuguese.

use crate::say;

/// Days from words such as "3 weeks ago", "Sent yesterday", "2mo"; `None` where they tell none.
pub fn days(shown: &str) -> Option<u32> {
    let lower = shown.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["yesterday", "gestern", "ayer", "ontem"]) || lower.split_whitespace().any(|word| word == "hier") {
        return Some(1);
    }
    if says(&["today", "just now", "heute", "gerade eben", "hoy", "hoje", "aujourd", "à l’instant", "à l'instant"])
    {
        return Some(0);
    }
    let number: String = lower.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    if number.is_empty() {
        // "a week ago", "il y a une semaine": one, of whatever follows.
        let words: Vec<&str> = lower.split_whitespace().collect();
        return words.windows(2).filter(|pair| ONE.contains(&pair[0])).find_map(|pair| unit(pair[1]));
    }
    let rest = &lower[lower.find(&number)? + number.len()..];
    let word: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    number.parse::<u32>().ok()?.checked_mul(unit(&word)?)
}

/// Words for one.
const ONE: [&str; 10] = ["a", "an", "last", "einem", "einer", "un", "une", "una", "um", "uma"];

/// Days of a unit of time; hours and less are none.
fn unit(word: &str) -> Option<u32> {
    Some(match word {
        "s" | "sec" | "second" | "seconds" | "m" | "min" | "mins" | "minute" | "minutes" | "h" | "hr" | "hour"
        | "hours" | "minuten" | "std" | "stunde" | "stunden" | "heure" | "heures" | "minuto" | "minutos" | "hora"
        | "horas" => 0,
        "d" | "day" | "days" | "tag" | "tage" | "tagen" | "j" | "jour" | "jours" | "día" | "días" | "dia" | "dias" => {
            1
        }
        "w" | "wk" | "week" | "weeks" | "woche" | "wochen" | "sem" | "semaine" | "semaines" | "semana" | "semanas" => 7,
        "mo" | "month" | "months" | "monat" | "monate" | "monaten" | "mois" | "mes" | "meses" | "mês" => 30,
        "y" | "yr" | "year" | "years" | "jahr" | "jahre" | "jahren" | "an" | "ans" | "año" | "años" | "ano"
        | "anos" => 365,
        _ => return None,
    })
}

/// The reminder that a request has been open for a while; `None` while it is fresh.
pub fn reminder(days: u32) -> Option<String> {
    Some(match days {
        0..7 => return None,
        7..14 => say!("Open for a week. A short answer, even a no, is a courtesy in itself.").to_owned(),
        14..60 => say!("Open for {weeks} weeks. A short answer, even a no, is a courtesy in itself.", weeks = days / 7),
        60..365 => {
            say!("Open for {months} months. A short answer, even a no, is a courtesy in itself.", months = days / 30)
        }
        _ => say!("Open for over a year. A short answer, even a no, is a courtesy in itself.").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_as_sites_write_them() {
        for (shown, expected) in [
            ("3 weeks ago", Some(21)),
            ("Sent 2 days ago", Some(2)),
            ("Yesterday", Some(1)),
            ("Received a month ago", Some(30)),
            ("5h", Some(0)),
            ("2mo", Some(60)),
            ("1 yr", Some(365)),
            ("last week", Some(7)),
            ("vor 3 Wochen", Some(21)),
            ("Gestern gesendet", Some(1)),
            ("vor einem Monat", Some(30)),
            ("il y a 2 mois", Some(60)),
            ("il y a une semaine", Some(7)),
            ("hace 5 días", Some(5)),
            ("hace un año", Some(365)),
            ("há 2 semanas", Some(14)),
            ("ontem", Some(1)),
            ("Tuesday", None),
            ("", None),
            ("99999999999 weeks", None),
            ("4294967295 years", None),
        ] {
            assert_eq!(days(shown), expected, "{shown}");
        }
    }

    #[test]
    fn only_what_has_waited_is_called_open() {
        assert_eq!(reminder(3), None);
        assert!(reminder(21).is_some_and(|line| line.starts_with("Open for 3 weeks.")));
        assert!(reminder(400).is_some_and(|line| line.starts_with("Open for over a year.")));
    }
}
