import { expect, test } from "vitest"
import type { Pad } from "../../server/ui/wire"
import { answering, EMPTY, type Happened, INTRODUCED_MS, type Pads, secondsLeft, spoken, THANKS_MS } from "./answering"

const T = 5_000

const pad = (over: Partial<Pad> = {}): Pad => ({
  epoch: "e1",
  seq: 1,
  at: "2026-11-22T09:00:00Z",
  replay: null,
  counter: 3,
  state: "idle",
  number: null,
  visit: null,
  lang: "bg",
  until: null,
  ...over,
})
const rate = pad({ state: "rate", visit: 42, number: "A 042", lang: "tr", until: "2026-11-22T09:01:00Z" })

const after = (state: Pads, ...happened: Happened[]) => happened.reduce((s, h) => answering(s, h, T), state)
const asked = after(EMPTY, { picture: rate })

test("when the clerk finishes, the visitor is asked", () => {
  expect(asked.shown).toMatchObject({ is: "rate", visit: 42, sent: null })
})

test("one tap counts, and a second tap changes nothing", () => {
  const once = after(asked, { tapped: 5 })
  expect(once.shown).toMatchObject({ is: "rate", sent: 5 })
  expect(after(once, { tapped: 1 })).toBe(once)
})

test("after the tap comes one question, then the thanks, then calm", () => {
  const counted = after(asked, { tapped: 5 }, { counted: "edit-1" })
  expect(counted.shown).toEqual({ is: "introduced", visit: 42, edit: "edit-1", until: T + INTRODUCED_MS })
  const thanked = after(counted, { answered: true })
  expect(thanked.shown).toEqual({ is: "thanks", visit: 42, until: T + THANKS_MS })
  expect(secondsLeft(thanked.shown, T)).toBe(8)
  expect(answering(thanked, { tick: true }, T + THANKS_MS).shown.is).toBe("calm")
})

test("the rating having been used, the server's calm picture does not cut the second question short", () => {
  const counted = after(asked, { tapped: 5 }, { counted: "edit-1" }, { picture: pad({ seq: 2 }) })
  expect(counted.shown.is).toBe("introduced")
})

test("question and thanks stay in the visitor's language, though the server's picture is calm by then", () => {
  const counted = after(asked, { tapped: 5 }, { counted: "edit-1" }, { picture: pad({ seq: 2 }) })
  expect(spoken(counted)).toBe("tr")
  expect(spoken(after(counted, { answered: true }))).toBe("tr")
  expect(spoken(after(counted, { left: true }))).toBe("bg")
})

test("a visit is asked once, even if its picture comes again", () => {
  const left = after(asked, { left: true })
  expect(left.shown.is).toBe("calm")
  expect(after(left, { picture: { ...rate, seq: 2 } }).shown.is).toBe("calm")
})

test("a picture that comes again does not take the tap back", () => {
  expect(after(asked, { tapped: 5 }, { picture: { ...rate, seq: 2 } }).shown).toMatchObject({ sent: 5 })
})

test("somebody who rated on the phone is thanked quietly", () => {
  expect(after(asked, { tapped: 4 }, { refused: "already_rated" }).shown.is).toBe("thanks")
})

test("a tap that came too late leaves a calm screen", () => {
  expect(after(asked, { tapped: 4 }, { refused: "other" }).shown.is).toBe("calm")
})

test("a tap is kept while the network is away", () => {
  expect(after(asked, { tapped: 4 }, { lost: true }).shown).toMatchObject({ is: "rate", sent: 4, lost: true })
})

test("after a minute without a tap the screen is calm, and stays so", () => {
  const late = answering(asked, { tick: true }, T + 60_000)
  expect(late.shown.is).toBe("calm")
  expect(after(late, { picture: { ...rate, seq: 3 } }).shown.is).toBe("calm")
})

test("when the clerk takes the finish back, the question goes and comes again at the next finish", () => {
  const taken = after(asked, { picture: pad({ seq: 2, state: "serving", visit: 42, number: "A 042" }) })
  expect(taken.shown.is).toBe("calm")
  expect(after(taken, { picture: { ...rate, seq: 3 } }).shown.is).toBe("rate")
})

test("the next call ends the questions of the person before", () => {
  const counted = after(asked, { tapped: 5 }, { counted: "edit-1" })
  expect(after(counted, { picture: pad({ seq: 3, state: "called", visit: 43, number: "A 043" }) }).shown.is).toBe("calm")
})

test("who went without rating is not asked about once the next person has rated", () => {
  const second = after(asked, { picture: pad({ seq: 2, state: "called", visit: 43 }) }, { picture: { ...rate, seq: 3, visit: 43 } })
  const rated = after(second, { tapped: 5 }, { counted: "edit-2" }, { picture: { ...rate, seq: 4, visit: 42 } })
  expect(rated.shown).toMatchObject({ is: "introduced", visit: 43 })
  expect(after(rated, { left: true }, { picture: { ...rate, seq: 5, visit: 42 } }).shown.is).toBe("calm")
})

test("a language chosen on the pad is for this visitor only", () => {
  const chosen = after(asked, { languages: true }, { lang: "en" })
  expect(chosen).toMatchObject({ chosen: "en", choosing: false })
  const next = after(chosen, { left: true }, { picture: { ...rate, seq: 9, visit: 43 } })
  expect(next).toMatchObject({ chosen: null, shown: { is: "rate", visit: 43 } })
})

test("in a replay there is still a real minute to rate", () => {
  const replay = { hall: "2020-01-13T09:00:00Z", wall: "2026-11-22T09:00:00Z", speed: 60 }
  const fast = after(EMPTY, { picture: { ...rate, at: replay.hall, replay } })
  expect(fast.shown).toMatchObject({ is: "rate", until: T + 60_000 })
})
