import { describe, expect, it } from "vitest"
import { left, patience } from "./idle"
import { paperOf } from "./paper"
import { BEGINNING, type Way } from "./way"
import type { Paper } from "../../server/ui/wire"

const on = (screen: Way["screen"], state?: Paper["state"]) =>
  patience({ ...BEGINNING, screen, paper: state === undefined ? null : paperOf({ job: 3, state, cause: null }) })

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
    expect(left(on("ticket", "sent"), 29)).toBeNull()
    expect(left(on("ticket", "sent"), 30)).toBe(0)
  })

  it("leaves a number that is on the screen only for longer, and asks", () => {
    expect(left(on("ticket", "failed"), 65)).toBe(15)
    expect(left(on("ticket", "unknown"), 65)).toBe(15)
  })

  it("lets whoever waits for somebody of the staff stand still for longer", () => {
    expect(left(on("seeking"), 120)).toBeNull()
    expect(left(on("seeking"), 160)).toBe(20)
  })

  it("puts the aids away on the first screen, too", () => {
    expect(left(on("language"), 60)).toBe(0)
  })
})
