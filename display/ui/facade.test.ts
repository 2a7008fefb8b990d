import { describe, expect, it } from "vitest"
import type { Board, CallShown, GroupLine } from "../../server/ui/wire"
import { after, dark, facade, type Screen } from "./facade"

const ZONE = "Europe/Sofia"
const AT = "2026-11-20T08:54:00Z"

function called(call: number, number: string, counter: number, open = true): CallShown {
  return { call, number, counter, at: AT, open }
}

function group(letter: string): GroupLine {
  return { letter, waiting: 7, wait: { low_min: 5, high_min: 15 }, staffed: true }
}

function board(calls: CallShown[], letters = "ATKMEH"): Board {
  return { epoch: "a", seq: 1, at: AT, replay: null, hall: {}, calls, groups: [...letters].map(group), waiting: 7, open: true }
}

function shown(picture: Board, now = 0): Screen {
  return after(dark(now), { live: { picture, fresh: true, heardAt: now }, now })
}

describe("the façade", () => {
  it("is filled by a fresh call and keeps the others below it", () => {
    const calls = [called(2, "A 042", 3), called(1, "T 318", 5)]
    const screen = shown(board(calls))
    expect(facade(screen, ZONE)).toMatchObject({ kind: "fresh", lit: true, call: calls[1], last: [calls[0]] })
  })

  it("keeps the light on while somebody is still called, and turns it off when nobody is", () => {
    const calls = [called(2, "A 042", 3, false), called(1, "T 318", 5)]
    let screen = shown({ ...board(calls), at: "2026-11-20T08:56:00Z" })
    expect(facade(screen, ZONE)).toMatchObject({ kind: "calm", lit: true, call: { number: "T 318" }, last: [{ number: "A 042" }] })
    screen = shown({ ...board([called(2, "A 042", 3, false)]), at: "2026-11-20T08:56:00Z" })
    expect(facade(screen, ZONE)).toMatchObject({ kind: "calm", lit: false, call: { number: "A 042" } })
  })

  it("says that the hall is closed once nobody waits any more, and shows nothing of the day", () => {
    const over = { ...board([called(1, "A 042", 3, false)]), at: "2026-11-20T16:00:00Z", open: false }
    expect(facade(shown(over), ZONE)).toMatchObject({ shut: false, call: { number: "A 042" } })
    expect(facade(shown({ ...over, waiting: 0 }), ZONE)).toMatchObject({ shut: true, call: null, last: [], lines: null })
    const lastOne = { ...over, waiting: 0, calls: [called(1, "A 042", 3)] }
    expect(facade(shown(lastOne), ZONE)).toMatchObject({ shut: false, lit: true })
  })

  it("loses its light when nothing was heard for more than five seconds, says since when, and gets it back at once", () => {
    let screen = after(shown(board([called(1, "A 042", 3)])), { now: 5000 })
    expect(facade(screen, ZONE).kind).toBe("fresh")
    screen = after(screen, { now: 6000 })
    expect(facade(screen, ZONE)).toMatchObject({ kind: "stale", staleSince: "10:54", lit: false })
    screen = after(screen, { live: { picture: { ...board([]), seq: 2 }, fresh: true, heardAt: 6100 }, now: 6100 })
    expect(facade(screen, ZONE)).toMatchObject({ kind: "calm", staleSince: null, call: null })
  })

  it("says that there is no connection even when there never was one", () => {
    expect(facade(after(dark(0), { now: 6000 }), ZONE)).toMatchObject({ kind: "stale", staleSince: null, time: null })
  })

  it("tells the hall's time from the picture, and runs with a replay", () => {
    const replay = { hall: AT, wall: AT, speed: 60 }
    const screen = shown({ ...board([]), replay })
    expect(facade({ ...screen, now: 3000 }, ZONE)).toMatchObject({ time: "10:57", speed: 60 })
  })

  it("shows six groups at a time, first how long they wait and then how many", () => {
    const screen = shown(board([], "ABCDEFGHI"))
    const seen = [0, 10_000, 20_000, 30_000, 40_000].map((now) => {
      const lines = facade({ ...screen, now, heardAt: now }, ZONE).lines
      return `${lines?.what} ${lines?.groups.map(({ letter }) => letter).join("")}`
    })
    expect(seen).toEqual(["minutes ABCDEF", "people ABCDEF", "minutes GHI", "people GHI", "minutes ABCDEF"])
  })

  it("stays the same object while nothing on it changes", () => {
    const screen = shown(board([]))
    expect(after(screen, { now: 900 })).toBe(screen)
    expect(after(screen, { now: 1000 })).not.toBe(screen)
  })
})
