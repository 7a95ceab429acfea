//! The age of a request, as sites write it.

use crate::say;

/// Days from words such as "3 weeks ago", "Sent yesterday", "2mo"; `None` where they tell none.
pub fn days(shown: &str) -> Option<u32> {
    let lower = shown.to_lowercase();
    if lower.contains("yesterday") {
        return Some(1);
    }
    if lower.contains("today") || lower.contains("just now") {
        return Some(0);
    }
    let number: String = lower.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let (count, rest) = if number.is_empty() {
        let at = ["a ", "an ", "last "].iter().find_map(|word| lower.find(word).map(|at| at + word.len()))?;
        (1, &lower[at..])
    } else {
        (number.parse::<u32>().ok()?, &lower[lower.find(&number)? + number.len()..])
    };
    let unit: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
    let days = match unit.as_str() {
        "s" | "sec" | "second" | "seconds" | "m" | "min" | "mins" | "minute" | "minutes" | "h" | "hr" | "hour"
        | "hours" => {
            return Some(0);
        }
        "d" | "day" | "days" => 1,
        "w" | "wk" | "week" | "weeks" => 7,
        "mo" | "month" | "months" => 30,
        "y" | "yr" | "year" | "years" => 365,
        _ => return None,
    };
    count.checked_mul(days)
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
