//! Days of the calendar and what lies between them.

use time::{Date, Month};

use crate::record::PartialDate;
use crate::say;

/// The number of a day, to count with; `None` unless year, month and day are known.
pub fn number(day: PartialDate) -> Option<i32> {
    let month = Month::try_from(day.month).ok()?;
    Date::from_calendar_date(i32::from(day.year), month, day.day).ok().map(Date::to_julian_day)
}

/// The day that is `days` after another; unknown where that one is.
pub fn after(day: PartialDate, days: i32) -> PartialDate {
    let date = number(day).and_then(|number| Date::from_julian_day(number.checked_add(days)?).ok());
    date.map(of).unwrap_or_default()
}

/// The same day of the next month, or its last day where that month is shorter.
pub fn month_after(day: PartialDate) -> PartialDate {
    let PartialDate { year, month, day } = day;
    let (year, month) = if month >= 12 { (year.saturating_add(1), 1) } else { (year, month + 1) };
    let next = PartialDate { year, month, day };
    (0..4)
        .map(|less| PartialDate { day: next.day.saturating_sub(less), ..next })
        .find(|day| number(*day).is_some())
        .unwrap_or_default()
}

/// Days from one day to another; negative when the other is earlier. `None` where either is not known.
pub fn between(from: PartialDate, to: PartialDate) -> Option<i32> {
    Some(number(to)? - number(from)?)
}

fn of(date: Date) -> PartialDate {
    PartialDate { year: u16::try_from(date.year()).unwrap_or(0), month: date.month().into(), day: date.day() }
}

/// A day as it stands in a sentence: "3 May", with its year where that is another; always with it where `today` is unknown.
pub fn spoken(day: PartialDate, today: PartialDate) -> String {
    let PartialDate { year, month, day } = day;
    let Some(month) = self::month(month) else {
        return if year > 0 { year.to_string() } else { String::new() };
    };
    match (day, year == today.year) {
        (0, true) => month.to_owned(),
        (0, false) => say!("{month} {year}", month = month, year = year),
        (day, true) => say!("{day} {month}", day = day, month = month),
        (day, false) => say!("{day} {month} {year}", day = day, month = month, year = year),
    }
}

fn month(number: u8) -> Option<&'static str> {
    Some(match number {
        1 => say!("January"),
        2 => say!("February"),
        3 => say!("March"),
        4 => say!("April"),
        5 => say!("May"),
        6 => say!("June"),
        7 => say!("July"),
        8 => say!("August"),
        9 => say!("September"),
        10 => say!("October"),
        11 => say!("November"),
        12 => say!("December"),
        _ => return None,
    })
}

/// How long ago, in the words of a sentence: "today", "3 days ago", "2 weeks ago".
pub fn ago(day: PartialDate, today: PartialDate) -> String {
    match between(day, today) {
        Some(0) => say!("today").to_owned(),
        Some(1) => say!("yesterday").to_owned(),
        Some(days @ 2..14) => say!("{days} days ago", days = days),
        Some(days @ 14..60) => say!("{weeks} weeks ago", weeks = days / 7),
        _ => say!("on {day}", day = spoken(day, today)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text)
    }

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(after(date("2027-12-28"), 7), date("2028-01-04"));
        assert_eq!(after(date("2028-02-25"), 7), date("2028-03-03"));
        assert_eq!(month_after(date("2027-01-31")), date("2027-02-28"));
        assert_eq!(month_after(date("2026-12-15")), date("2027-01-15"));
        assert_eq!(between(date("2026-11-30"), date("2026-11-02")), Some(-28));
        assert_eq!(after(date("2026-11"), 7), PartialDate::default());
        assert_eq!(number(date("2026-02-31")), None);
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let today = date("2026-11-30");
        assert_eq!(spoken(date("2026-05-03"), today), "3 May");
        assert_eq!(spoken(date("2025-05-03"), today), "3 May 2025");
        assert_eq!(spoken(date("2025-05"), today), "May 2025");
        assert_eq!(spoken(date("2025"), today), "2025");
        assert_eq!(ago(date("2026-11-29"), today), "yesterday");
        assert_eq!(ago(date("2026-11-10"), today), "2 weeks ago");
        assert_eq!(ago(date("2026-05-03"), today), "on 3 May");
    }

    proptest! {
        #[test]
        fn going_on_and_counting_agree(days in 0..200_000i32, step in -5000..5000i32) {
            let from = after(date("1999-12-31"), days);
            prop_assert_eq!(between(from, after(from, step)), Some(step));
            let month = between(from, month_after(from));
            prop_assert!(month.is_some_and(|days| (28..=31).contains(&days)));
        }
    }
}
