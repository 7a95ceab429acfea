use std::path::Path;

use super::*;

/// Every mail of the files is opened to what stands beside it.
#[test]
fn the_files_examples_are_opened() {
    let mut files = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/notices")).expect("the folder") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|kind| kind != "toml") {
            continue;
        }
        files += 1;
        let notices: Notices = toml::from_str(&std::fs::read_to_string(&path).expect("text")).expect("TOML");
        for notice in &notices.notice {
            assert!(!notice.example.is_empty(), "{}: `{}` has no example", path.display(), notice.id);
            for example in &notice.example {
                let at = format!("{}: `{}`: {}", path.display(), notice.id, example.mail);
                let all = open(&example.mail);
                let found = all.first().unwrap_or_else(|| panic!("not known: {at}"));
                assert_eq!(found.notice.id, notice.id, "{at}");
                assert_eq!(found.name, example.name, "{at}");
                assert_eq!(found.headline, example.headline, "{at}");
                if notice.invitation || !example.text.is_empty() {
                    assert_eq!(example.mail[found.from..found.to].trim(), example.text.trim(), "{at}");
                }
            }
        }
    }
    assert_eq!(files, 5);
}

#[test]
fn what_people_write_themselves_is_left_as_it_is() {
    for text in [
        "Ann Lee wants to connect with you about the choir. Shall I give her your number?",
        "Hi Sam,\n\nI'd like to connect.\n\nAnn",
        "You have 3 new messages on the answering machine.\nPlease call back.",
        "",
    ] {
        let request = Request { text: text.to_owned(), ..Request::default() };
        assert_eq!(opened(request.clone()), request, "{text}");
    }
}

#[test]
fn the_message_keeps_its_place() {
    let mail = "Ann Lée 👋 wants to connect\nAnn Lée 👋\nHi Sam, we met at the fair.\nAccept\n";
    let request = opened(Request { text: mail.to_owned(), ..Request::default() });
    let at = |text: &str| text[..text.find("Hi Sam").expect("the message")].encode_utf16().count();
    assert_eq!(at(&request.text), at(mail));
    assert_eq!(request.text.trim(), "Hi Sam, we met at the fair.");
    assert_eq!(request.channel, Channel::Invitation);
}

/// A recommendation that is asked for without a word is still a recommendation that is asked for, in any language.
#[test]
fn the_notice_says_what_is_asked() {
    for mail in [
        "Ann Lee is asking you for a recommendation\nWrite a recommendation\n",
        "Ann Lee bittet Sie um eine Empfehlung\nEmpfehlung schreiben\n",
    ] {
        let request = opened(Request { text: mail.to_owned(), ..Request::default() });
        let (record, settings) = (crate::Record::default(), crate::Settings::default());
        assert_eq!(crate::judge::ENGINE.assess(&request, &record, &settings).ask, crate::Ask::Recommendation, "{mail}");
    }
}

/// A digest is told whole: whoever stands second in it asks, too.
#[test]
fn a_digest_has_several() {
    let told = |mail: &str| -> Vec<(String, String)> {
        let request = Request { text: mail.to_owned(), ..Request::default() };
        each(&request).into_iter().map(|one| (one.sender.name, one.text.trim().to_owned())).collect()
    };
    let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    let counted = "You have 2 new messages\nKyle Brandt\nDo you have 15 minutes this week?\nReply\nAnn Lee\n\
                   Thank you for the book!\nReply\nView all messages\nA Network, 12 Some Street\nUnsubscribe\n";
    let two = pairs(&[("Kyle Brandt", "Do you have 15 minutes this week?"), ("Ann Lee", "Thank you for the book!")]);
    assert_eq!(told(counted), two);
    let invitations = "Dana Whitfield wants to connect\nDana Whitfield\nHead of Partnerships at Brightloop\nAccept\n\
                       View profile\nTomás Herrera wants to connect\nAccept\nAnn Lee wants to connect\nAnn Lee\n\
                       Baker\nYour talk on rye helped me.\nAccept\nUnsubscribe\n";
    let three = pairs(&[("Dana Whitfield", ""), ("Tomás Herrera", ""), ("Ann Lee", "Your talk on rye helped me.")]);
    assert_eq!(told(invitations), three);
    assert_eq!(
        told("Ann Lee wants to connect\nAccept\nAnn Lee wants to connect\nUnsubscribe\n"),
        pairs(&[("Ann Lee", "")])
    );
    assert_eq!(told("Hi Sam,\n\nI'd like to connect.\n\nAnn"), []);
}
