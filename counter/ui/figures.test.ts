import { expect, test } from "vitest"
import { seconds, stopwatch, waited } from "./figures"
import { ticketMeant } from "./numbers"

test("a stopwatch reads as on a wall", () => {
  expect(stopwatch(0)).toBe("0:00")
  expect(stopwatch(38)).toBe("0:38")
  expect(stopwatch(725)).toBe("12:05")
  expect(stopwatch(3725)).toBe("1:02:05")
})

test("a clock a little ahead of the picture never shows less than nothing", () => {
  expect(seconds("2026-11-22T08:54:01Z", Date.parse("2026-11-22T08:54:00Z"))).toBe(0)
})

test("waiting is told in whole minutes and as a share of the promise", () => {
  const one = { visit: 1, number: "A 001", service: "A01", visitor_class: "ordinary" as const, unheld: false, offline: false }
  const since = { ...one, reference_at: "2026-11-22T08:42:00Z", promise_min: 15 }
  expect(waited(since, Date.parse("2026-11-22T08:54:59Z"))).toEqual({ minutes: 12, share: 779 / 900 })
  expect(waited(since, Date.parse("2026-11-22T08:57:00Z")).share).toBe(1)
})

test("a ticket is known however its number is typed", () => {
  expect(ticketMeant("A 042", [])).toBe("A 042")
  expect(ticketMeant("a42", [])).toBe("A 042")
  expect(ticketMeant(" А 42 ", [])).toBe("A 042") // Cyrillic А
  expect(ticketMeant("н869", [])).toBe("H 869") // Cyrillic н
  expect(ticketMeant("A 1042", [])).toBe("A 1042")
})

test("the digits alone are enough for a ticket the desk knows", () => {
  expect(ticketMeant("42", ["H 870", "A 042"])).toBe("A 042")
  expect(ticketMeant("42", ["H 870"])).toBeNull()
})

test("what is no ticket's number is not sent", () => {
  for (const typed of ["", "A", "Мария", "A 04б", "Ж 12", "A-042"]) expect(ticketMeant(typed, [])).toBeNull()
})
