//! Dates as exports write them.

use crate::record::PartialDate;

/// A moment as far as a row tells it: the day, and the second of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub day: PartialDate,
    /// Seconds since midnight; 0 when not told.
    pub second: u32,
}

/// Which number of `3/12/21` is the day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The second, as in the network's English exports.
    #[default]
    MonthFirst,
    /// The first.
    DayFirst,
}

impl Order {
    /// The order of a file, from the dates in it: a first number that can be no month settles it.
    pub fn of<'a>(mut dates: impl Iterator<Item = &'a str>) -> Self {
        let no_month = |date: &str| {
            let first = date.trim().split('/').next().filter(|_| date.contains('/'));
            first.and_then(|first| first.parse::<u8>().ok()).is_some_and(|first| first > 12)
        };
        if dates.any(no_month) { Self::DayFirst } else { Self::MonthFirst }
    }
}

/// Reads a date; `None` if it is none of the known styles.
pub fn read(text: &str, order: Order) -> Option<Moment> {
    let text = text.trim().trim_matches('"');
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | 'T' | '\u{202f}'))
        .filter(|w| !w.is_empty())
        .collect();
    let first = *words.first()?;
    // `T` may also be the head of a word: no month has one in English, a clock does not either.
    let (day, rest) = if first.contains('/') && first.split('/').next().is_some_and(|n| n.len() < 4) {
        (slashed(first, order)?, &words[1..])
    } else if first.contains('-') || first.contains('/') {
        (dashed(&first.replace('/', "-"))?, &words[1..])
    } else {
        worded(&words)?
    };
    Some(Moment { day, second: clock(rest) })
}

fn checked(year: u16, month: u8, day: u8) -> Option<PartialDate> {
    let of_era = (1900..=2200).contains(&year);
    (of_era && month <= 12 && day <= 31).then_some(PartialDate { year, month, day: if month == 0 { 0 } else { day } })
}

/// `3/12/21`, `03/12/2021`.
fn slashed(text: &str, order: Order) -> Option<PartialDate> {
    let mut numbers = text.split('/').map(|number| number.parse::<u16>().ok());
    let (one, two, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let year = match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        year => year,
    };
    let (month, day) = if order == Order::DayFirst || one > 12 { (two, one) } else { (one, two) };
    (month > 0 && day > 0).then(|| checked(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?))?
}

/// `2021-03-12`, `2021-03`.
fn dashed(text: &str) -> Option<PartialDate> {
    let mut parts = text.split('-');
    let year = parts.next()?.parse().ok()?;
    let mut next = || parts.next().map_or(Some(0), |part| part.parse().ok());
    checked(year, next()?, next()?)
}

/// `12 Mar 2021`, `Mar 2021`, `March 12, 2021`, `2021`.
fn worded<'a, 'b>(words: &'a [&'b str]) -> Option<(PartialDate, &'a [&'b str])> {
    let (mut year, mut month, mut day) = (0, 0, 0);
    let mut used = 0;
    for word in words.iter().take(3) {
        let number = word.trim_end_matches('.').parse::<u16>().ok();
        match (number, month_of(word)) {
            (Some(number), _) if number > 31 => year = number,
            (Some(number), _) if day == 0 => day = u8::try_from(number).ok()?,
            (None, Some(found)) if month == 0 => month = found,
            _ => break,
        }
        used += 1;
        if year > 0 {
            break; // the year is the last that is told of a day
        }
    }
    (year > 0 && (day == 0 || month > 0)).then_some(())?;
    Some((checked(year, month, day)?, words.get(used..).unwrap_or_default()))
}

fn month_of(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let head = word.get(..3)?.to_ascii_lowercase();
    word.chars().all(|c| c.is_alphabetic() || c == '.').then_some(())?;
    (1..).zip(MONTHS).find(|(_, month)| **month == *head).map(|(number, _)| number)
}

/// `10:11:12`, `10:11 PM`; midnight if there is no clock.
fn clock(words: &[&str]) -> u32 {
    let Some(time) = words.iter().find(|word| word.contains(':')) else { return 0 };
    let mut parts = time.split(':').map(|part| {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        part[..digits].parse::<u32>().unwrap_or(0)
    });
    let (hour, minute, second) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    let said = |half: &str| words.iter().any(|word| word.to_ascii_lowercase().ends_with(half));
    let hour = match () {
        () if said("pm") && hour < 12 => hour + 12,
        () if said("am") && hour == 12 => 0,
        () => hour,
    };
    hour.min(23) * 3600 + minute.min(59) * 60 + second.min(59)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_is_read() {
        for (text, date, second) in [
            ("12 Mar 2021", "2021-03-12", 0),
            ("Mar 2021", "2021-03", 0),
            ("March 2021", "2021-03", 0),
            ("Mar 12, 2021", "2021-03-12", 0),
            ("Sept 2021", "2021-09", 0),
            ("2021", "2021", 0),
            ("2021-03-12 10:11:12 UTC", "2021-03-12", 36_672),
            ("2021/03/12 10:11:12 UTC", "2021-03-12", 36_672),
            ("2021-03-12T10:11:12Z", "2021-03-12", 36_672),
            ("2021-03", "2021-03", 0),
            ("3/12/21, 10:11 AM", "2021-03-12", 36_660),
            ("3/12/21, 10:11\u{202f}PM", "2021-03-12", 79_860),
            ("3/12/21, 12:05 AM", "2021-03-12", 300),
            ("03/12/2021", "2021-03-12", 0),
            ("23/12/2021", "2021-12-23", 0),
            ("  1 Jan 2020 ", "2020-01-01", 0),
        ] {
            let expected = Moment { day: PartialDate::parse(date), second };
            assert_eq!(read(text, Order::MonthFirst), Some(expected), "{text}");
        }
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in
            ["", "yesterday", "Xyz 2021", "13/13/21", "0/4/21", "99", "12 2021 Mar x", "2021-99-01", "März 2021", "é"]
        {
            assert_eq!(read(text, Order::MonthFirst), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_can_be_no_month_settles_the_order() {
        assert_eq!(Order::of(["3/4/21", "23/4/21"].into_iter()), Order::DayFirst);
        assert_eq!(read("3/4/21", Order::DayFirst).map(|m| m.day), Some(PartialDate::parse("2021-04-03")));
        assert_eq!(Order::of(["3/4/21", "2021-03-01"].into_iter()), Order::MonthFirst);
    }
}
