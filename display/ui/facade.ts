import { type HallClock, clockOf, hallNow, timeOfDay } from "../../server/ui/clock"
import { type Live, SILENT_MS } from "../../server/ui/live"
import type { Board, CallShown, GroupLine } from "../../server/ui/wire"
import { NOBODY, passed, pictured, type Turns } from "./turns"

const LAST = 3
const GROUPS = 6
const PANEL_MS = 10_000

/** All that the screen knows. Times in ms of `performance.now()`, the clock that never jumps. */
export interface Screen extends Turns {
  clock: HallClock | null
  /** When the picture was last known to be current; before the first picture: when the page opened. */
  heardAt: number
  now: number
}

export type Said = { live: Live<Board>; now: number } | { now: number }

export function dark(now: number): Screen {
  return { ...NOBODY, clock: null, heardAt: now, now }
}

/** The connection says something, or a moment passes. The same screen comes back while nothing on it changes. */
export function after(screen: Screen, said: Said): Screen {
  const { now } = said
  if (!("live" in said)) {
    const turns = passed(screen, now)
    return turns === screen && Math.floor(now / 1000) === Math.floor(screen.now / 1000) ? screen : { ...screen, ...turns, now }
  }
  const { picture, heardAt } = said.live
  const turns = picture && picture !== screen.board ? pictured(screen, picture, now) : passed(screen, now)
  const clock = turns.board && turns.board !== screen.board ? clockOf(turns.board, now) : screen.clock
  return { ...screen, ...turns, clock, heardAt: heardAt ?? screen.heardAt, now }
}

/** What stands on the screen. `lit`: somebody is being called to `call` now. */
export interface Facade {
  kind: "fresh" | "calm" | "stale"
  /** The hall is closed and nobody waits any more: nothing of the day is shown. */
  shut: boolean
  call: CallShown | null
  lit: boolean
  last: CallShown[]
  lines: { what: "minutes" | "people"; groups: GroupLine[] } | null
  time: string | null
  staleSince: string | null
  speed: number
}

export function facade(screen: Screen, zone: string): Facade {
  const { board, turn, clock, now, heardAt } = screen
  const calls = board?.calls ?? []
  const inTurn = turn?.call ?? calls.find(({ open }) => open) ?? null
  const stale = now - heardAt > SILENT_MS
  const shut = !stale && board?.open === false && board.waiting === 0 && inTurn === null
  const call = inTurn ?? (shut ? null : (calls[0] ?? null))
  const at = (when: number) => (clock ? timeOfDay(hallNow(clock, when), zone) : null)
  return {
    kind: stale ? "stale" : turn ? "fresh" : "calm",
    shut,
    call,
    lit: !stale && call !== null && (turn !== null || call.open),
    last: shut ? [] : calls.filter(({ number }) => number !== call?.number).slice(0, stale ? LAST - 1 : LAST),
    lines: shut ? null : linesAt(board?.groups ?? [], now),
    time: at(now),
    staleSince: stale ? at(heardAt) : null,
    speed: board?.replay?.speed ?? 1,
  }
}

/** Six groups at a time, their minutes and their people in turn: what does not fit waits, it is not made smaller. */
function linesAt(groups: readonly GroupLine[], now: number): Facade["lines"] {
  const pages = Array.from({ length: Math.ceil(groups.length / GROUPS) }, (_, page) =>
    groups.slice(page * GROUPS, (page + 1) * GROUPS),
  ).flatMap((page) => [
    { what: "minutes" as const, groups: page },
    { what: "people" as const, groups: page },
  ])
  return pages[Math.floor(now / PANEL_MS) % pages.length] ?? null
}
