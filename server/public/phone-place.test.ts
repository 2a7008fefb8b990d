import { describe, expect, it } from "vitest"
import { lastOf, mustAsk, placeOf, said, waitRange, waitSaid } from "../static/phone-place.js"

const mine = { number: "A 042", letter: "A" }
const group = (waiting: string[]) => ({ letter: "A", waiting, wait: { low_min: 0, high_min: 5 }, gap_s: 120, staffed: true })
const live = {
  called: [{ number: "T 318", counter: 5 }],
  last: [
    { number: "A 041", counter: 2 },
    { number: "T 318", counter: 5 },
    { number: "A 040", counter: 1 },
    { number: "A 039", counter: 1 },
  ],
  groups: [group(["A 043", "A 044", "A 042"])],
}

describe("a phone in the hall's public picture", () => {
  it("finds how many are ahead of its number, which need not be in the order of the numbers", () => {
    expect(placeOf(live, mine)).toMatchObject({ visit_state: "waiting", ahead: 2, wait: { low_min: 0, high_min: 10 }, staffed: true })
  })

  it("finds the counter it is called to", () => {
    expect(placeOf({ ...live, called: [{ number: "A 042", counter: 3 }] }, mine)).toEqual({ visit_state: "called", counter: 3 })
  })

  it("finds nothing when its number has left, or its group is not there", () => {
    expect(placeOf({ ...live, groups: [group(["A 043"])] }, mine)).toBeNull()
    expect(placeOf({ ...live, groups: [] }, mine)).toBeNull()
  })

  it.each([
    ["waiting", false, true], // called and started between two looks: the picture is the one of before
    ["called", false, true],
    ["serving", false, true],
    ["absent", false, false],
    ["absent", true, true],
    ["parked", false, false],
    ["withdrawn", false, false],
  ])("asks for a ticket that was %s and is not in a picture (changed: %s): %s", (visit_state, changed, asks) => {
    expect(mustAsk({ visit_state }, null, changed)).toBe(asks)
  })

  it("does not ask for a ticket that the picture has", () => {
    expect(mustAsk({ visit_state: "waiting" }, { visit_state: "called" }, true)).toBe(false)
  })

  it("tells the last calls of its own group", () => {
    expect(lastOf(live, mine).map(({ number }: { number: string }) => number)).toEqual(["A 041", "A 040"])
  })

  it.each([
    [0, 300, 0, 5],
    [1, 120, 0, 5],
    [5, 120, 10, 20],
    [8, 151, 20, 30],
    [40, 300, 200, 245],
  ])("reckons with %i ahead and a gap of %i s a wait of %i to %i minutes, as the server does", (ahead, gap, low, high) => {
    expect(waitRange(ahead, gap)).toEqual({ low_min: low, high_min: high })
  })

  it.each([
    [0, 5, true, "wait", "wait_long_to"],
    [10, 20, true, "we_call", "wait_long"],
    [125, 160, true, "wait", "wait_long_over"],
    [10, 20, false, "we_call_then", "when_clerk_comes"],
  ])("says %i to %i minutes (a clerk is there: %s) under „%s“ as „%s“", (low_min, high_min, staffed, label, sentence) => {
    expect(waitSaid({ low_min, high_min }, staffed)).toMatchObject({ label, sentence })
  })

  it("says one person and five people", () => {
    const people = { one: "{n} човек", other: "{n} души" }
    expect([said(people, "bg", { n: 1 }), said(people, "bg", { n: 5 })]).toEqual(["1 човек", "5 души"])
  })
})
