//! What the solver says a finished plan costs, term by term. The checker counts again,
//! another way.

use super::{
    model::Model,
    plan::Plan,
    sheet::{Sheet, Weights},
};

/// The raw counts of a complete plan, in the order of [`super::plan::TERMS`].
pub(super) fn tally(sheet: &Sheet, model: &Model, plan: &Plan) -> [i64; 16] {
    let mut terms = [0; 16];
    let mut in_room = vec![0_u32; model.tracks * model.rooms];
    let mut in_session = vec![0_u32; model.tracks * model.sessions];
    for (s, rooms) in plan.cells.iter().enumerate() {
        for (r, track) in rooms.iter().enumerate() {
            let Some(t) = *track else { continue };
            terms[0] += i64::from(sheet.ts[t][s]);
            terms[1] += i64::from(sheet.tr[t][r]);
            terms[2] += i64::from(sheet.sroom[s][r]);
            in_room[t * model.rooms + r] += 1;
            in_session[t * model.sessions + s] += 1;
            for u in rooms[r + 1..].iter().flatten() {
                if *u != t {
                    terms[3] += i64::from(sheet.tt[t][*u]);
                }
                terms[13] += i64::from(sheet.cc[t].contains(u) || sheet.cc[*u].contains(&t));
            }
        }
    }
    for t in 0..model.tracks {
        let rooms = in_room[t * model.rooms..(t + 1) * model.rooms].iter().filter(|&&count| count > 0).count();
        terms[4] += (rooms as i64 - 1).max(0);
        let mut runs = 0;
        let mut before = 0;
        for &count in &in_session[t * model.sessions..(t + 1) * model.sessions] {
            terms[5] += (i64::from(count) - 1).max(0);
            runs += u32::from(count > 0 && before == 0);
            before = count;
        }
        terms[6] += i64::from(runs > 1);
        terms[8] += disorder(sheet, model, plan, t);
    }
    for (i, at) in plan.placements.iter().enumerate() {
        let len = i64::from(model.len[i]);
        terms[7] += len * i64::from(sheet.stz[i][at.session]);
        terms[9] += len * i64::from(sheet.ss[i][at.session]);
        terms[10] += len * i64::from(sheet.sr[i][at.room]);
        for neighbour in model.neighbours(i) {
            let j = neighbour.other as usize;
            let there = plan.placements[j];
            if j > i && there.session == at.session && there.room != at.room {
                let shared = overlap(at.slot, model.len[i], there.slot, model.len[j]);
                let (presenter, attendee) = (i64::from(neighbour.kind & 1), i64::from(neighbour.kind >> 1));
                terms[11] += presenter;
                terms[12] += attendee;
                terms[14] += presenter * shared;
                terms[15] += attendee * shared;
            }
        }
    }
    terms
}

fn disorder(sheet: &Sheet, model: &Model, plan: &Plan, track: usize) -> i64 {
    let mut sequence: Vec<usize> = model.members[track].iter().map(|&i| i as usize).collect();
    sequence.sort_by_key(|&i| plan.placements[i]);
    let mut count = 0;
    for (position, &i) in sequence.iter().enumerate() {
        if sheet.sub_order[i] == 0 {
            continue;
        }
        count += i64::from(sheet.sub_order[i] as usize != position + 1);
        let at = plan.placements[i];
        for &j in &sequence[position + 1..] {
            let there = plan.placements[j];
            if there.session != at.session {
                break;
            }
            if sheet.sub_order[j] > 0 {
                count += overlap(at.slot, model.len[i], there.slot, model.len[j]);
            }
        }
    }
    count
}

fn overlap(a: usize, len_a: u32, b: usize, len_b: u32) -> i64 {
    ((a + len_a as usize).min(b + len_b as usize) as i64 - a.max(b) as i64).max(0)
}

/// The terms times their weights.
pub(super) fn weigh(terms: &[i64; 16], w: &Weights) -> i64 {
    terms.iter().zip(w.by_term()).map(|(term, weight)| term * i64::from(weight)).sum()
}
