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
  Aside: Aside
  Board: Board
  CallIn: CallIn
  CallShown: CallShown
  CounterNow: CounterNow
  DayHours: DayHours
  Desk: Desk
  DeskVisit: DeskVisit
  DocumentMark: DocumentMark
  GroupFigures: GroupFigures
  GroupLine: GroupLine
  HallToday: HallToday
  InLine: InLine
  Live: Live
  LiveCall: LiveCall
  LiveGroup: LiveGroup
  Lobby: Lobby
  Need: Need
  Neighbour: Neighbour
  Pad: Pad
  Picture: Picture
  ReplayClock: ReplayClock
  Stamp: Stamp
  Undo: Undo
  VisitClass: VisitClass
  VisitState: VisitState
  Wait: Wait
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
}
/**
 * The display's picture. `calls`: newest first, one entry a ticket (its latest call), at most 12.
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
 * A clerk's picture of one counter. `waiting` is the calling order for this counter, the first 50 of `waiting_count`.
 */
export interface Desk {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
  counter: number
  clerk: string | null
  paused: string | null
  visit: DeskVisit | null
  waiting: InLine[]
  waiting_count: number
  parked: Aside[]
  absent: Aside[]
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
/**
 * One group's day so far. Times in seconds; None: nobody yet.
 */
export interface GroupFigures {
  letter: string
  issued: number
  waiting: number
  wait_median_s: number | null
  wait_p90_s: number | null
  walk_median_s: number | null
  service_median_s: number | null
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
  paper: "ready" | "trouble" | "none"
  insecure_lan: boolean
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
  paper: "ready" | "trouble" | "none"
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
 * The part every picture has: when it was made (hall time) and, in a replay, how its clock runs.
 */
export interface Picture {
  epoch: string
  seq: number
  at: string
  replay: ReplayClock | null
}
/**
 * How far into the journal a picture is current: `epoch` changes on restore, `seq` counts events.
 */
export interface Stamp {
  epoch: string
  seq: number
}
