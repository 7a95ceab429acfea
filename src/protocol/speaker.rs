//! Who sends a message to the worker, and what they may ask for. The browser says who it is; nothing that stands in a
//! message is believed about its sender.

use serde::Deserialize;

use super::ContentRequest;
use crate::sites;

/// The parts of `runtime.MessageSender` that tell who sends.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Sender {
    /// The extension that the script or page belongs to.
    pub id: Option<String>,
    /// Address of the page, or of the page that the script runs in.
    pub url: Option<String>,
    /// Firefox counts frames beyond what 32 bits hold.
    pub frame_id: Option<f64>,
    /// The tab; absent for pages that stand in none.
    pub tab: Option<Tab>,
}

/// The tab that a message comes from.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Tab {
    /// The browser's number of it.
    pub id: Option<f64>,
    /// Whether it is in a private window.
    pub incognito: bool,
}

/// Who that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// A page of the extension, which may send a [`super::PageRequest`].
    Own,
    /// The extension's page script, which may send a [`ContentRequest`].
    Script {
        /// Host of the document that it runs in; empty where that has none.
        host: String,
    },
    /// Anybody else, who gets no answer.
    Stranger,
}

impl Sender {
    /// Who sends, where `id` is the extension's own and `root` the address of its pages.
    pub fn speaker(&self, id: &str, root: &str) -> Speaker {
        let (Some(url), true) = (self.url.as_deref(), self.id.as_deref() == Some(id)) else { return Speaker::Stranger };
        if url.starts_with(root) {
            return Speaker::Own;
        }
        // Every page script runs in a tab, and in a page of the web or of the person's files.
        let has_tab = self.tab.as_ref().is_some_and(|tab| tab.id.is_some());
        match url.split_once(':') {
            Some(("http" | "https" | "file" | "about" | "blob" | "data", _)) if has_tab => {
                Speaker::Script { host: host(url).to_owned() }
            }
            _ => Speaker::Stranger,
        }
    }

    /// Whether the page is in a private window. There only what the person expressly writes or decides is kept, and
    /// nothing of what was merely seen or taken along.
    pub fn is_private(&self) -> bool {
        self.tab.as_ref().is_some_and(|tab| tab.incognito)
    }
}

/// Whether what a page script says of its page can be true of one on this host. A page that is being left may have
/// given way to the next by the time its last words come, so these are not asked where they come from.
pub fn is_true_of(request: &ContentRequest, host: &str) -> bool {
    let here = |site: &str| site.is_empty() || sites::by_host(host).is_some_and(|known| known.id == site);
    match request {
        ContentRequest::Hello { host: said, .. } => said == host,
        ContentRequest::Assess(look) => here(&look.site),
        ContentRequest::Check(draft) | ContentRequest::Learn(draft) => here(&draft.site),
        ContentRequest::Desk { site, .. } => here(site),
        ContentRequest::Wake
        | ContentRequest::Tell { .. }
        | ContentRequest::Edit(_)
        | ContentRequest::Took(_)
        | ContentRequest::Undid(_)
        | ContentRequest::Leave { .. }
        | ContentRequest::Keep(_)
        | ContentRequest::Said(_)
        | ContentRequest::Drop => true,
    }
}

/// The host of an address of the web; empty for any other.
fn host(url: &str) -> &str {
    let Some(("http" | "https", rest)) = url.split_once("://") else { return "" };
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let place = place.rsplit('@').next().unwrap_or_default();
    match place.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => place,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::{Draft, Kept, Look, PageRequest, Said, Seen};

    const ID: &str = "demur@demur.example";
    const ROOT: &str = "moz-extension://6d5f6f0e-3b3a-4d1f-9f0a-0d3e6a7b1c2d/";

    fn sender(id: &str, url: &str, tab: Option<f64>) -> Sender {
        Sender {
            id: Some(id.to_owned()),
            url: Some(url.to_owned()),
            frame_id: Some(0.0),
            tab: tab.map(|id| Tab { id: Some(id), incognito: false }),
        }
    }

    #[test]
    fn everybody_is_known_by_what_the_browser_says() {
        let script = |host: &str| Speaker::Script { host: host.to_owned() };
        let popup = format!("{ROOT}popup.html");
        let lookalike = format!("https://evil.example/{ROOT}popup.html");
        for (who, id, url, tab, expected) in [
            ("the popup", ID, popup.as_str(), None, Speaker::Own),
            ("a page of the extension in a tab", ID, &format!("{ROOT}settings.html#people"), Some(4.0), Speaker::Own),
            ("the page script", ID, "https://www.linkedin.com/messaging/?x#y", Some(4.0), script("www.linkedin.com")),
            ("the same, with a port", ID, "https://a.example:8443/", Some(4.0), script("a.example")),
            ("the same, with a name", ID, "https://www.linkedin.com@a.example/", Some(4.0), script("a.example")),
            ("the same, in a file", ID, "file:///home/sam/mail.html", Some(4.0), script("")),
            ("the same, in an empty frame", ID, "about:blank", Some(4.0), script("")),
            ("another extension", "other@other.example", "moz-extension://0000/page.html", None, Speaker::Stranger),
            ("another that says it stands here", "other@other.example", &popup, None, Speaker::Stranger),
            ("another's page script", "other@other.example", "https://a.example/", Some(4.0), Speaker::Stranger),
            ("a page without a tab", ID, "https://a.example/", None, Speaker::Stranger),
            ("an address that only holds ours", ID, &lookalike, Some(4.0), script("evil.example")),
            ("another extension's page under our name", ID, "moz-extension://0000/", Some(4.0), Speaker::Stranger),
            ("a page of the browser", ID, "chrome://settings/", Some(4.0), Speaker::Stranger),
            ("no address", ID, "", Some(4.0), Speaker::Stranger),
        ] {
            assert_eq!(sender(id, url, tab).speaker(ID, ROOT), expected, "{who}");
        }
        let nobody = Sender { url: Some(popup), ..Sender::default() };
        assert_eq!(nobody.speaker(ID, ROOT), Speaker::Stranger, "somebody without a name");
        assert_eq!(Sender::default().speaker(ID, ROOT), Speaker::Stranger, "nobody");
    }

    /// One of every kind, with what it says of its site.
    fn every_request(site: &str, host: &str) -> Vec<ContentRequest> {
        let (site, seen) = (site.to_owned(), Seen::default());
        let draft = Draft { site: site.clone(), ..Draft::default() };
        vec![
            ContentRequest::Wake,
            ContentRequest::Hello { host: host.to_owned(), page: "1".to_owned() },
            ContentRequest::Assess(Look { site: site.clone(), ..Look::default() }),
            ContentRequest::Check(draft.clone()),
            ContentRequest::Learn(draft.clone()),
            ContentRequest::Desk { site: site.clone(), request: seen.clone() },
            ContentRequest::Tell { site, request: seen, deed: crate::ledger::Deed::Note, typed: String::new() },
            ContentRequest::Took(draft.clone()),
            ContentRequest::Undid(draft),
            ContentRequest::Leave { page: "1".to_owned() },
            ContentRequest::Keep(Kept::default()),
            ContentRequest::Said(Said::default()),
            ContentRequest::Drop,
        ]
    }

    #[test]
    fn a_page_script_speaks_for_its_own_page_only() {
        for request in every_request("linkedin", "www.linkedin.com") {
            assert!(is_true_of(&request, "www.linkedin.com"), "{request:?}");
        }
        for request in every_request("", "a.example") {
            assert!(is_true_of(&request, "a.example"), "{request:?}");
        }
        let refused = every_request("linkedin", "www.linkedin.com");
        let refused = refused.iter().filter(|request| !is_true_of(request, "a.example")).count();
        assert_eq!(refused, 5, "hello, and all that is answered by a judgement");
    }

    /// What only the extension's own pages may ask for has no name that a page script could use.
    #[test]
    fn a_page_script_cannot_name_what_is_not_for_it() {
        for text in [
            r#"{"kind":"judge","text":"x"}"#,
            r#"{"kind":"loaded"}"#,
            r#"{"kind":"self-test"}"#,
            r#"{"kind":"try","field":"strictness","of":"","text":""}"#,
            r#"{"kind":"ledger","change":"unlearn"}"#,
            r#"{"kind":"ledger","change":"forget","person":"in/dana"}"#,
            r#"{"kind":"content","request":{"kind":"drop"}}"#,
        ] {
            assert!(serde_json::from_str::<PageRequest>(text).is_ok(), "{text}");
            assert!(serde_json::from_str::<ContentRequest>(text).is_err(), "{text}");
        }
        // The same word, with another meaning for each of the two.
        let told = r#"{"kind":"tell","tab":1,"frame":0,"key":"k","deed":{"what":"note"},"typed":""}"#;
        assert!(serde_json::from_str::<PageRequest>(told).is_ok());
        assert!(serde_json::from_str::<ContentRequest>(told).is_err());
    }
}
