import type { Aside, Desk, DeskVisit, InLine } from "../../server/ui/wire"

/** A desk, a visit at it, people in and out of its line, as the tests need them. */
export const at = (time: string) => `2026-11-22T${time}Z`
export const now = (time: string) => Date.parse(at(time))

export const visit = (over: Partial<DeskVisit> = {}): DeskVisit => ({
  visit: 42,
  number: "A 042",
  state: "called",
  service: "A01",
  visitor_class: "ordinary",
  lang: "bg",
  call_in: "mine",
  needs: [],
  documents: [],
  note: null,
  issued_at: at("08:42:00"),
  offline: false,
  waited_s: 720,
  called_at: at("08:54:00"),
  calls: 1,
  started_at: null,
  ...over,
})

export const desk = (over: Partial<Desk> = {}): Desk => ({
  epoch: "e1",
  seq: 1,
  at: at("08:54:00"),
  replay: null,
  counter: 3,
  clerk: "Мария",
  yours: true,
  paused: null,
  visit: null,
  waiting: [],
  waiting_count: 0,
  parked: [],
  absent: [],
  unheld: [],
  lost: [],
  printers: [],
  undo: null,
  counters: [],
  ...over,
})

export const waits = (id: number): InLine => ({
  visit: id,
  number: `A ${String(id).padStart(3, "0")}`,
  service: "A01",
  visitor_class: "ordinary",
  reference_at: at("08:50:00"),
  promise_min: 15,
  unheld: false,
  offline: false,
})

export const aside = (id: number, until: string | null = null): Aside => ({
  visit: id,
  number: `A ${String(id).padStart(3, "0")}`,
  service: "A01",
  since: at("08:50:00"),
  until,
  offline: false,
})
