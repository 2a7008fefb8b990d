/* Generated from the pydantic models by `make types`; do not edit. */

/**
 * How the visitor wants to be called: in their language and Bulgarian, in Bulgarian, or by the chime alone.
 */
export type CallIn = "mine" | "bg" | "chime"
export type VisitState = "waiting" | "called" | "serving" | "parked" | "absent" | "finished" | "withdrawn" | "closed"
export type VisitClass = "ordinary" | "priority"
/**
 * What a visitor asks staff to know for this visit only.
 */
export type Need = "hearing" | "sight" | "wheelchair" | "interpreter" | "time"

/**
 * Every shape that crosses the wire.
 */
export interface Wire {
  AmendAsked: AmendAsked
  Aside: Aside
  Board: Board
  CallAsked: CallAsked
  CallIn: CallIn
  CallMade: CallMade
  CallShown: CallShown
  Candidate: Candidate
  Candidates: Candidates
  CatalogueShown: CatalogueShown
  CounterNow: CounterNow
  DayHours: DayHours
  Decided: Decided
  DecisionAsked: DecisionAsked
  Desk: Desk
  DeskVisit: DeskVisit
  DeviceShown: DeviceShown
  DocumentMark: DocumentMark
  DocumentShown: DocumentShown
  Edit: Edit
  EditPath: EditPath
  EventShown: EventShown
  EventsAsked: EventsAsked
  Fee: Fee
  FoundAsked: FoundAsked
  GroupFigures: GroupFigures
  GroupLine: GroupLine
  GroupShown: GroupShown
  HallShown: HallShown
  HallToday: HallToday
  Held: Held
  InLine: InLine
  JobAsked: JobAsked
  JobGiven: JobGiven
  JobLately: JobLately
  JobPath: JobPath
  JobSaid: JobSaid
  JobsWaitedFor: JobsWaitedFor
  Journal: Journal
  LangAsked: LangAsked
  LayoutAsked: LayoutAsked
  LayoutShown: LayoutShown
  LeaseAsked: LeaseAsked
  Lent: Lent
  LentNumber: LentNumber
  LikelyAsked: LikelyAsked
  Live: Live
  LiveCall: LiveCall
  LiveGroup: LiveGroup
  Lobby: Lobby
  LookAsked: LookAsked
  LookShown: LookShown
  LostAsked: LostAsked
  LostShown: LostShown
  Need: Need
  Neighbour: Neighbour
  NextAsked: NextAsked
  NoteAsked: NoteAsked
  OfflineGiven: OfflineGiven
  OfflinePapers: OfflinePapers
  OfflineShown: OfflineShown
  Pad: Pad
  Paired: Paired
  PairedKiosk: PairedKiosk
  PairingAsked: PairingAsked
  Paper: Paper
  PaperEnded: PaperEnded
  PaperUsed: PaperUsed
  PauseAsked: PauseAsked
  Picture: Picture
  PreviewAsked: PreviewAsked
  PrinterAsked: PrinterAsked
  PrinterShown: PrinterShown
  PrinterTrouble: PrinterTrouble
  PriorityGroupShown: PriorityGroupShown
  Problem: Problem
  RatingAsked: RatingAsked
  ReclassifyAsked: ReclassifyAsked
  ReplayClock: ReplayClock
  SearchAsked: SearchAsked
  SearchPath: SearchPath
  SearchShown: SearchShown
  ServiceShown: ServiceShown
  SessionShown: SessionShown
  SignInAsked: SignInAsked
  SignOnAsked: SignOnAsked
  SignedIn: SignedIn
  StaffShown: StaffShown
  StageShown: StageShown
  Stamp: Stamp
  Stepped: Stepped
  TakenIn: TakenIn
  Term: Term
  Ticket: Ticket
  TicketAsked: TicketAsked
  TransferAsked: TransferAsked
  Undo: Undo
  VisitClass: VisitClass
  VisitPath: VisitPath
  VisitShown: VisitShown
  VisitState: VisitState
  Wait: Wait
}
export interface AmendAsked {
  introduced?: boolean | null
  comment?: string | null
}
/**
 * A ticket out of the line that this desk may bring back: parked, or absent less than 15 minutes.
 */
export interface Aside {
  visit: number
  number: string
  service: string
  since: string
  until: string | null
  offline: boolean
}
/**
 * The display's picture. `calls`: newest first, one entry a ticket (its latest call).
 *
 * The last 12, and however long ago each that is still called or being served: at most one a counter.
 */
export interface Board {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
  hall: {
    [k: string]: string
  }
  calls: CallShown[]
  groups: GroupLine[]
  waiting: number
  open: boolean
}
/**
 * The hall's clock where it is not the wall clock: the hall's time at `wall`, running `speed` times faster.
 */
export interface ReplayClock {
  hall: string
  wall: string
  speed: number
}
/**
 * One call as the hall sees it; a recall is a new call of the same number.
 */
export interface CallShown {
  call: number
  number: string
  counter: number
  at: string
  open: boolean
}
/**
 * How a group's line stands: how many wait, for how long, and whether anybody is there to serve it.
 */
export interface GroupLine {
  letter: string
  waiting: number
  wait: Wait
  staffed: boolean
}
/**
 * An honest range of minutes, both ends multiples of five; None of it is a promise.
 */
export interface Wait {
  low_min: number
  high_min: number
}
export interface CallAsked {
  number: string
  reason: string
  key: string
}
export interface CallMade {
  call: number
  kind: string
  counter: number
  at: string
  undone: boolean
  why: {
    [k: string]: unknown
  }
}
/**
 * A ticket that may be the one somebody lost.
 */
export interface Candidate {
  visit: number
  number: string
  issued_at: string
  state: VisitState
}
/**
 * Tickets that may be the one somebody lost, the likeliest first.
 */
export interface Candidates {
  candidates: Candidate[]
}
/**
 * Everything the hall offers, in one language, with the waits of this moment.
 */
export interface CatalogueShown {
  hall: HallShown
  groups: GroupShown[]
  priority_groups: PriorityGroupShown[]
  texts: {
    [k: string]: string
  }
}
export interface HallShown {
  slug: string
  name: {
    [k: string]: string
  }
  zone: string
  langs: ("bg" | "en" | "ro" | "tr")[]
}
export interface GroupShown {
  letter: string
  name: string
  short: string
  services: ServiceShown[]
}
export interface ServiceShown {
  code: string
  name: string
  short: string
  description: string
  open: boolean
  reason: string | null
  waiting: number
  wait: Wait
  documents: DocumentShown[]
  fee_kind: string
  fee_eur: Fee
  term: Term
  term_days: string
  minutes: number
  while_you_wait: boolean
  legal_ground: string | null
  uid: string | null
}
export interface DocumentShown {
  code: string
  name: string
}
/**
 * Euro; what nobody has found out is null.
 */
export interface Fee {
  normal: number | null
  fast: number | null
  express: number | null
}
/**
 * ISO 8601 durations; null: not found out.
 */
export interface Term {
  normal: string | null
  fast: string | null
  express: string | null
}
export interface PriorityGroupShown {
  id: string
  name: string
  short: string
}
/**
 * What a counter does at this moment.
 */
export interface CounterNow {
  number: number
  clerk: string | null
  state: "empty" | "paused" | "free" | "called" | "serving"
  ticket: string | null
  since: string | null
}
/**
 * One day's opening hours, local `HH:MM-HH:MM`; empty: closed, and `note` may say why.
 */
export interface DayHours {
  date: string
  intervals: string[]
  note: string | null
}
/**
 * The visits a decision was made for.
 */
export interface Decided {
  visits: number[]
}
/**
 * `visits` null: all that are parked.
 */
export interface DecisionAsked {
  decision: "still_waiting" | "served"
  visits: number[] | null
}
/**
 * A clerk's picture of one counter. `waiting`: its calling order, the first 50 of `waiting_count`.
 */
export interface Desk {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
  counter: number
  clerk: string | null
  yours: boolean
  paused: string | null
  visit: DeskVisit | null
  waiting: InLine[]
  waiting_count: number
  parked: Aside[]
  absent: Aside[]
  unheld: InLine[]
  lost: LostShown[]
  printers: PrinterTrouble[]
  undo: Undo | null
  counters: Neighbour[]
}
/**
 * The visit open at a desk.
 */
export interface DeskVisit {
  visit: number
  number: string
  state: VisitState
  service: string
  visitor_class: VisitClass
  lang: "bg" | "en" | "ro" | "tr"
  call_in: CallIn
  needs: Need[]
  documents: DocumentMark[]
  note: string | null
  issued_at: string
  waited_s: number
  offline: boolean
  called_at: string
  calls: number
  started_at: string | null
}
/**
 * What the visitor said of one document at the kiosk: True has it, False lacks it, None was not asked.
 */
export interface DocumentMark {
  code: string
  have: boolean | null
}
/**
 * Somebody who waits, as a clerk sees them: a number and a service, never a name.
 */
export interface InLine {
  visit: number
  number: string
  service: string
  visitor_class: VisitClass
  reference_at: string
  promise_min: number
  unheld: boolean
  offline: boolean
}
/**
 * Somebody stands at a kiosk and looks for their number; the likeliest first.
 */
export interface LostShown {
  search: number
  kiosk: string
  service: string
  about_at: string
  asked_at: string
  candidates: Candidate[]
}
/**
 * A printer of the hall from which nothing would come out; `kiosk`: where it stands, null: the hall's own.
 */
export interface PrinterTrouble {
  kiosk: string | null
  cause: string
}
/**
 * This desk's last step, while it can still be taken back.
 */
export interface Undo {
  visit: number
  number: string
  step: string
  until: string
}
/**
 * Another counter of the hall.
 */
export interface Neighbour {
  number: number
  groups: string[]
  clerk: string | null
  state: "free" | "busy" | "paused" | "empty"
}
export interface DeviceShown {
  id: number
  kind: string
  name: string
  counter: number | null
  hall: string
}
/**
 * `edit` lets the same person add to the rating within 60 seconds.
 */
export interface Edit {
  edit: string
}
export interface EditPath {
  edit: string
}
/**
 * A journal entry. `hash`: see docs/journal.md.
 */
export interface EventShown {
  seq: number
  at: string
  kind: string
  visit: number | null
  counter: number | null
  clerk: string | null
  data: {
    [k: string]: unknown
  }
  hash: string
}
export interface EventsAsked {
  after?: number
  limit?: number
}
export interface FoundAsked {
  visit: number
}
/**
 * One group's day so far. Times in seconds; None: nobody yet.
 */
export interface GroupFigures {
  letter: string
  issued: number
  waiting: number
  finished: number
  wait_median_s: number | null
  wait_p90_s: number | null
  walk_median_s: number | null
  walk_p90_s: number | null
  service_median_s: number | null
  service_p90_s: number | null
  within_20_min: number | null
}
/**
 * The office's first page: the day so far, recomputable from the journal to the unit.
 */
export interface HallToday {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
  day: string
  hall: {
    [k: string]: string
  }
  open: boolean
  issued: number
  waiting: number
  called: number
  serving: number
  parked: number
  finished: number
  absent: number
  withdrawn: number
  closed: number
  longest_wait_s: number | null
  all: GroupFigures
  groups: GroupFigures[]
  counters: CounterNow[]
  ratings: number[]
  paper: "ready" | "low" | "trouble" | "unknown" | "none"
  printers: PrinterShown[]
  paper_used: PaperUsed
  offline: OfflineShown[]
  insecure_lan: boolean
  clock_behind_s: number
}
/**
 * A printer and how it is.
 *
 * `state`: `silent`: not heard for 5 s; `plain`: it never says how it is, and prints; `never`: it was never heard.
 */
export interface PrinterShown {
  device: number | null
  name: string
  kiosk: string | null
  state: "ready" | "low" | "trouble" | "silent" | "plain" | "never"
  cause: string | null
  model: string | null
  confirms: boolean
  dots: number | null
  changed_at: string | null
  last_job: JobLately | null
  dead_letters: number
}
/**
 * The last paper of a printer.
 */
export interface JobLately {
  number: string
  state: string
  cause: string | null
  at: string
}
/**
 * Paper of this day: how many came out, and how much of it (mm; of papers whose length is known).
 */
export interface PaperUsed {
  papers: number
  mm: number
  mm_each: number | null
}
/**
 * A ticket given without the server that waits for a decision.
 */
export interface OfflineShown {
  visit: number
  number: string
  service: string
  issued_at: string
}
/**
 * A visit whose number somebody has.
 */
export interface Held {
  visit: number
  number: string
  state: string
  unheld: boolean
}
export interface JobAsked {
  job: number
  state: string
  cause: string | null
}
/**
 * A print job for an agent: which visit, and everything that stands on the paper. `key`: of the request for it.
 */
export interface JobGiven {
  job: number
  visit: number
  key: string
  copy_of: boolean
  asked_at: string
  ticket: {
    [k: string]: unknown
  }
}
export interface JobPath {
  job: number
}
/**
 * `sending`, and `sent` with `last` false: it goes on; all else is how it ended. `mm`: of paper.
 */
export interface JobSaid {
  state: "sending" | "sent" | "confirmed" | "failed" | "unknown"
  cause:
    | (
        | "unreachable"
        | "paper_out"
        | "cover_open"
        | "cutter"
        | "overheated"
        | "offline"
        | "timeout"
        | "garbled"
        | "bad_ticket"
        | "press"
        | "restart"
        | "too_late"
        | "no_agent"
      )
    | null
  mm: number | null
  last: boolean
}
/**
 * `wait`: seconds to wait for a job where none is there.
 */
export interface JobsWaitedFor {
  wait: number
}
export interface Journal {
  epoch: string
  events: EventShown[]
}
export interface LangAsked {
  lang?: "bg" | "en" | "ro" | "tr"
}
/**
 * `version`: that was changed; `short_from`: from so many waiting on tickets are short, null: never by itself.
 */
export interface LayoutAsked {
  version: number
  look: LookAsked
  short_from: number | null
}
/**
 * How tickets look; what each setting may be, the paper says (kiosk.agent.layout).
 */
export interface LookAsked {
  header?: {
    [k: string]: string
  }
  footer?: {
    [k: string]: string
  }
  logo?: string | null
  size?: "small" | "normal" | "large"
  blocks?: string[]
  short?: boolean
}
/**
 * The look of tickets; `version` 0: the standard one, that nobody has changed.
 */
export interface LayoutShown {
  version: number
  look: LookShown
  short_from: number | null
  saved_at: string | null
  saved_by: string | null
}
/**
 * How tickets look: the hall's own texts by language, its logo (a PNG in base64), the blocks in their order.
 */
export interface LookShown {
  header: {
    [k: string]: string
  }
  footer: {
    [k: string]: string
  }
  logo: string | null
  size: "small" | "normal" | "large"
  blocks: string[]
  short: boolean
}
/**
 * `ahead`: for the next day that the hall opens, not for today.
 */
export interface LeaseAsked {
  key: string
  ahead?: boolean
}
/**
 * Numbers for one date; after it they are void.
 */
export interface Lent {
  date: string
  numbers: LentNumber[]
}
/**
 * A number that may be given while the server is away, the visit it will be, and its link's token.
 */
export interface LentNumber {
  digits: number
  visit: number
  token: string | null
}
/**
 * `minutes_ago` left out: no idea when the number was taken.
 */
export interface LikelyAsked {
  service: string
  minutes_ago?: number | null
}
/**
 * The hall in public (`/live/{hall}.json`): numbers only. Its ETag is a hash of what it shows.
 */
export interface Live {
  hall: string
  open: boolean
  called: LiveCall[]
  last: LiveCall[]
  groups: LiveGroup[]
}
export interface LiveCall {
  number: string
  counter: number
}
/**
 * One group in public: the numbers that wait, in calling order, and the range of the wait of whoever comes now.
 */
export interface LiveGroup {
  letter: string
  waiting: string[]
  wait: Wait
  gap_s: number
  staffed: boolean
}
/**
 * The kiosk's picture: is the hall open, how long are the lines, does the printer work.
 */
export interface Lobby {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
  hall: {
    [k: string]: string
  }
  open: boolean
  opens_at: string | null
  closes_at: string | null
  hours: DayHours[]
  groups: GroupLine[]
  phone: boolean
  paper: "ready" | "low" | "trouble" | "unknown" | "none"
  paper_cause: string | null
  other_kiosk: string | null
  offline: boolean
}
/**
 * `minutes_ago`: when the number was taken, as the visitor remembers.
 */
export interface LostAsked {
  service: string
  minutes_ago: number
  lang: "bg" | "en" | "ro" | "tr"
}
/**
 * `expected`: the visit this desk believes open, or null; left out: not checked.
 */
export interface NextAsked {
  key: string
  expected?: number | null
}
export interface NoteAsked {
  note?: string | null
}
/**
 * A ticket as the kiosk gave it, from the numbers lent to it.
 */
export interface OfflineGiven {
  visit: number
  digits: number
  service: string
  lang: "bg" | "en" | "ro" | "tr"
  class: "ordinary" | "priority"
  /**
   * @maxItems 5
   */
  needs: Need[]
  /**
   * How the visitor wants to be called: in their language and Bulgarian, in Bulgarian, or by the chime alone.
   */
  call_in: "mine" | "bg" | "chime"
  documents: {
    [k: string]: boolean
  }
  key: string
  issued_at: string
  held: boolean
  paper: PaperEnded | null
}
export interface PaperEnded {
  state: "sent" | "confirmed" | "failed" | "unknown"
  cause:
    | (
        | "unreachable"
        | "paper_out"
        | "cover_open"
        | "cutter"
        | "overheated"
        | "offline"
        | "timeout"
        | "garbled"
        | "bad_ticket"
        | "press"
        | "restart"
        | "too_late"
        | "no_agent"
      )
    | null
}
/**
 * What a kiosk prints while the server is away: every service's paper in every language, without its number.
 *
 * `layout`: of all of them, null: the standard one. By language `issued`: the last line, with {date} and {time};
 * `copy`: what a further paper is marked with; `priority`: the line of whoever comes first. `qr_base`: where links
 * begin, null without a phone.
 */
export interface OfflinePapers {
  papers: {
    [k: string]: {
      [k: string]: {
        [k: string]: unknown
      }
    }
  }
  layout: {
    [k: string]: unknown
  } | null
  issued: {
    [k: string]: string
  }
  copy: {
    [k: string]: string
  }
  priority: {
    [k: string]: string
  }
  qr_base: string | null
  zone: string
}
/**
 * The visitor's side of a counter. `rate`: the visit that may be rated now, until `until`; never twice.
 */
export interface Pad {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
  counter: number
  state: "idle" | "called" | "serving" | "rate"
  number: string | null
  visit: number | null
  lang: "bg" | "en" | "ro" | "tr"
  until: string | null
}
/**
 * `kiosk`: of an agent, the kiosk whose page it serves and whose paper it prints.
 */
export interface Paired {
  device: DeviceShown
  token: string
  kiosk: PairedKiosk | null
}
export interface PairedKiosk {
  device: DeviceShown
  token: string
}
export interface PairingAsked {
  code: string
}
/**
 * A visit's last print job.
 */
export interface Paper {
  job: number
  state: "queued" | "claimed" | "sending" | "sent" | "confirmed" | "failed" | "unknown"
  cause: string | null
}
export interface PauseAsked {
  reason: string
}
/**
 * The part every picture has: when it was made (hall time) and, in a replay, how its clock runs.
 */
export interface Picture {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
}
/**
 * `service`: its code, null: any.
 */
export interface PreviewAsked {
  look: LookAsked
  lang?: "bg" | "en" | "ro" | "tr"
  dots?: 576 | 384
  kind?: "ordinary" | "short" | "copy" | "offline"
  service?: string | null
}
/**
 * How a printer is; `dead_letters`: tickets given without the server that it would not take.
 *
 * `cause` press: what prints has broken off, so nothing is known of the printer itself.
 */
export interface PrinterAsked {
  model: string | null
  online: boolean
  cover: "closed" | "open"
  paper: "ok" | "low" | "out"
  cutter: "ok" | "jammed"
  cause:
    | (
        | "unreachable"
        | "paper_out"
        | "cover_open"
        | "cutter"
        | "overheated"
        | "offline"
        | "timeout"
        | "garbled"
        | "bad_ticket"
      )
    | "press"
    | null
  answers: boolean
  confirms: boolean
  dots: number
  dead_letters?: number
}
/**
 * RFC 9457. `code` is stable; further members depend on it.
 */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  detail: string
  [k: string]: unknown
}
export interface RatingAsked {
  score: number
}
export interface ReclassifyAsked {
  service: string
}
export interface SearchAsked {
  search: number
}
export interface SearchPath {
  search: number
}
/**
 * A search for a lost paper; `ticket` once somebody of the staff has found it.
 */
export interface SearchShown {
  search: number
  state: "open" | "found" | "ended"
  ticket: Ticket | null
}
/**
 * A ticket that was issued. `url`: its page on the phone; `qr`: where the SVG of its QR is (for an <img>).
 *
 * Both are null where the hall has no public address.
 */
export interface Ticket {
  visit: number
  number: string
  service: string
  state: string
  class: VisitClass
  ahead: number
  wait: Wait
  url: string | null
  qr: string | null
  print: Paper | null
  issued_at: string
}
/**
 * Who this browser is.
 */
export interface SessionShown {
  device: DeviceShown | null
  staff: StaffShown | null
  public_url: string | null
  hall: HallShown
  demo: boolean
}
export interface StaffShown {
  id: number
  login: string
  name: string
  roles: string[]
}
export interface SignInAsked {
  login: string
  password: string
  device_token?: string | null
}
export interface SignOnAsked {
  counter: number
}
export interface SignedIn {
  token: string
  staff: StaffShown
}
export interface StageShown {
  kind: string
  started_at: string
  ended_at: string | null
  counter: number | null
  service: string
}
/**
 * How far into the journal a picture is current: `epoch` changes on restore, `seq` counts events.
 */
export interface Stamp {
  epoch: string
  seq: number
}
/**
 * A visit after a step; `call`: the call just made.
 */
export interface Stepped {
  visit: number
  number: string
  service: string
  state: string
  call: number | null
}
/**
 * What became of a ticket that was given without the server.
 */
export interface TakenIn {
  visit: number
  number: string
  state: string
  fate: "in_line" | "parked" | "closed"
}
/**
 * `class`: the visitor's own word, never asked for proof; `documents`: which of them the visitor has.
 */
export interface TicketAsked {
  service: string
  lang: "bg" | "en" | "ro" | "tr"
  class?: "ordinary" | "priority"
  /**
   * @maxItems 5
   */
  needs?: Need[]
  /**
   * How the visitor wants to be called: in their language and Bulgarian, in Bulgarian, or by the chime alone.
   */
  call_in?: "mine" | "bg" | "chime"
  documents?: {
    [k: string]: boolean
  }
  key: string
}
export interface TransferAsked {
  service?: string | null
  counter?: number | null
  note?: string | null
  our_mistake?: boolean
}
export interface VisitPath {
  visit: number
}
/**
 * A visit in full; no names, no needs.
 */
export interface VisitShown {
  visit: number
  number: string
  service: string
  state: string
  class: VisitClass
  lang: "bg" | "en" | "ro" | "tr"
  issued_at: string
  ahead: number
  wait: Wait
  counter: number | null
  stages: StageShown[]
  calls: CallMade[]
  print: Paper | null
}
