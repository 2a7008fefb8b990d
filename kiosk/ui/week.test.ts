import { describe, expect, it } from "vitest"
import { onTheDoor, stretches } from "./week"

const day = (date: string, open: boolean, note: string | null = null) => ({
  date,
  intervals: open ? ["08:30-17:30"] : [],
  note,
})

describe("the week's hours on a closed kiosk", () => {
  it("takes together the days that are alike", () => {
    const week = [day("1", true), day("2", false), day("3", false), day("4", true), day("5", true)]
    expect(stretches(week).map(({ first, last }) => [first, last])).toEqual([["1", null], ["2", "3"], ["4", "5"]])
  })

  it("lets a holiday stand alone, with its name", () => {
    const week = [day("1", false), day("2", false, "Ден на Съединението"), day("3", false)]
    expect(stretches(week).map(({ first, note }) => [first, note])).toEqual([
      ["1", null],
      ["2", "Ден на Съединението"],
      ["3", null],
    ])
  })

  it("writes the hours as on a door", () => {
    expect(onTheDoor("08:30-17:30")).toBe("8:30–17:30")
    expect(onTheDoor("10:05-20:00")).toBe("10:05–20:00")
  })
})
