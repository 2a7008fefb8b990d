import type { Pad } from "../../server/ui/wire"
import type { Lang } from "../../server/ui/words"

/**
 * What the visitor's side of a counter shows. A rating is asked once a visit; every question ends by itself,
 * and at once when the next person is called. Times are milliseconds of this screen's own clock.
 */
export type Shown =
  | { is: "calm" }
  | { is: "rate"; visit: number; until: number | null; sent: number | null; lost: boolean }
  | { is: "introduced"; visit: number; edit: string; until: number }
  | { is: "thanks"; visit: number; until: number }

export interface Pads {
  picture: Pad | null
  shown: Shown
  /** The picture that asked: its number and language hold until the thanks are over. */
  asked: Pad | null
  /** Visits that have answered, declined, or made room for the next person: they are not asked again. */
  done: readonly number[]
  /** The language chosen on the pad; null: the visitor's own. */
  chosen: Lang | null
  choosing: boolean
}

export type Happened =
  | { picture: Pad }
  | { tapped: number }
  | { counted: string }
  | { lost: true }
  | { refused: "already_rated" | "other" }
  | { answered: true }
  | { left: true }
  | { languages: boolean }
  | { lang: Lang }
  | { tick: true }

/** The second question waits this long, the thanks stay this long. */
export const INTRODUCED_MS = 30_000
export const THANKS_MS = 8_000

export const EMPTY: Pads = { picture: null, shown: { is: "calm" }, asked: null, done: [], chosen: null, choosing: false }

export function answering(state: Pads, happened: Happened, now: number): Pads {
  const { shown } = state
  if ("picture" in happened) return withPicture(state, happened.picture, now)
  if ("languages" in happened) return { ...state, choosing: happened.languages }
  if ("lang" in happened) return { ...state, chosen: happened.lang, choosing: false }
  if ("tick" in happened) return ended(shown, now) ? calm(state) : state
  if (shown.is === "calm") return state
  if ("left" in happened) return calm(state)
  if ("answered" in happened) return shown.is === "introduced" ? thanked(state, shown.visit, now) : state
  if (shown.is !== "rate") return state
  if ("tapped" in happened) return shown.sent === null ? show(state, { ...shown, sent: happened.tapped }) : state
  if ("lost" in happened) return show(state, { ...shown, lost: true })
  if ("refused" in happened) return happened.refused === "already_rated" ? thanked(state, shown.visit, now) : calm(state)
  return show(state, { is: "introduced", visit: shown.visit, edit: happened.counted, until: now + INTRODUCED_MS })
}

/** The language of the screen: chosen here, or the visitor's own; Bulgarian while nobody is at the counter. */
export function spoken(state: Pads): Lang {
  const of = state.shown.is === "calm" ? state.picture : state.asked
  return state.chosen ?? (of === null || of.state === "idle" ? "bg" : of.lang)
}

/** Whole seconds until the thanks clear. */
export function secondsLeft(shown: Shown, now: number): number {
  return shown.is === "thanks" ? Math.max(1, Math.ceil((shown.until - now) / 1000)) : 0
}

function withPicture(state: Pads, picture: Pad, now: number): Pads {
  const next = { ...state, picture }
  if (picture.state === "rate" && picture.visit !== null) {
    if (state.done.includes(picture.visit) || busyWith(state.shown, picture.visit)) return next
    const until = picture.until === null ? null : now + left(picture, picture.until)
    const shown: Shown = { is: "rate", visit: picture.visit, until, sent: null, lost: false }
    return { ...next, shown, asked: picture, chosen: null, choosing: false }
  }
  // The clerk took the visit up again: it is asked anew when it is finished once more.
  if (state.shown.is === "rate" && state.shown.visit === picture.visit) return { ...calm(next), done: state.done }
  // Its time is over.
  if (state.shown.is === "rate" && state.shown.sent === null) return calm(next)
  // Somebody is at the counter: the questions of the one before are over. A tap on its way still gets its answer.
  return picture.state === "idle" ? next : calm(next)
}

/** How long there is to rate, ms: by the wall clock of the server, even in a replay; this screen's date may be wrong. */
function left(picture: Pad, until: string): number {
  return Date.parse(until) - Date.parse(picture.replay?.wall ?? picture.at)
}

function busyWith(shown: Shown, visit: number): boolean {
  return shown.is !== "calm" && shown.visit === visit
}

function ended(shown: Shown, now: number): boolean {
  return shown.is !== "calm" && shown.until !== null && now >= shown.until
}

function show(state: Pads, shown: Shown): Pads {
  return { ...state, shown }
}

function thanked(state: Pads, visit: number, now: number): Pads {
  return { ...state, done: [...state.done, visit], shown: { is: "thanks", visit, until: now + THANKS_MS } }
}

function calm(state: Pads): Pads {
  const done = state.shown.is === "calm" ? state.done : [...state.done, state.shown.visit].slice(-8)
  return { ...state, done, shown: { is: "calm" }, chosen: null, choosing: false }
}
