import { describe, expect, it } from "vitest"
import type { Ticket } from "../../server/ui/wire"
import { next } from "./machine"
import { outcomeOf } from "./paper"
import { BEGINNING, type Happened, type Way } from "./way"

const ticket: Ticket = {
  visit: 7,
  number: "A 042",
  service: "A01",
  state: "waiting",
  class: "ordinary",
  ahead: 8,
  wait: { low_min: 10, high_min: 20 },
  url: null,
  qr: null,
  print: { job: 3, state: "queued", cause: null },
  issued_at: "2026-11-23T08:42:00Z",
}

const job = (job: number, state: "sent" | "confirmed" | "failed" | "unknown"): Happened => ({
  did: "job",
  job: { job, visit: 7, state, cause: null },
})
const after = (...happened: Happened[]) => happened.reduce(next, BEGINNING)
const toTheLast: Happened[] = [
  { did: "language", lang: "ro" },
  { did: "group", letter: "A" },
  { did: "service", code: "A01" },
  { did: "documents", key: "k1" },
]

describe("a person at the kiosk", () => {
  it("comes to the last question in four touches and takes a number with the fifth", () => {
    const way = after(...toTheLast, { did: "take" })
    expect(way.order).toEqual({
      service: "A01",
      lang: "ro",
      class: "ordinary",
      needs: [],
      call_in: "mine",
      documents: {},
      key: "k1",
    })
  })

  it("need not answer anything, and may take an answer back", () => {
    const way = after(
      ...toTheLast.slice(0, 3),
      { did: "document", code: "id_card", have: true },
      { did: "document", code: "poa", have: false },
      { did: "document", code: "id_card", have: true },
    )
    expect(way.documents).toEqual({ poa: false })
  })

  it("says what they need, and how they want to be called", () => {
    const way = after(
      ...toTheLast,
      { did: "priority", priority: true },
      { did: "wishes" },
      { did: "need", need: "hearing" },
      { did: "need", need: "time" },
      { did: "need", need: "hearing" },
      { did: "callIn", callIn: "chime" },
      { did: "back" },
      { did: "take" },
    )
    expect(way.order).toMatchObject({ class: "priority", needs: ["time"], call_in: "chime" })
  })

  it("asks for the same ticket with a second tap, and goes nowhere while it is asked for", () => {
    const once = after(...toTheLast, { did: "take" })
    expect(next(once, { did: "take" })).toBe(once)
    expect(next(once, { did: "back" })).toBe(once)
    expect(next(once, { did: "priority", priority: true })).toBe(once)
  })

  it("keeps the key while the server is not heard", () => {
    const way = after(...toTheLast, { did: "take" }, { did: "unreachable" })
    expect(way).toMatchObject({ trouble: "unreachable", order: { key: "k1" } })
  })

  it("may try again with a new key after a refusal", () => {
    const way = after(...toTheLast, { did: "take" }, { did: "refused", key: "k2", trouble: "no_numbers" })
    expect(way).toMatchObject({ screen: "last", trouble: "no_numbers", order: null })
    expect(next(way, { did: "take" })).toMatchObject({ trouble: null, order: { key: "k2" } })
  })

  it("is told when the hall closed meanwhile", () => {
    const way = after(...toTheLast, { did: "take" }, { did: "closed", opensAt: "2026-11-24T06:30:00Z" })
    expect(way.closed).toEqual({ opensAt: "2026-11-24T06:30:00Z" })
    expect(way.order).toBeNull()
  })

  it("sees the number at once, and then what became of their own paper only", () => {
    const shown = after(...toTheLast, { did: "take" }, { did: "ticket", ticket })
    expect(shown.screen).toBe("ticket")
    expect(outcomeOf(shown.paper)).toBe("printing")
    const others = next(shown, { did: "job", job: { job: 4, visit: 8, state: "failed", cause: "paper_out" } })
    expect(others).toBe(shown)
    expect(outcomeOf(next(others, job(3, "confirmed")).paper)).toBe("printed")
    expect(outcomeOf(next(others, job(3, "failed")).paper)).toBe("failed")
  })

  it("may ask for the paper again only when it is over, and for one at a time", () => {
    const shown = after(...toTheLast, { did: "take" }, { did: "ticket", ticket })
    expect(next(shown, { did: "again" })).toBe(shown)
    const asking = [job(3, "unknown"), { did: "again" } as const].reduce(next, shown)
    expect(asking.paper).toMatchObject({ asking: true, state: "unknown" })
    const again = next(asking, { did: "copy", job: { job: 5, state: "queued", cause: null } })
    expect(outcomeOf(again.paper)).toBe("printing")
    expect(next(again, { did: "again" })).toBe(again)
    expect(outcomeOf(next(again, job(5, "failed")).paper)).toBe("failed")
    expect(next(asking, { did: "no_copy" }).paper).toMatchObject({ state: "unknown", asking: false, refused: true })
  })

  it("is told that the paper is late, until it comes", () => {
    const late = after(...toTheLast, { did: "take" }, { did: "ticket", ticket }, { did: "late" })
    expect(outcomeOf(late.paper)).toBe("late")
    const printed = next(late, job(3, "sent"))
    expect(outcomeOf(printed.paper)).toBe("printed")
    expect(next(printed, { did: "late" })).toBe(printed)
  })

  it("gets their number after the page was reloaded under them", () => {
    const { order } = after(...toTheLast, { did: "take" })
    const way = after({ did: "unanswered", order: order! })
    expect(way).toMatchObject({ lang: "ro", screen: "last", order: { key: "k1" } })
  })

  it.each<[Happened[], Way["screen"]]>([
    [toTheLast.slice(0, 1), "language"],
    [toTheLast.slice(0, 2), "groups"],
    [toTheLast.slice(0, 3), "services"],
    [toTheLast, "service"],
    [[...toTheLast, { did: "wishes" }], "last"],
    [[], "language"],
  ])("goes one step back (%#)", (way, screen) => {
    expect(next(after(...way), { did: "back" }).screen).toBe(screen)
  })

  it("goes back through the pages of a long list first", () => {
    const way = after(...toTheLast.slice(0, 2), { did: "page", page: 1 })
    expect(next(way, { did: "back" })).toMatchObject({ screen: "services", page: 0 })
  })

  it("keeps the aids until they leave, and leaves nothing to the next", () => {
    const way = after({ did: "aid", aid: "large" }, ...toTheLast, { did: "need", need: "sight" })
    expect(way.aids.large).toBe(true)
    expect(next(way, { did: "over" })).toEqual(BEGINNING)
  })
})

describe("a person who has lost their paper", () => {
  const toTheTime: Happened[] = [
    { did: "language", lang: "bg" },
    { did: "lost" },
    { did: "group", letter: "A" },
    { did: "service", code: "A01" },
  ]

  it("says for what and about when, and then the hall looks for it", () => {
    expect(after(...toTheTime).screen).toBe("about")
    const way = after(...toTheTime, { did: "about", minutes: 22 })
    expect(way).toMatchObject({ screen: "seeking", sought: { service: "A01", minutes_ago: 22, lang: "bg" } })
  })

  it("gets the number again, with what became of the copy", () => {
    const found = after(...toTheTime, { did: "about", minutes: 22 }, { did: "found", ticket, search: 9 })
    expect(found).toMatchObject({ screen: "ticket", search: 9, sought: null, ticket: { number: "A 042" } })
    expect(outcomeOf(next(found, job(3, "sent")).paper)).toBe("printed")
  })

  it("is sent to a counter when nobody found it", () => {
    expect(after(...toTheTime, { did: "about", minutes: 22 }, { did: "unfound" })).toMatchObject({ screen: "unfound", sought: null })
  })

  it.each<[Happened[], Partial<Way>]>([
    [[...toTheTime, { did: "about", minutes: 8 }], { screen: "about", sought: null }],
    [toTheTime, { screen: "services", lost: true }],
    [toTheTime.slice(0, 2), { screen: "groups", lost: false }],
  ])("may go back, and then nobody looks any more (%#)", (way, stands) => {
    expect(next(after(...way), { did: "back" })).toMatchObject(stands)
  })
})
