//! Reading and changing what lasts, through whatever holds the areas: the browser, or a test in which it fails at any
//! step. A change is written in one piece: where both areas change, the local one first takes a note of what is to be
//! done (the journal), and whoever comes next finishes it. What cannot be finished is read as if it were.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{
    ASIDE, Area, Aside, Change, JOURNAL, OVERFLOW, Preset, SCHEMA, SETTINGS, VERSION, damage, items, join, migrate,
    packed, read, split, version,
};
use crate::plain;

/// What holds the areas. Each call may fail, and the program may be stopped after each.
#[allow(async_fn_in_trait, reason = "nothing here is sent to another thread")]
pub trait Areas {
    /// Why a call failed.
    type Error;
    /// The local area: these keys of it, or all.
    async fn local(&self, keys: Option<&[&str]>) -> Result<Area, Self::Error>;
    /// Writes into the local area, all or nothing.
    async fn set_local(&self, values: Area) -> Result<(), Self::Error>;
    /// Takes keys out of the local area.
    async fn remove_local(&self, keys: &[String]) -> Result<(), Self::Error>;
    /// The synchronised area; empty where there is none.
    async fn sync(&self) -> Result<Area, Self::Error>;
    /// Writes into the synchronised area, all or nothing.
    async fn set_sync(&self, values: Area) -> Result<(), Self::Error>;
    /// Takes keys out of the synchronised area.
    async fn remove_sync(&self, keys: &[String]) -> Result<(), Self::Error>;
    /// What an organisation has preset.
    async fn preset(&self) -> Preset;
}

/// Why something was not kept, or cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble<E> {
    /// Whatever holds the areas refused.
    Refused(E),
    /// What is stored was written by a newer program, whose layout has this number.
    Newer(u64),
    /// A value could not be written down.
    Unwritable,
}

impl<E> From<E> for Trouble<E> {
    fn from(error: E) -> Self {
        Self::Refused(error)
    }
}

/// Reads what is kept. What cannot be read of it is left out, and left where it is.
pub async fn load<A: Areas, T: DeserializeOwned + Default>(areas: &A, key: &str) -> Result<T, Trouble<A::Error>> {
    Ok(read(key, stored(areas, key).await?).value)
}

/// The value of a key as stored, or as it will be once what is under way has been finished.
pub async fn stored<A: Areas>(areas: &A, key: &str) -> Result<Value, Trouble<A::Error>> {
    if is_settled(areas, key).await? {
        return value(areas, key).await;
    }
    let (mut local, sync) = everything(areas).await?;
    if key != SETTINGS {
        return Ok(local.remove(key).unwrap_or_default());
    }
    Ok(areas.preset().await.over(join(&sync, &of_overflow(local))))
}

/// The value of a key where nothing is under way.
async fn value<A: Areas>(areas: &A, key: &str) -> Result<Value, Trouble<A::Error>> {
    if key != SETTINGS {
        return Ok(areas.local(Some(&[key])).await?.remove(key).unwrap_or_default());
    }
    Ok(areas.preset().await.over(join(&areas.sync().await?, &overflow(areas).await?)))
}

/// Both areas, with all that is under way done.
pub async fn everything<A: Areas>(areas: &A) -> Result<(Area, Area), Trouble<A::Error>> {
    let (mut local, mut sync) = (areas.local(None).await?, areas.sync().await?);
    if let Some(begun) = local.remove(JOURNAL) {
        read::<Change>(JOURNAL, begun).value.apply(&mut local, &mut sync);
    }
    if let Some(change) = migrate(&local, &sync).map_err(Trouble::Newer)? {
        change.apply(&mut local, &mut sync);
    }
    Ok((local, sync))
}

/// Whether nothing is under way and the layout is this one, as far as `key` goes.
pub async fn is_settled<A: Areas>(areas: &A, key: &str) -> Result<bool, Trouble<A::Error>> {
    let seen = areas.local(Some(&[SCHEMA, JOURNAL, SETTINGS, key])).await?;
    match version(&seen) {
        newer if newer > VERSION => Err(Trouble::Newer(newer)),
        version => Ok(version == VERSION && !seen.contains_key(JOURNAL) && !seen.contains_key(SETTINGS)),
    }
}

/// Finishes what was begun, and brings an older layout to this one. To be called alone, as all that writes.
pub async fn settle<A: Areas>(areas: &A) -> Result<(), Trouble<A::Error>> {
    let mut now = areas.local(None).await?;
    if let Some(begun) = now.remove(JOURNAL) {
        write(areas, read::<Change>(JOURNAL, begun).value).await?;
        now = areas.local(None).await?;
    }
    match migrate(&now, &areas.sync().await?) {
        Err(newer) => Err(Trouble::Newer(newer)),
        Ok(None) => Ok(()),
        Ok(Some(change)) => write(areas, change).await,
    }
}

/// What becomes of a value as it is stored, and what of it cannot be read; `None` where it cannot be written down.
pub type Changing<'a> = dyn FnMut(Value) -> Option<(Value, Vec<Aside>)> + 'a;

/// Changes what is kept under a key, and gives what `change` answers.
pub async fn update<A, T, R>(areas: &A, key: &str, change: impl FnOnce(&mut T) -> R) -> Result<R, Trouble<A::Error>>
where
    A: Areas,
    T: Serialize + DeserializeOwned + Default,
{
    let mut answer = None;
    update_stored(areas, key, &mut changing(key, change, |done| answer = Some(done))).await?;
    answer.ok_or(Trouble::Unwritable)
}

/// A change of a value as one of what is stored of it; `tell` is told what `change` answers.
pub fn changing<T: Serialize + DeserializeOwned + Default, R>(
    key: &str,
    change: impl FnOnce(&mut T) -> R,
    mut tell: impl FnMut(R),
) -> impl FnMut(Value) -> Option<(Value, Vec<Aside>)> {
    let mut change = Some(change);
    move |value| {
        let mut found = read::<T>(key, value);
        tell(change.take()?(&mut found.value));
        Some((plain::write(&found.value).ok()?, found.aside))
    }
}

/// The same of a value as it is stored. It is apart so that the program has it once and not for each kind of value.
pub async fn update_stored<A: Areas>(areas: &A, key: &str, change: &mut Changing<'_>) -> Result<(), Trouble<A::Error>> {
    if !is_settled(areas, key).await? {
        settle(areas).await?;
    }
    let (value, aside) = change(value(areas, key).await?).ok_or(Trouble::Unwritable)?;
    let mut change = of_value(areas, key, value).await?;
    if !aside.is_empty() {
        let known = areas.local(Some(&[ASIDE])).await?.remove(ASIDE).unwrap_or_default();
        change.local.insert(ASIDE.to_owned(), damage(known, &aside));
    }
    change.local.insert(SCHEMA.to_owned(), VERSION.into());
    write(areas, change).await
}

/// What is to be written so that `key` holds `value`.
async fn of_value<A: Areas>(areas: &A, key: &str, value: Value) -> Result<Change, Trouble<A::Error>> {
    if key != SETTINGS {
        let local = Area::from_iter([(key.to_owned(), packed(key, value))]);
        return Ok(Change { local, ..Change::default() });
    }
    let default = plain::write(&crate::Settings::default()).map_err(|_| Trouble::Unwritable)?;
    let (sync, overflow, preset) = (areas.sync().await?, overflow(areas).await?, areas.preset().await);
    let old = sync.iter().chain(&overflow).map(|(key, value)| (key.clone(), value.clone())).collect();
    let new = preset.keep(items(&value, &preset.untouched(&default)), &old);
    Ok(split(new).change(&sync, &overflow))
}

/// Writes a change: the local area at one stroke, together with a note of what else is to be done. Once that stands the
/// change is kept, and whatever fails after it is done by whoever comes next.
pub async fn write<A: Areas>(areas: &A, change: Change) -> Result<(), Trouble<A::Error>> {
    let Change { local: mut values, mut local_gone, sync, sync_gone } = change;
    let only_removes = values.is_empty() && sync.is_empty();
    let is_noted = !sync.is_empty() || !sync_gone.is_empty() || (!values.is_empty() && !local_gone.is_empty());
    if is_noted {
        let rest = Change {
            local: Area::new(),
            local_gone: local_gone.clone(),
            sync: sync.clone(),
            sync_gone: sync_gone.clone(),
        };
        values.insert(JOURNAL.to_owned(), plain::write(&rest).map_err(|_| Trouble::Unwritable)?);
        local_gone.push(JOURNAL.to_owned());
    }
    if !values.is_empty()
        && let Err(full) = areas.set_local(values).await
    {
        // What only takes away must not want room for a note.
        if !only_removes || local_gone.len() < 2 {
            return Err(full.into());
        }
        areas.remove_local(&local_gone).await?;
        return finish(areas, sync, sync_gone, Vec::new()).await;
    }
    let finished = finish(areas, sync, sync_gone, local_gone).await;
    if is_noted { Ok(()) } else { finished }
}

/// Does what the journal says, and takes it out.
async fn finish<A: Areas>(
    areas: &A,
    sync: Area,
    sync_gone: Vec<String>,
    mut local_gone: Vec<String>,
) -> Result<(), Trouble<A::Error>> {
    // Too much, too often, or not allowed here: it is kept in this browser and offered again with the next change.
    let mut refused = Area::new();
    if !sync_gone.is_empty() && areas.remove_sync(&sync_gone).await.is_err() {
        refused.extend(sync_gone.into_iter().map(|key| (key, Value::Null)));
    }
    if !sync.is_empty() && areas.set_sync(sync.clone()).await.is_err() {
        refused.extend(sync);
    }
    if !refused.is_empty() {
        let is_emptied = local_gone.iter().any(|key| key == OVERFLOW);
        local_gone.retain(|key| key != OVERFLOW);
        let mut kept = if is_emptied { Area::new() } else { overflow(areas).await? };
        kept.extend(refused);
        // In the place of the note, which held the same: there is room for it.
        let rest = Change { local_gone: local_gone.clone(), ..Change::default() };
        let rest = plain::write(&rest).map_err(|_| Trouble::Unwritable)?;
        let both = Area::from_iter([(OVERFLOW.to_owned(), Value::Object(kept)), (JOURNAL.to_owned(), rest)]);
        areas.set_local(both).await?;
    }
    if !local_gone.is_empty() {
        areas.remove_local(&local_gone).await?;
    }
    Ok(())
}

/// Items that the synchronised area had no room for.
pub async fn overflow<A: Areas>(areas: &A) -> Result<Area, Trouble<A::Error>> {
    Ok(of_overflow(areas.local(Some(&[OVERFLOW])).await?))
}

fn of_overflow(mut local: Area) -> Area {
    local.remove(OVERFLOW).and_then(|items| items.as_object().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
