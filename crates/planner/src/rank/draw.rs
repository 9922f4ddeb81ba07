//! What the data leave open, drawn at random: errors of the estimates, jointly.

use super::{design::Design, mixed::Equations, reml::Fit};
use crate::{Control, chance::Chance};

/// Draws that are made at once.
pub(super) const WIDTH: usize = 8;

/// Where joint errors of the items come from.
pub(super) enum Errors<'a> {
    /// A fitted model, and where each item stands in it.
    Model { fit: &'a Fit<'a>, places: Vec<usize> },
    /// Independent errors of these sizes.
    Independent(&'a [f64]),
    /// None at all.
    None(usize),
}

impl Errors<'_> {
    /// Work for one draw, in multiplications.
    pub fn cost(&self) -> usize {
        match self {
            Self::Model { fit, .. } => {
                let design = fit.equations.design;
                design.pattern.rows.len() + 2 * design.rows.len() + 8 * design.folded.len()
            }
            Self::Independent(sizes) => 8 * sizes.len(),
            Self::None(count) => *count,
        }
    }

    fn fill(&self, chance: &mut Chance, out: &mut Vec<[f64; WIDTH]>) {
        out.clear();
        match self {
            Self::None(count) => out.resize(*count, [0.0; WIDTH]),
            Self::Independent(sizes) => {
                out.extend(sizes.iter().map(|size| normals(chance).map(|z| z * size)));
            }
            Self::Model { fit, places } => {
                let side = draw_side(&fit.equations, chance);
                let at = usize::from(!fit.equations.design.items_are_folded);
                let size = fit.equations.theta[at] * fit.residual.sqrt();
                out.extend(places.iter().map(|&place| side[place].map(|v| v * size)));
            }
        }
    }

    /// Shows `count` blocks of [`WIDTH`] draws to as many threads as may work; what they
    /// made of it comes back in the order of the blocks, whatever the threads.
    pub fn draw<T: Send>(
        &self,
        count: usize,
        control: &Control<'_>,
        see: impl Fn(&[[f64; WIDTH]]) -> T + Sync,
    ) -> Vec<T> {
        let threads = control.threads.clamp(1, count.max(1));
        let block = |at: usize, room: &mut Vec<[f64; WIDTH]>| {
            let mut chance = Chance::new(control.seed ^ (at as u64 + 1).wrapping_mul(0xd134_2543_de82_ef95));
            self.fill(&mut chance, room);
            see(room)
        };
        let mut parts: Vec<(usize, T)> = Vec::with_capacity(count);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (1..threads)
                .map(|own| {
                    let block = &block;
                    scope.spawn(move || {
                        let mut room = Vec::new();
                        (own..count).step_by(threads).map(|at| (at, block(at, &mut room))).collect::<Vec<_>>()
                    })
                })
                .collect();
            let mut room = Vec::new();
            parts.extend((0..count).step_by(threads).map(|at| (at, block(at, &mut room))));
            for worker in workers {
                match worker.join() {
                    Ok(part) => parts.extend(part),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
        });
        parts.sort_by_key(|&(at, _)| at);
        parts.into_iter().map(|(_, part)| part).collect()
    }
}

fn normals(chance: &mut Chance) -> [f64; WIDTH] {
    let mut all = [0.0; WIDTH];
    for pair in all.chunks_exact_mut(2) {
        let (a, b) = chance.normal();
        (pair[0], pair[1]) = (a, b);
    }
    all
}

/// Draws from the normal distribution with the inverse of the equations as covariance; the items' side of them.
fn draw_side(equations: &Equations<'_>, chance: &mut Chance) -> Vec<[f64; WIDTH]> {
    let design: &Design = equations.design;
    let [tf, tk] = equations.theta;
    let mean = normals(chance).map(|z| z / equations.pivot.sqrt());
    let mut kept: Vec<[f64; WIDTH]> = (0..design.kept.len()).map(|_| normals(chance)).collect();
    equations.factor.backward(&mut kept);
    for (row, h) in kept.iter_mut().zip(&equations.coupling) {
        row.iter_mut().zip(mean).for_each(|(v, m)| *v -= h * m);
    }
    if !design.items_are_folded {
        return kept;
    }
    (0..design.folded.len())
        .map(|f| {
            let d = equations.folded[f];
            let mut own = normals(chance).map(|z| z / d.sqrt());
            let n = design.folded.count[f];
            for (v, m) in own.iter_mut().zip(mean) {
                *v -= tf / d * n * m;
            }
            for (k, weight) in design.folded.cells(f) {
                let pull = tf * tk * weight / d;
                own.iter_mut().zip(kept[k]).for_each(|(v, x)| *v -= pull * x);
            }
            own
        })
        .collect()
}
