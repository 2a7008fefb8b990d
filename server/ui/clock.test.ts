import { describe, expect, it } from "vitest"
import { clockOf, dayAndDate, hallNow, timeOfDay } from "./clock"
import type { Picture } from "./wire"

const picture = (replay: Picture["replay"] = null): Picture => ({ epoch: "a", seq: 1, at: "2026-11-23T08:42:00Z", replay })

describe("the hall's clock on a screen", () => {
  it("goes on from the picture's time, whatever date the screen believes it is", () => {
    const clock = clockOf(picture(), 5_000)
    expect(hallNow(clock, 65_000).toISOString()).toBe("2026-11-23T08:43:00.000Z")
  })

  it("runs faster in a replay", () => {
    const replay = { hall: "2020-01-13T07:00:00Z", wall: "2026-11-23T08:42:00Z", speed: 60 }
    const clock = clockOf(picture(replay), 0)
    expect(hallNow(clock, 10_000).toISOString()).toBe("2026-11-23T08:52:00.000Z")
  })

  it.each([
    ["2026-11-23T06:05:00Z", "8:05"],
    ["2026-07-01T06:05:00Z", "9:05"],
    ["2026-11-23T22:00:00Z", "0:00"],
  ])("shows %s as %s in Sofia", (at, shown) => {
    expect(timeOfDay(new Date(at), "Europe/Sofia")).toBe(shown)
  })

  it("names the day in the visitor's language", () => {
    const monday = new Date("2026-11-23T06:30:00Z")
    expect(dayAndDate(monday, "bg", "Europe/Sofia")).toBe("понеделник, 23 ноември")
    expect(dayAndDate(monday, "en", "Europe/Sofia")).toBe("Monday 23 November")
    expect(dayAndDate(monday, "ro", "Europe/Sofia")).toBe("luni, 23 noiembrie")
    expect(dayAndDate(monday, "tr", "Europe/Sofia")).toBe("23 Kasım Pazartesi")
  })
})
