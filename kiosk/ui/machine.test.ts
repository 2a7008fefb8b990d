import { describe, expect, it } from "vitest"
import { BEGINNING, type Happened, next, type Way } from "./machine"
import type { Ticket } from "../../server/ui/wire"

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
    const way = after(...toTheLast, { did: "take" }, { did: "refused", key: "k2" })
    expect(way).toMatchObject({ screen: "last", trouble: "refused", order: null })
    expect(next(way, { did: "take" }).order?.key).toBe("k2")
  })

  it("is told when the hall closed meanwhile", () => {
    const way = after(...toTheLast, { did: "take" }, { did: "closed", opensAt: "2026-11-24T06:30:00Z" })
    expect(way.closed).toEqual({ opensAt: "2026-11-24T06:30:00Z" })
    expect(way.order).toBeNull()
  })

  it("sees the number at once, and then what became of their own paper only", () => {
    const shown = after(...toTheLast, { did: "take" }, { did: "ticket", ticket })
    expect(shown).toMatchObject({ screen: "ticket", paper: "printing" })
    const others = next(shown, { did: "job", job: { job: 4, visit: 8, state: "failed", cause: "paper_out" } })
    expect(others.paper).toBe("printing")
    expect(next(others, { did: "job", job: { job: 3, visit: 7, state: "sent", cause: null } }).paper).toBe("printed")
    expect(next(others, { did: "job", job: { job: 3, visit: 7, state: "failed", cause: "paper_out" } }).paper).toBe("trouble")
  })

  it("is told that the paper is late, until it comes", () => {
    const late = after(...toTheLast, { did: "take" }, { did: "ticket", ticket }, { did: "late" })
    expect(late.paper).toBe("late")
    const printed = next(late, { did: "job", job: { job: 3, visit: 7, state: "sent", cause: null } })
    expect(printed.paper).toBe("printed")
    expect(next(printed, { did: "late" }).paper).toBe("printed")
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
