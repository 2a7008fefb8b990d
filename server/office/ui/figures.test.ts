import { describe, expect, it } from "vitest"
import type { GroupFigures, HallToday } from "../../ui/wire"
import { figures, length, NONE } from "./figures"

const AT = "2026-11-20T08:54:00Z"
const none: GroupFigures = {
  letter: "", issued: 0, waiting: 0, finished: 0, wait_median_s: null, wait_p90_s: null, walk_median_s: null, walk_p90_s: null,
  service_median_s: null, service_p90_s: null, within_20_min: null,
}
const quiet: HallToday = {
  epoch: "a", seq: 1, at: AT, replay: null, day: "2026-11-20", hall: {}, open: true,
  issued: 0, waiting: 0, called: 0, serving: 0, parked: 0, finished: 0, absent: 0, withdrawn: 0, closed: 0,
  longest_wait_s: null, all: none, groups: [{ ...none, letter: "A" }], counters: [], ratings: [0, 0, 0, 0, 0], paper: "ready",
  printers: [], paper_used: { papers: 0, mm: 0, mm_each: null }, offline: [], insecure_lan: false, clock_behind_s: 0,
}

describe("the day in figures", () => {
  it("shows a dash, not a nought, where nobody was served yet", () => {
    const shown = figures(quiet, new Date(AT), "bg")
    expect(shown).toMatchObject({ issued: "0", longest: NONE, "group.median": NONE, "group.A.within": NONE, "rating.all": "0" })
  })

  it("tells each group's waits, walk-up and service apart", () => {
    const group = {
      ...none, letter: "A", issued: 49, finished: 41, wait_median_s: 372, wait_p90_s: 1020.4, walk_median_s: 38, walk_p90_s: 65,
      service_median_s: 3972, service_p90_s: 4000, within_20_min: 0.9399,
    }
    expect(figures({ ...quiet, groups: [group] }, new Date(AT), "bg")).toMatchObject({
      "group.A.issued": "49",
      "group.A.finished": "41",
      "group.A.median": "6:12",
      "group.A.p90": "17:00",
      "group.A.walk": "0:38",
      "group.A.walk_p90": "1:05",
      "group.A.service": "1:06:12",
      "group.A.service_p90": "1:06:40",
      "group.A.within": "93\u00a0%",
    })
  })

  it("counts the time at a counter from when its state began", () => {
    const serving = { number: 3, clerk: "Мария", state: "serving" as const, ticket: "A 042", since: "2026-11-20T08:52:30Z" }
    const empty = { number: 7, clerk: null, state: "empty" as const, ticket: null, since: null }
    expect(figures({ ...quiet, counters: [serving, empty] }, new Date(AT), "bg")).toMatchObject({
      "counter.3.state": "обслужва",
      "counter.3.time": "1:30",
      "counter.7.clerk": NONE,
      "counter.7.time": "",
    })
  })

  it("adds the ratings up", () => {
    expect(figures({ ...quiet, ratings: [1, 0, 2, 5, 12] }, new Date(AT), "bg")).toMatchObject({ "rating.5": "12", "rating.all": "20" })
  })

  it("writes lengths of time", () => {
    expect([0, 59.9, 60, 3599, 3600].map(length)).toEqual(["0:00", "0:59", "1:00", "59:59", "1:00:00"])
  })
})
