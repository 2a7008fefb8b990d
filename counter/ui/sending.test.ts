import { expect, test } from "vitest"
import type { Command } from "./commands"
import { QUIET, sending, type Sending } from "./sending"

const next: Command = { do: "next", expected: null }
const start: Command = { do: "start", visit: 7, number: "A 007" }
const pressed = (state: Sending, press: Command, key: string) => sending(state, { press, key })

test("a second press of next while the first is under way calls nobody", () => {
  const first = pressed(QUIET, next, "k1")
  expect(pressed(first, next, "k2")).toBe(first)
  expect(pressed(first, start, "k2")).toBe(first)
})

test("a press after a lost answer is the same request", () => {
  const lost = sending(pressed(QUIET, next, "k1"), { lost: true })
  expect(pressed(lost, next, "k2")).toEqual({ is: "flying", command: next, key: "k1", again: true })
})

test("another press after a lost answer is a new request", () => {
  const lost = sending(pressed(QUIET, next, "k1"), { lost: true })
  expect(pressed(lost, start, "k2")).toEqual({ is: "flying", command: start, key: "k2", again: false })
})

test("next after another picture is a new request: the desk believes something else", () => {
  const lost = sending(pressed(QUIET, next, "k1"), { lost: true })
  expect(pressed(lost, { do: "next", expected: 9 }, "k2")).toMatchObject({ key: "k2", again: false })
})

test("after an answer the next press is a new request", () => {
  const answered = sending(pressed(QUIET, next, "k1"), { answered: true })
  expect(answered).toBe(QUIET)
  expect(pressed(answered, next, "k2")).toMatchObject({ key: "k2" })
})

test("an answer that comes when nothing is under way changes nothing", () => {
  expect(sending(QUIET, { lost: true })).toBe(QUIET)
})
