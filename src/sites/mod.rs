//! Sites where requests arrive, as data: one TOML file each, packed at build time.

pub mod reading;
pub mod schema;

use std::sync::OnceLock;

use schema::{Place, Site};

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sites.bin"));

/// Every adapter, by name.
pub fn all() -> &'static [Site] {
    static SITES: OnceLock<Vec<Site>> = OnceLock::new();
    SITES.get_or_init(|| postcard::from_bytes(PACKED).expect("the build script packed these bytes with the same types"))
}

/// The site that is served from this host name.
pub fn by_host(host: &str) -> Option<&'static Site> {
    all().iter().find(|site| site.hosts.iter().any(|known| known == host))
}

/// A place by the ids of its site and itself.
pub fn place(site: &str, place: &str) -> Option<&'static Place> {
    all().iter().find(|known| known.id == site)?.places.iter().find(|known| known.id == place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_adapter_is_complete() {
        for site in all() {
            if site.id == "any" {
                continue;
            }
            assert!(!site.name.is_empty() && !site.hosts.is_empty() && !site.seen.is_empty(), "{}", site.id);
            for place in &site.places {
                let at = format!("{}/{}", site.id, place.id);
                assert!(
                    ["invitation", "message", "email"].contains(&place.channel.as_str()),
                    "{at}: {}",
                    place.channel
                );
                assert!(!place.items.is_empty() || !place.anchors.is_empty(), "{at}: nothing finds a request");
                assert!(!place.body.is_empty() && place.fields.contains_key("name"), "{at}: no name or no message");
                assert!(!place.composer.fields.is_empty(), "{at}: a reply has nowhere to go");
                for anchor in &place.anchors {
                    assert!(!place.around.is_empty(), "{at}: {anchor:?} has nothing around it");
                }
            }
        }
    }

    #[test]
    fn linkedin_is_found_by_its_host() {
        assert_eq!(by_host("www.linkedin.com").map(|site| site.id.as_str()), Some("linkedin"));
        assert_eq!(by_host("linkedin.example"), None);
    }
}
