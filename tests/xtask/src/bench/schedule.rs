//! Programmes of any size, as a schedule that can be imported.

use std::fmt::Write;

/// How large a programme is.
#[derive(Clone, Copy)]
pub struct Size {
    /// Rooms side by side.
    pub rooms: usize,
    /// Days after another.
    pub days: usize,
    /// Events in all; they fill a day's first hours in every room before the next.
    pub events: usize,
    /// Minutes of one event.
    pub minutes: usize,
    /// People, each in as many events as it takes.
    pub people: usize,
}

/// The first day of every schedule.
pub const FIRST_DAY: &str = "2031-05-05";

/// A schedule in the XML of frab. Every event has one speaker, who is in one place at a time.
pub fn xml(acronym: &str, size: Size) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<schedule><version>1</version><conference>\
         <acronym>{acronym}</acronym><title>Congress {acronym}</title><start>{FIRST_DAY}</start>\
         <end>2031-05-{:02}</end><days>{}</days><time_zone_name>Europe/Berlin</time_zone_name></conference>\n",
        4 + size.days,
        size.days
    );
    let a_day = size.events.div_ceil(size.days);
    for day in 0..size.days {
        let events: Vec<usize> = (day * a_day..size.events.min((day + 1) * a_day)).collect();
        _ = writeln!(text, "<day index=\"{}\" date=\"2031-05-{:02}\">", day + 1, 5 + day);
        for room in 0..size.rooms {
            _ = writeln!(text, "<room name=\"Room {:02}\">", room + 1);
            for (place, event) in events.iter().enumerate().filter(|(place, _)| place % size.rooms == room) {
                event_in(&mut text, size, day, place / size.rooms, *event);
            }
            text.push_str("</room>\n");
        }
        text.push_str("</day>\n");
    }
    text.push_str("</schedule>\n");
    text
}

fn event_in(text: &mut String, size: Size, day: usize, slot: usize, event: usize) {
    let minute = 8 * 60 + slot * size.minutes;
    let (hour, minute) = (minute / 60, minute % 60);
    let person = event % size.people;
    _ = writeln!(
        text,
        "<event id=\"{id}\" guid=\"00000000-0000-4000-8000-{id:012}\"><date>2031-05-{day:02}T{hour:02}:{minute:02}:00+02:00\
         </date><start>{hour:02}:{minute:02}</start><duration>{:02}:{:02}</duration><title>Session {id} on water, \
         heat and streets</title><abstract>What a city did about it, and what it measured afterwards.</abstract>\
         <language>en</language><type>lecture</type><persons><person id=\"{person}\">Speaker {person} Example</person>\
         </persons></event>",
        size.minutes / 60,
        size.minutes % 60,
        id = event + 1,
        day = 5 + day,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_in_it_once() {
        let size = Size { rooms: 3, days: 2, events: 20, minutes: 30, people: 7 };
        let text = xml("x", size);
        assert_eq!(text.matches("<event ").count(), 20);
        assert_eq!(text.matches("<room ").count(), 6);
        assert!(text.contains("2031-05-06T08:00:00+02:00") && !text.contains("2031-05-07T"), "{text}");
        assert!(text.contains("<duration>00:30</duration>"), "{text}");
    }
}
