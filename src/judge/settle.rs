//! Decisions that must agree are taken together.
//!
//! A message that names common ground, the recipient's work or earlier contact is not impersonal, and one that does
//! none of it is; people who know each other owe each other favours; a reason is clear or unclear, not both. Scored
//! one by one, the model may say both. Here the combination that fits all scores best is taken.

use super::model::{FIRST_ASK, OUTPUTS, Output, TEXT_FLAGS, place};
use crate::assessment::{Ask, Flag, Good};

/// How sure the model must be to say neither "impersonal" nor what is personal about it.
const NEITHER: f32 = -0.1;

/// How far over its threshold a flag must be that is raised alone.
const ALONE: f32 = 0.3;

/// How much a favour asked too soon adds to what speaks against earlier contact: little, for it is told from the same
/// silence about any tie as `impersonal`.
const SAME_SILENCE: f32 = 0.35;

/// Margins over the thresholds, by output, turned into decisions.
pub fn settle(margins: &[f32; OUTPUTS]) -> [bool; OUTPUTS] {
    let mut raised = margins.map(|margin| margin > 0.0);
    let impersonal = place(Output::Flag(Flag::Impersonal));
    let premature = place(Output::Flag(Flag::PrematureAsk));
    let unclear = place(Output::Flag(Flag::UnclearReason));
    let clear = place(Output::Good(Good::ClearReason));
    let contact = place(Output::Good(Good::PriorContact));
    let ground = place(Output::Good(Good::CommonGround));
    let work = place(Output::Good(Good::KnowsYourWork));

    let gain = |output: usize| margins[output].max(0.0);
    let known = margins[contact] + gain(ground) + gain(work);
    // Not known to each other: impersonal, or personal by something else, or neither.
    let something = if margins[ground] > 0.0 || margins[work] > 0.0 {
        gain(ground) + gain(work)
    } else {
        margins[ground].max(margins[work])
    };
    let unknown = margins[impersonal].max(something).max(NEITHER) + SAME_SILENCE * gain(premature);

    raised[contact] = known > unknown;
    if raised[contact] {
        raised[impersonal] = false;
        raised[premature] = false;
    } else {
        raised[impersonal] = margins[impersonal] > something.max(NEITHER);
        raised[ground] =
            !raised[impersonal] && (margins[ground] > 0.0 || (something > NEITHER && margins[ground] >= margins[work]));
        raised[work] =
            !raised[impersonal] && (margins[work] > 0.0 || (something > NEITHER && margins[work] > margins[ground]));
    }
    if raised[unclear] && raised[clear] {
        raised[unclear] = margins[unclear] >= margins[clear];
        raised[clear] = !raised[unclear];
    }
    // One doubtful flag on a message that is otherwise fine is rather a clumsy word than an offence.
    let mut flags = (0..TEXT_FLAGS.len()).filter(|at| raised[*at]);
    if let (Some(only), None) = (flags.next(), flags.next())
        && margins[only] < ALONE
    {
        raised[only] = false;
    }
    raised
}

/// Flags that only some asks can carry: a pitch sells or invites, a favour is wanted of the recipient.
const CARRIED: [(Flag, &[Ask]); 2] = [
    (Flag::SalesPitch, &[Ask::Sales, Ask::Promote, Ask::Introduce, Ask::Introduced]),
    (Flag::PrematureAsk, &[Ask::Help, Ask::Recommendation, Ask::Introduce, Ask::Promote]),
];

/// How many times over a flag's margin counts against the lead of an ask that cannot carry it.
const FLAG_OVER_ASK: f32 = 1.5;

/// The ask, and `raised` without what it cannot carry: where a flag is surer than the ask's lead over the best ask
/// that can carry it, the ask gives way, else the flag.
pub fn agree(margins: &[f32; OUTPUTS], raised: &mut [bool; OUTPUTS]) -> Ask {
    let asks = &margins[FIRST_ASK..];
    let score = |ask: Ask| Ask::ALL.iter().position(|known| *known == ask).map_or(f32::MIN, |at| asks[at]);
    let best = |of: &[Ask]| of.iter().copied().reduce(|best, ask| if score(ask) > score(best) { ask } else { best });
    let mut ask = best(Ask::ALL).unwrap_or(Ask::None);
    for (flag, carriers) in CARRIED {
        let at = place(Output::Flag(flag));
        if !raised[at] || carriers.contains(&ask) {
            continue;
        }
        match best(carriers) {
            Some(other) if margins[at] * FLAG_OVER_ASK > score(ask) - score(other) => ask = other,
            _ => raised[at] = false,
        }
    }
    ask
}
