import { describe, expect, it } from "vitest"
import type { Board, CallShown } from "../../server/ui/wire"
import { HOLD_MS, LEAST_MS, NOBODY, passed, pictured, type Turns } from "./turns"

const NINE = Date.parse("2026-11-20T07:00:00Z")

function called(call: number, number: string, counter: number, agoS = 0): CallShown {
  return { call, number, counter, at: new Date(NINE - agoS * 1000).toISOString(), open: true }
}

let seq = 0
function board(calls: CallShown[], more: Partial<Board> = {}): Board {
  const at = new Date(NINE).toISOString()
  return { epoch: "a", seq: ++seq, at, replay: null, hall: {}, calls, groups: [], waiting: 0, open: true, ...more }
}

/** The calls that fill the screen one after another until nobody is left, each with its milliseconds. */
function played(turns: Turns, from = 0): [string, number][] {
  const shown: [string, number][] = []
  let began = from
  for (let now = from; turns.turn !== null; now += 100) {
    const next = passed(turns, now)
    if (next.turn !== turns.turn) {
      shown.push([turns.turn.call.number, now - began])
      began = now
    }
    turns = next
  }
  return shown
}

const filling = (turns: Turns) => turns.turn?.call.number ?? null

describe("a call's turn on the screen", () => {
  it("begins at once and lasts fifteen seconds", () => {
    expect(played(pictured(NOBODY, board([called(1, "A 042", 3)]), 0))).toEqual([["A 042", HOLD_MS]])
  })

  it("comes for each of several calls made at once, in the order they were made", () => {
    const turns = pictured(NOBODY, board([called(3, "K 517", 8), called(2, "T 318", 5), called(1, "A 042", 3)]), 0)
    expect(played(turns).map(([number]) => number)).toEqual(["A 042", "T 318", "K 517"])
  })

  it("is four seconds while others wait, however many, and fifteen for the last", () => {
    const calls = Array.from({ length: 12 }, (_, i) => called(12 - i, `A 0${22 - i}`, i + 1))
    const shown = played(pictured(NOBODY, board(calls), 0)).map(([, ms]) => ms)
    expect(shown).toEqual([...Array<number>(11).fill(LEAST_MS), HOLD_MS])
  })

  it("goes to a call made a moment later as soon as the earlier one could be read", () => {
    let turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    turns = pictured(turns, board([called(2, "T 318", 5), called(1, "A 042", 3)]), 100)
    expect(filling(passed(turns, LEAST_MS - 1))).toBe("A 042")
    expect(filling(passed(turns, LEAST_MS))).toBe("T 318")
  })

  it("is given up at once to a new call when it has long been read", () => {
    let turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    turns = pictured(turns, board([called(2, "T 318", 5), called(1, "A 042", 3)]), LEAST_MS)
    expect(filling(turns)).toBe("T 318")
  })

  it("is not given to calls that were old when the screen began", () => {
    const turns = pictured(NOBODY, board([called(2, "T 318", 5, 14), called(1, "A 042", 3, 16)]), 0)
    expect(played(turns).map(([number]) => number)).toEqual(["T 318"])
  })

  it("comes again for a recall, which is a new call", () => {
    let turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    turns = pictured(passed(turns, HOLD_MS), board([called(2, "A 042", 3)]), HOLD_MS)
    expect(turns.turn?.call.call).toBe(2)
  })

  it("comes once for a number called and recalled while it waited for its turn", () => {
    let turns = pictured(NOBODY, board([called(2, "T 318", 5), called(1, "A 042", 3)]), 0)
    turns = pictured(turns, board([called(3, "T 318", 5), called(1, "A 042", 3)]), 1000)
    expect(played(turns).map(([number]) => number)).toEqual(["A 042", "T 318"])
  })

  it("is not repeated for the same picture, nor when only the waiting changes", () => {
    let turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    turns = passed(pictured(turns, board([called(1, "A 042", 3)], { waiting: 7 }), 5000), HOLD_MS)
    expect(turns.turn).toBeNull()
    expect(turns.board?.waiting).toBe(7)
  })

  it("ends quietly when the call is undone, on the screen or in the queue", () => {
    let turns = pictured(NOBODY, board([called(2, "T 318", 5), called(1, "A 042", 3)]), 0)
    turns = pictured(turns, board([called(2, "T 318", 5)]), 1000)
    expect(filling(turns)).toBe("T 318")
    turns = pictured(turns, board([]), 2000)
    expect([turns.turn, turns.queue]).toEqual([null, []])
  })

  it("does not come back for the call before a recall that was undone", () => {
    let turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    turns = pictured(turns, board([called(2, "A 042", 3)]), 1000)
    turns = pictured(turns, board([called(1, "A 042", 3)]), 2000)
    expect(played(turns).map(([number]) => number)).toEqual(["A 042"])
  })

  it("changes at once when the number is called to another counter", () => {
    let turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    turns = pictured(turns, board([called(2, "A 042", 7)]), 500)
    expect(turns.turn?.call.counter).toBe(7)
  })

  it("is kept for calls that newer ones pushed out of the server's list", () => {
    const calls = Array.from({ length: 13 }, (_, i) => called(13 - i, `A 0${23 - i}`, i + 1))
    let turns = pictured(NOBODY, board(calls.slice(1)), 0)
    turns = pictured(turns, board(calls.slice(0, 12)), 100)
    expect(played(turns).map(([number]) => number)).toHaveLength(13)
  })

  it("is kept for a call that newer ones pushed out, though an older one that is still served is listed", () => {
    const calls = Array.from({ length: 13 }, (_, i) => called(14 - i, `A 0${24 - i}`, i + 1))
    const served = called(1, "T 300", 14, 1800)
    let turns = pictured(NOBODY, board([...calls.slice(1), served]), 0)
    turns = pictured(turns, board([...calls.slice(0, 12), served]), 100)
    expect(played(turns).map(([number]) => number)).toHaveLength(13)
  })

  it("counts the age of a replayed call on the wall", () => {
    const replay = { hall: "", wall: "", speed: 60 }
    expect(filling(pictured(NOBODY, board([called(1, "A 042", 3, 600)], { replay }), 0))).toBe("A 042")
  })
})

describe("pictures", () => {
  it("never go back to an older one", () => {
    const newer = pictured(NOBODY, board([], { seq: 900 }), 0)
    expect(pictured(newer, board([called(1, "A 042", 3)], { seq: 899 }), 1)).toBe(newer)
  })

  it("of a restored hall begin anew, where the same call ids mean other people", () => {
    let turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    turns = pictured(turns, board([called(1, "K 517", 8)], { epoch: "b", seq: 1 }), 1000)
    expect(filling(turns)).toBe("K 517")
  })

  it("leave everything as it is while nothing is due", () => {
    const turns = pictured(NOBODY, board([called(1, "A 042", 3)]), 0)
    expect(passed(turns, 1000)).toBe(turns)
  })
})
