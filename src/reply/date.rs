//! Dates as a reply says them.

use super::data::pack::Words;
use crate::record::PartialDate;

/// `date` in the words of a pack; the year is left out while it is this year's. Empty if not known.
pub fn spoken(date: PartialDate, today: PartialDate, words: &Words<'_>) -> String {
    if !date.is_known() {
        return String::new();
    }
    let kind = match (date.month, date.day) {
        (0, _) => "year",
        (_, 0) => "month",
        (_, 1) if !words.one("date.first").is_empty() => "first",
        _ => "day",
    };
    let month = words.list("months").get(usize::from(date.month).wrapping_sub(1)).copied().unwrap_or("");
    let this_year = kind == "year" || date.year == today.year;
    let with_year = if this_year { String::new() } else { format!(" {}", words.one("date.with-year")) };
    let text = words.one(&format!("date.{kind}")).replace("{d}", &date.day.to_string()).replace("{m}", month);
    format!("{text}{with_year}").replace("{y}", &date.year.to_string())
}

/// The date with the preposition that says when: "on 12 May", "in May".
pub fn when(date: PartialDate, today: PartialDate, words: &Words<'_>) -> String {
    let on = words.one(if date.day == 0 { "date.in" } else { "date.on" });
    let spoken = spoken(date, today, words);
    if spoken.is_empty() { spoken } else { on.replace("{date}", &spoken) }
}

/// The date as the beginning of a time: "any time from 12 May".
pub fn from(date: PartialDate, today: PartialDate, words: &Words<'_>) -> String {
    let spoken = spoken(date, today, words);
    if spoken.is_empty() {
        spoken
    } else {
        words.one(if date.day == 0 { "date.from-month" } else { "date.from" }).replace("{date}", &spoken)
    }
}

/// The date as the end of a time: "12 May", "the end of May".
pub fn until(date: PartialDate, today: PartialDate, words: &Words<'_>) -> String {
    let spoken = spoken(date, today, words);
    let kind = if date.day == 0 { "date.end" } else { "date.until" };
    if spoken.is_empty() { spoken } else { words.one(kind).replace("{date}", &spoken) }
}

/// The day after; after a month the next month, after a year the next year.
pub fn next(date: PartialDate) -> PartialDate {
    let PartialDate { year, month, day } = date;
    let long = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    match (month, day) {
        _ if year == 0 => date,
        (0, _) => PartialDate { year: year.saturating_add(1), ..date },
        (_, d) if d > 0 && d < long => PartialDate { day: day + 1, ..date },
        (12, _) => PartialDate { year: year.saturating_add(1), month: 1, day: day.min(1) },
        _ => PartialDate { month: month.saturating_add(1), day: day.min(1), ..date },
    }
}

/// Whether `date` is over on `today`, as far as both are known; what is not known is not over.
pub fn is_over(date: PartialDate, today: PartialDate) -> bool {
    let PartialDate { year, month, day } = date;
    let last = (year, if month == 0 { 12 } else { month }, if day == 0 { 31 } else { day });
    date.is_known() && last < (today.year, today.month, today.day)
}
