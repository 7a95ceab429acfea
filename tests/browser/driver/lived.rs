//! A browser in which somebody has used Demur for a while: settings, record, people, invitations, all made up.

use super::Browser;

impl Browser {
    /// Puts it all into storage, with days that are counted from today.
    pub fn live_in(&self) -> Result<(), String> {
        self.open_own("popup.html")?;
        let done = self.script_later(&format!(
            "const done = arguments[arguments.length - 1]; \
             const day = (ago) => {{ const d = new Date(Date.now() - ago * 864e5); const two = (n) => String(n).padStart(2, '0'); \
               return `${{d.getFullYear()}}-${{two(d.getMonth() + 1)}}-${{two(d.getDate())}}` }}; {LIVED} \
             Promise.all([chrome.storage.local.set(local), chrome.storage.sync.set(sync)]).then(() => done(true), (error) => done(String(error)))"
        ))?;
        (done == true).then_some(()).ok_or_else(|| done.to_string())
    }
}

const LIVED: &str = r#"
const asked = (id, ask, advice, decision, ago, outcome = "open", rules = []) => ({ id, ask, advice, decision, on: day(ago), outcome, rules });
const ledger = {
  version: 1,
  people: [
    { profile: "in/priya-raman", name: "Priya Raman", note: "Send her the notes of the May meetup.", back: day(0), experience: { feeling: "good", whose: "", on: day(40) }, requests: [asked("1", "connect", "accept", "accepted", 20)] },
    { profile: "in/tomas-herrera", name: "Tomás Herrera", back: day(3), requests: [asked("2", "help", "ask-first", "asked-first", 12)] },
    { profile: "in/noor-haddad", name: "Noor Haddad", back: day(-9), requests: [asked("3", "introduce", "help-differently", "asked-first", 30, "right")] },
    { profile: "in/kyle-brandt", name: "Kyle Brandt", experience: { feeling: "bad", whose: "Casey Ray", on: day(60) }, requests: [asked("4", "sales", "decline", "declined", 61, "right")] },
  ],
  learned: { "expand-network": { right: 6, wrong: 1, shift: 0.6 }, "quick-call": { right: 2, wrong: 3, shift: -0.35 }, "+shared-event": { right: 4, wrong: 0, shift: 0.5 } },
  questioned: day(20),
};
const record = {
  name: "Sam Porter", headline: "Buyer of fish",
  positions: [{ company: "Harbour Foods", title: "Buyer", from: "2018-03", to: "" }, { company: "Tidewater", title: "Clerk", from: "2013-09", to: "2018-02" }],
  education: [{ school: "Northgate College", degree: "BA History", from: "2010", to: "2013" }],
  groups: ["Harbour History Society"],
  connections: [["Lucía Farías", "Tidewater", "2021-03-12"], ["Casey Ray", "Tidewater", "2019-05-02"], ["Priya Raman", "Night Market", "2024-11-20"]].map(([name, company, connected]) => ({ name, company, connected })),
  exchanges: [], recommendations: [], skills: ["Negotiation", "Fish"], incomplete: ["groups"], imported: day(14),
};
const notes = [
  ["Lucía Farías", "Hi Sam, it was good to meet you at the fish market. I would like to keep in touch about the harbour fund."],
  ["Mo Salt", "I would like to expand my professional network with like-minded people."],
  ["Kim Vale", "Would you refer me for any job at your company? I need it urgently, by tomorrow."],
  ["Ada Moss", ""],
  ["Ben Quill", "We help buyers like you cut costs by 30%. Do you have fifteen minutes this week for a demo?"],
  ["Ines Duarte", "Hello Sam, your talk on small harbours helped me with my thesis. May I ask you one question about auctions? No hurry, and a no is fine."],
  ["Rolf Anders", "We worked together at Harbour Foods in 2009. Please write me a recommendation."],
  ["Jun Park", "Hi {FirstName}, I came across your profile and was impressed."],
];
const invitations = Array.from({ length: 64 }, (_, at) => {
  const [name, text] = notes[at % notes.length];
  const more = at < notes.length ? "" : ` ${"ABCDEFGHIJ"[Math.floor(at / notes.length)]}.`;
  return { name: name + more, profile: `in/p${at}`, sent: day(3 + at * 9 + (at % 3) * 4), text };
});
const local = { choices: { show: "page", off: [] }, ledger, record, backlog: { invitations } };
const sync = {
  "settings.name": "Sam Porter", "settings.sign_off": "Best wishes,\nSam",
  "settings.policy": "I only connect with people I have met or worked with.",
  "settings.elsewhere": "my newsletter at example.org",
  "settings.interests": ["small harbours", "fish auctions"],
};
"#;
