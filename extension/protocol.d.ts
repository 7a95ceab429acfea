// Made from src/protocol.rs and src/sites/schema.rs by their test.

export type ContentRequest = { "kind": "wake" } | { "kind": "hello", 
/**
 * Host name of the frame.
 */
host: string, 
/**
 * A number drawn by lot, by which this document is told from the one before and the one after it.
 */
page: string, } | { "kind": "leave", 
/**
 * As in [`ContentRequest::Hello`].
 */
page: string, } | { "kind": "assess" } & Look | { "kind": "keep" } & Kept | { "kind": "drop" } | { "kind": "check" } & Draft | { "kind": "learn" } & Draft | { "kind": "edit" } & Taken | { "kind": "took" } & Draft | { "kind": "undid" } & Draft | { "kind": "said" } & Said | { "kind": "desk", 
/**
 * [`Site::id`].
 */
site: string, 
/**
 * The request, with what the desk was told in [`Seen::told`].
 */
request: Seen, } | { "kind": "tell", 
/**
 * [`Site::id`].
 */
site: string, 
/**
 * The request.
 */
request: Seen, 
/**
 * What was done.
 */
deed: Deed, 
/**
 * What stood in the field, where it is one.
 */
typed: string, };
export type PageRequest = { "kind": "judge", 
/**
 * The text.
 */
text: string, } | { "kind": "content", 
/**
 * The request to the worker.
 */
request: ContentRequest, } | { "kind": "loaded" } | { "kind": "self-test" } | { "kind": "try" } & Trying | { "kind": "tell" } & PageTold | { "kind": "ledger" } & LedgerRequest;
export type PageTold = { 
/**
 * The tab.
 */
tab: number, 
/**
 * The frame.
 */
frame: number, 
/**
 * [`Seen::key`].
 */
key: string, 
/**
 * What was done.
 */
deed: Deed, 
/**
 * What stood in the field, where it is one.
 */
typed: string, 
/**
 * [`Seen::after`].
 */
after: string | null, };
export type Trying = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * The tick or the choice that the person has touched; empty for any.
 */
of: string, 
/**
 * The text of the control.
 */
text: string, 
/**
 * What the control may be set to, with what it says of each on the page.
 */
names: { [key in string]: string }, };
export type Tested = { 
/**
 * Requests that came out as they should.
 */
passed: number, 
/**
 * All that were judged.
 */
all: number, 
/**
 * How long it took.
 */
milliseconds: number, };
export type Counted = { 
/**
 * Host name of the page.
 */
host: string, 
/**
 * Nodes added to its document.
 */
nodes: number, 
/**
 * Stretches of its text that are painted.
 */
marks: number, };
export type LedgerRequest = { "change": "done", 
/**
 * Whom.
 */
person: string, } | { "change": "later", 
/**
 * Whom.
 */
person: string, } | { "change": "forget", 
/**
 * Whom.
 */
person: string, } | { "change": "turned-out", 
/**
 * Who asked.
 */
person: string, 
/**
 * [`crate::ledger::Asked::id`].
 */
request: string, 
/**
 * What the person said.
 */
outcome: Outcome, } | { "change": "unlearn" };
export type Deed = { "what": "decide", 
/**
 * What is decided.
 */
decision: Decision, } | { "what": "note" } | { "what": "feel", 
/**
 * Good or bad.
 */
feeling: Feeling, } | { "what": "whose" } | { "what": "back", 
/**
 * When.
 */
when: Back, } | { "what": "answer", 
/**
 * Id of the question.
 */
question: string, 
/**
 * Yes or no.
 */
yes: boolean, };
export type Decision = "accepted" | "asked-first" | "declined" | "left-open";
export type Feeling = "good" | "bad";
export type Back = "week" | "month" | "on" | "never";
export type Outcome = "open" | "right" | "wrong" | "unsaid";
export type Command = { "kind": "refresh" } | { "kind": "renew" } | { "kind": "selection" } | { "kind": "show", 
/**
 * Its [`Seen::key`].
 */
key: string, } | { "kind": "insert", 
/**
 * Its [`Seen::key`].
 */
key: string, 
/**
 * The reply.
 */
text: string, 
/**
 * What it is.
 */
how: How, } | { "kind": "undo" } | { "kind": "ping" } | { "kind": "wake" } | { "kind": "press", 
/**
 * Its name there.
 */
name: string, } | { "kind": "check" };
export type Check = { 
/**
 * Steps that fail for all that is on the page.
 */
steps: Array<Step>, 
/**
 * For whoever mends the adapter: what each step found, and the page's elements without words and addresses.
 */
report: string, };
export type Step = { 
/**
 * [`Place::title`].
 */
place: string, 
/**
 * `request`, `name` or `message`.
 */
step: string, };
export type Look = { 
/**
 * [`Site::id`], or empty on a page without an adapter.
 */
site: string, 
/**
 * Requests to judge.
 */
requests: Array<Seen>, 
/**
 * Keys of every request on the page, in the page's order.
 */
present: Array<string>, 
/**
 * Steps of the adapter that should have found something and did not.
 */
missing: Array<string>, };
export type Seen = { 
/**
 * Tells requests apart within the frame and stays the same when the page draws the request anew.
 */
key: string, 
/**
 * [`Place::id`], or empty for a selection.
 */
place: string, 
/**
 * The fields of the place, as they stand on the page.
 */
fields: { [key in string]: string }, 
/**
 * The message. Every offset that comes back counts UTF-16 units of it.
 */
text: string, 
/**
 * What the person has told the desk about it, as the drawing has it.
 */
told: string, 
/**
 * [`RequestView::after`] of the replies that the person has before them, so that these stand still; absent as
 * long as nobody has looked.
 */
after: string | null, };
export type Kept = { 
/**
 * [`Seen::place`] that it belongs to.
 */
place: string, 
/**
 * Whom it is for.
 */
name: string, 
/**
 * The text.
 */
text: string, 
/**
 * What it answers, for the page on which it arrives.
 */
taken: Taken | null, };
export type Taken = { 
/**
 * The reply.
 */
draft: Draft, 
/**
 * What its field is called.
 */
label: string, 
/**
 * Whether the person has made something else of it.
 */
edited: boolean, };
export type Draft = { 
/**
 * [`Site::id`].
 */
site: string, 
/**
 * The request.
 */
request: Seen, 
/**
 * The reply.
 */
text: string, 
/**
 * What kind of reply it is, as the drawing has it; empty where the person wrote it.
 */
how: How, };
export type How = { 
/**
 * What it does.
 */
stance: string, 
/**
 * How it sounds.
 */
tone: string, 
/**
 * Which wording it is.
 */
template: string, };
export type Remark = { 
/**
 * The words.
 */
text: string, };
export type Said = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether the reply can be taken out again.
 */
undo: boolean, };
export type Show = "unset" | "page" | "discreet" | "off";
export type Setup = { 
/**
 * How to show.
 */
show: Show, 
/**
 * The adapter of this site; without places where there is none.
 */
site: Site, 
/**
 * How a selection is treated on any page.
 */
selection: Place, 
/**
 * Style of chip and panel; empty where none are shown.
 */
style: string, 
/**
 * What the page script says by itself.
 */
words: Words, 
/**
 * A reply that was waiting for this page.
 */
kept: Kept | null, 
/**
 * Whether to read what the person types into the composer of a request.
 */
typed: boolean, };
export type Words = { 
/**
 * The reply is in the composer.
 */
inserted: string, 
/**
 * The button that takes the reply out again.
 */
undo: string, 
/**
 * The composer holds again what it held before.
 */
undone: string, 
/**
 * The composer has been changed since and is left alone.
 */
not_undone: string, 
/**
 * The page is opening its composer.
 */
opening: string, 
/**
 * No composer was found; the reply is on the clipboard.
 */
no_composer: string, 
/**
 * The composer did not take the text; the reply is on the clipboard.
 */
not_taken: string, 
/**
 * The reply is on the clipboard.
 */
copied: string, 
/**
 * The clipboard did not take the text either.
 */
not_copied: string, 
/**
 * What was to be written into the ledger was not.
 */
not_kept: string, 
/**
 * The engine did not answer.
 */
no_answer: string, 
/**
 * What the panel is called.
 */
panel: string, 
/**
 * What the word on a text that is being typed is called.
 */
typing: string, 
/**
 * The language of all these, as HTML names it.
 */
language: string, };
export type RequestView = { 
/**
 * [`Seen::key`].
 */
key: string, 
/**
 * The chip; absent when there is nothing to say.
 */
chip: Chip | null, 
/**
 * One line for lists.
 */
line: string, 
/**
 * Who writes, for lists.
 */
from: string, 
/**
 * Units of the text before the message begins, where a notice stands around it.
 */
lead: number, 
/**
 * Stretches of the text to paint.
 */
marks: Array<Mark>, 
/**
 * The wording that had been used last when the replies were composed, which they are not to read like.
 */
after: string, 
/**
 * The panel.
 */
panel: Part, };
export type Chip = { 
/**
 * What it shows.
 */
text: string, 
/**
 * Its accessible name.
 */
name: string, 
/**
 * How it looks.
 */
mood: Mood, };
export type Mood = "bright" | "good" | "doubt" | "against" | "danger";
export type Mark = { 
/**
 * First unit.
 */
start: number, 
/**
 * One past the last unit.
 */
end: number, };
export type Part = { 
/**
 * HTML element.
 */
tag: Tag, 
/**
 * Classes of `panel.css`.
 */
class?: string, 
/**
 * Text in front of the children.
 */
text?: string, 
/**
 * Accessible name, where the text is not enough.
 */
label?: string, 
/**
 * ARIA role, where the element does not have it.
 */
role?: string, 
/**
 * For `details`: open from the start.
 */
open?: boolean, 
/**
 * Not shown until something happens.
 */
hidden?: boolean, 
/**
 * For switches: whether they are on.
 */
pressed?: boolean, 
/**
 * For `details`: those of one group close each other.
 */
group?: string, 
/**
 * For `input`: what can be typed, `text` or `date`.
 */
kind?: string, 
/**
 * For fields: what stands in them while they are empty.
 */
hint?: string, 
/**
 * For fields: what the person has made of the text before.
 */
typed?: string, 
/**
 * The key that presses it, while nothing is being typed.
 */
key?: string, 
/**
 * What it does when the person presses it.
 */
act?: Act, 
/**
 * Children.
 */
parts?: Array<Part>, };
export type Tag = "div" | "p" | "h2" | "h3" | "ul" | "ol" | "li" | "dl" | "dt" | "dd" | "span" | "strong" | "q" | "button" | "textarea" | "input" | "details" | "summary" | "section" | "del" | "ins" | "table" | "tr" | "th" | "td";
export type Act = { "verb": "edit", 
/**
 * Number of the reply.
 */
reply: number, 
/**
 * What it is.
 */
how: How, } | { "verb": "insert", 
/**
 * Number of the reply.
 */
reply: number, 
/**
 * What it is.
 */
how: How, } | { "verb": "copy", 
/**
 * Number of the reply.
 */
reply: number, 
/**
 * What it is.
 */
how: How, } | { "verb": "learn", 
/**
 * Number of the reply.
 */
reply: number, 
/**
 * What it is.
 */
how: How, } | { "verb": "desk", 
/**
 * All answers, with this one.
 */
answers: string, } | { "verb": "tell", 
/**
 * What is done.
 */
deed: Deed, } | { "verb": "ledger", 
/**
 * The change.
 */
request: LedgerRequest, } | { "verb": "calendar" } | { "verb": "visit", 
/**
 * The address; never one that is not `https`.
 */
address: string, } | { "verb": "undo" } | { "verb": "point", 
/**
 * First unit.
 */
start: number, 
/**
 * One past the last unit.
 */
end: number, } | { "verb": "move", 
/**
 * Id of the row.
 */
row: string, 
/**
 * Id of the advice; empty for ours.
 */
advice: string, } | { "verb": "row", 
/**
 * Id of the row.
 */
row: string, } | { "verb": "stance", 
/**
 * Class of the replies to show.
 */
show: string, } | { "verb": "status" } | { "verb": "close" };
export type Failure = { 
/**
 * Short and stable: `malformed`, `storage`.
 */
code: string, 
/**
 * For people; never holds a message or a record.
 */
message: string, };
export type Site = { 
/**
 * Short name, equal to the file's name.
 */
id: string, 
/**
 * The name that people know.
 */
name: string, 
/**
 * Where the site is served: each door is switched on and off by itself.
 */
doors: Array<Door>, 
/**
 * Granted at installation; every other site is asked for when the person switches it on.
 */
installed: boolean, 
/**
 * What stands before a person's name in the address of their profile here, such as `x.com/`: a name alone may be
 * somebody else's on another site. Empty where what is read is an address already.
 */
profiles: string, 
/**
 * Who the person is, as the site's account control says, in the form that [`Messages::from`] yields.
 */
own: Array<Take>, 
/**
 * Hosts of open shadow roots that hold parts of the page, as CSS selectors.
 */
shadow: Array<string>, 
/**
 * Markup version that the file was written after, as year and month.
 */
seen: string, 
/**
 * What shows that there may be a request.
 */
first: First, 
/**
 * The kinds of place where requests arrive.
 */
places: Array<Place>, };
export type Door = { 
/**
 * The name that people know.
 */
name: string, 
/**
 * Host names.
 */
hosts: Array<string>, };
export type First = { 
/**
 * Addresses (path and hash) as regular expressions, besides those that places expect.
 */
paths: Array<string>, 
/**
 * Selectors, each of which is asked of all that comes to a page and is to be cheap.
 */
css: Array<string>, 
/**
 * Pieces of labels, by the language that the page says it is in, and under `any` those of every language. A page
 * that does not say is asked for all.
 */
labels: { [key in string]: Array<string> }, };
export type Place = { 
/**
 * Short name, unique within the site.
 */
id: string, 
/**
 * What people call it.
 */
title: string, 
/**
 * `invitation`, `message` or `email`.
 */
channel: string, 
/**
 * Addresses (path and hash) on which the place should be found, as regular expressions; on others it may be.
 */
expected: Array<string>, 
/**
 * What shows, on an expected address, that there is something to read: without any of these the page may be empty.
 */
signs: Array<Pick>, 
/**
 * Controls that every request of this place has; the request is found around them.
 */
anchors: Array<Pick>, 
/**
 * What to take around an anchor: the closest of these, else the widest ancestor with one [`Place::identity`].
 */
around: Array<string>, 
/**
 * Selector of links whose address tells one person from another.
 */
identity: string, 
/**
 * Short cuts: selectors that name a request directly.
 */
items: Array<string>, 
/**
 * Selectors that mark something else: what holds one of these is passed over.
 */
unless: Array<string>, 
/**
 * What to read, by name; the first way that yields something is taken.
 */
fields: { [key in string]: Array<Take> }, 
/**
 * The message itself.
 */
body: Array<Take>, 
/**
 * Selectors of decoration inside the message that is not part of it.
 */
drop: Array<string>, 
/**
 * For conversations: how single messages are told apart.
 */
messages: Messages | null, 
/**
 * Where the reply goes.
 */
composer: Composer, };
export type Pick = { 
/**
 * A CSS selector.
 */
css: string, 
/**
 * An ARIA role, given or implied by the element.
 */
role: string, 
/**
 * A regular expression on the accessible name, without regard to case or to the form of apostrophes.
 */
name: string, };
export type Take = { 
/**
 * A CSS selector within the request.
 */
css: string, 
/**
 * Only elements behind the request's anchor.
 */
behind: boolean, 
/**
 * An attribute to read in place of the visible text.
 */
attr: string, 
/**
 * A regular expression that must match; its first group, if it has one, is what is taken.
 */
like: string, 
/**
 * A regular expression: elements whose text matches are passed over.
 */
skip: string, };
export type Messages = { 
/**
 * Selectors of one message, the first that finds any is taken.
 */
each: Array<string>, 
/**
 * A selector of what every message has just once: where none of `each` finds any, a message is the widest part
 * of the conversation with one of these.
 */
one: string, 
/**
 * What marks a draft or a notice: such a message is passed over.
 */
never: Array<Pick>, 
/**
 * Selectors that a message of the other party matches. Where there are none, every message is theirs that is
 * not the person's own.
 */
theirs: Array<string>, 
/**
 * Who wrote it; messages that do not say so inherit it from the one before.
 */
from: Array<Take>, 
/**
 * A regular expression: names by which the site calls the person, such as "You".
 */
you: string, 
/**
 * What to read from the newest message, by name; it goes before the fields of the place.
 */
fields: { [key in string]: Array<Take> }, };
export type Composer = { 
/**
 * The editable element, best way first.
 */
fields: Array<Pick>, 
/**
 * Selectors of editable elements that are never meant.
 */
never: Array<string>, 
/**
 * Selectors of the part of the page that belongs to one conversation.
 */
scope: Array<string>, 
/**
 * The name of the other party, read from the scope; a composer for somebody else is never used.
 */
to: Array<Take>, 
/**
 * The site's own control that opens a composer, within the request.
 */
open: Array<Pick>, 
/**
 * The site's send button, looked at and never pressed.
 */
send: Array<Pick>, 
/**
 * The longest text that the place takes; 0 for no limit.
 */
limit: number, };
