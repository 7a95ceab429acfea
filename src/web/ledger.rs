//! The worker's hand on the ledger, for pages of sites, popup and side panel: one entry after another. The backlog
//! page writes by itself, and the worker hears of it.

use serde::Serialize;

use super::error::Error;
use super::packs::fluently;
use super::worker;
use super::{chrome, storage, to_js};
use crate::ledger::fingerprint::Prints;
use crate::ledger::{Decision, Deed, Ledger, day};
use crate::protocol::{Command, LedgerRequest, Look, PageTold, RequestView, Seen, TabMemory};
use crate::say;

/// Does what the person did in the panel of a request, and judges it again.
pub async fn tell(site: &str, seen: &Seen, deed: &Deed, typed: &str) -> Result<RequestView, Error> {
    let person = worker::person().await?;
    let (request, settings) = worker::understand(site, seen, &person);
    let assessment = fluently(|| crate::judge::ENGINE.assess(&request, &person.record, &settings)).await;
    let (deed, typed) = (deed.clone(), typed.to_owned());
    let typing = matches!(deed, Deed::Note | Deed::Whose);
    if matches!(deed, Deed::Decide { decision: Decision::Accepted | Decision::Declined }) {
        worker::settled(site, seen).await?;
    }
    keep(typing, move |ledger| ledger.note(&request, &assessment, &deed, &typed, settings.today)).await?;
    Ok(worker::judge(site, seen, &*worker::person().await?).await)
}

/// The same from the popup, where the request is known by the tab that it stands in.
pub async fn told_by_page(told: &PageTold) -> Result<Option<RequestView>, Error> {
    let key = worker::tab_key(told.tab);
    let mut memory: TabMemory = storage::recall(&key).await?;
    let Some(frame) = memory.frames.get_mut(&told.frame.to_string()) else { return Ok(None) };
    let Some(seen) = frame.seen.iter().find(|seen| seen.key == told.key) else { return Ok(None) };
    let seen = Seen { after: told.after.clone().or_else(|| seen.after.clone()), ..seen.clone() };
    let view = tell(&frame.id, &seen, &told.deed, &told.typed).await?;
    frame.views.retain(|known| known.key != view.key);
    frame.views.push(view.clone());
    storage::remember(&key, &memory).await?;
    Ok(Some(view))
}

/// Does what the person did in a list of people.
pub async fn change(request: LedgerRequest) -> Result<(), Error> {
    let today = super::today();
    keep(false, move |ledger| {
        match request {
            LedgerRequest::Done { person } => ledger.done(&person),
            LedgerRequest::Later { person } => ledger.put_off(&person, day::after(today, 7)),
            LedgerRequest::Forget { person } => ledger.forget(&person),
            LedgerRequest::TurnedOut { person, request, outcome } => {
                ledger.turned_out(&person, &request, outcome, today);
            }
            LedgerRequest::Unlearn => ledger.unlearn(),
        }
        true
    })
    .await
}

/// Changes the ledger in storage. Only what has been written is believed. Pages hear of what is being typed later.
async fn keep(typing: bool, change: impl FnOnce(&mut Ledger) -> bool + 'static) -> Result<(), Error> {
    let both = move |ledger: &mut Ledger| (change(ledger), ledger.clone());
    let (changed, ledger) = storage::update(storage::LEDGER, both).await?;
    let person = worker::person().await?;
    let mut known = (*person).clone();
    known.ledger = ledger;
    worker::replace(known);
    match changed {
        true if typing => worker::renew_soon(),
        true => worker::tell_pages(&Command::Renew).await,
        false => {}
    }
    badge().await
}

/// Whether what stands in storage under one of these keys is another than what is at hand: somebody else has written
/// it. A worker that has just woken has nothing at hand, and so has written nothing.
pub async fn is_foreign(keys: &[String]) -> bool {
    let Some(person) = worker::at_hand() else { return true };
    let has = |key: &str| keys.iter().any(|known| known == key);
    let ledger = has(storage::LEDGER)
        && storage::load(storage::LEDGER).await.map_or(true, |stored: Ledger| stored != person.ledger);
    ledger
        || has(storage::PRINTS)
            && storage::load(storage::PRINTS).await.map_or(true, |stored: Prints| stored != person.prints)
}

/// Keeps the fingerprints of what has been seen for the first time.
pub async fn fingerprint(look: &Look) -> Result<(), Error> {
    let person = worker::person().await?;
    let requests = look.requests.iter().map(|seen| worker::understand(&look.site, seen, &person));
    let new: Vec<_> = requests.filter(|(request, settings)| person.prints.is_new(request, settings.today)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let keep = move |prints: &mut Prints| {
        for (request, settings) in &new {
            prints.keep(request, settings.today);
        }
        prints.clone()
    };
    let prints = storage::update(storage::PRINTS, keep).await?;
    let mut known = (*person).clone();
    known.prints = prints;
    worker::replace(known);
    Ok(())
}

#[derive(Serialize)]
struct Title {
    title: String,
}

/// Writes how many people are due on the toolbar button, where no page has a number of its own.
pub async fn badge() -> Result<(), Error> {
    let due = worker::person().await?.ledger.due(super::today()).len();
    let (text, title) = match due {
        0 => (String::new(), "Demur".to_owned()),
        1 => ("1".to_owned(), say!("Demur: 1 person to come back to").to_owned()),
        some => (some.to_string(), say!("Demur: {count} people to come back to", count = some)),
    };
    chrome::badge_text(&to_js(&worker::Badge { text: Some(Some(text)), ..worker::Badge::default() })?)
        .await
        .map_err(Error::browser("action.setBadgeText"))?;
    chrome::title(&to_js(&Title { title })?).await.map_err(Error::browser("action.setTitle"))?;
    Ok(())
}
