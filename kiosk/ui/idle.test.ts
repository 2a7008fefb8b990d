import { describe, expect, it } from "vitest"
import { left, patience } from "./idle"
import { BEGINNING, type Way } from "./machine"

const on = (screen: Way["screen"], paper: Way["paper"] = null) => patience({ ...BEGINNING, screen, paper })

describe("a kiosk that nobody touches", () => {
  it.each([
    [0, null],
    [59.9, null],
    [60, 20],
    [66.2, 14],
    [79.9, 1],
    [80, 0],
  ])("after %d quiet seconds leaves %j to answer", (silent, remaining) => {
    expect(left(on("services"), silent)).toBe(remaining)
  })

  it("gives the screen to the next person 30 seconds after the paper came, without a question", () => {
    expect(left(on("ticket", "printed"), 29)).toBeNull()
    expect(left(on("ticket", "printed"), 30)).toBe(0)
  })

  it("leaves a number that is on the screen only for longer, and asks", () => {
    expect(left(on("ticket", "trouble"), 65)).toBe(15)
  })

  it("puts the aids away on the first screen, too", () => {
    expect(left(on("language"), 60)).toBe(0)
  })
})
