import { newest } from "../../server/ui/newest"
import type { Board, CallShown } from "../../server/ui/wire"

/** How long a call fills the screen while no other waits for its turn, and how long it keeps one waiting. Milliseconds. */
export const HOLD_MS = 15_000
export const LEAST_MS = 4_000
/** A call that is already older than this when its picture comes is listed, but neither fills the screen nor chimes. */
export const YOUNG_MS = 15_000
/** The server lists so many of the last calls; an older one that is missing may only have been pushed out. */
const LISTED = 12
const REMEMBERED = 1_000

/** What the screen knows: the newest picture, the call whose turn it is, and those whose turn comes. */
export interface Turns {
  board: Board | null
  /** The call that fills the screen; a chime belongs to each new one. `since` in ms of `performance.now()`. */
  turn: { call: CallShown; since: number } | null
  queue: readonly CallShown[]
  /** The calls that had a turn, have one to come, or were too old for one. */
  known: ReadonlySet<number>
}

export const NOBODY: Turns = { board: null, turn: null, queue: [], known: new Set() }

/** A picture arrives. New calls queue in the order they were made; one that was undone goes without a word. */
export function pictured(turns: Turns, arrived: Board, now: number): Turns {
  if (newest(turns.board, arrived) !== arrived) return turns
  const { turn, queue: waiting, known } = turns.board?.epoch === arrived.epoch ? turns : NOBODY
  const queue = waiting.flatMap((call) => latest(arrived, call) ?? [])
  const queued = new Set(queue.map(({ call }) => call))
  const fresh = arrived.calls
    .filter((call) => !known.has(call.call) && !queued.has(call.call) && ageMs(arrived, call) <= YOUNG_MS)
    .sort((a, b) => a.call - b.call)
  return passed(
    {
      board: arrived,
      turn: turn && standsStill(arrived, turn.call) ? turn : null,
      queue: [...queue, ...fresh],
      known: remembered(known, arrived.calls),
    },
    now,
  )
}

/**
 * Time passes. A call that others wait behind gives way as soon as it could be read, so that none is long on the list
 * before it is large and heard; alone it stays. The same object comes back when nothing changes.
 */
export function passed(turns: Turns, now: number): Turns {
  const { turn, queue } = turns
  if (turn && now - turn.since < (queue.length > 0 ? LEAST_MS : HOLD_MS)) return turns
  const [next, ...later] = queue
  if (next) return { ...turns, turn: { call: next, since: now }, queue: later }
  return turn ? { ...turns, turn: null } : turns
}

/** A queued call as the picture has it now: recalled meanwhile it is the newer call, in the same place; undone, null. */
function latest(board: Board, call: CallShown): CallShown | null {
  const shown = board.calls.find(({ number }) => number === call.number)
  if (shown) return shown.call >= call.call ? shown : null
  return pushedOut(board, call) ? call : null
}

/** Whether the screen may go on showing a call: not undone, and not meanwhile called to another counter. */
function standsStill(board: Board, call: CallShown): boolean {
  return latest(board, call)?.counter === call.counter
}

function pushedOut({ calls }: Board, { call }: CallShown): boolean {
  return calls.filter((listed) => listed.call > call).length >= LISTED
}

/** On this screen's clock: a replay's minutes are its seconds. */
function ageMs(board: Board, call: CallShown): number {
  return (Date.parse(board.at) - Date.parse(call.at)) / (board.replay?.speed ?? 1)
}

function remembered(known: ReadonlySet<number>, calls: readonly CallShown[]): ReadonlySet<number> {
  const all = new Set([...known, ...calls.map(({ call }) => call).sort((a, b) => a - b)])
  return all.size > REMEMBERED ? new Set([...all].slice(-REMEMBERED / 2)) : all
}
