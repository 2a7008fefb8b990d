import { expect, test } from "vitest"
import { Problem } from "../../server/ui/http"
import { Halfway } from "./sent"
import { borneOut, cameBack, saidOf, trouble } from "./said"
import { aside, desk, visit } from "./cast"

const next = { do: "next", expected: null } as const
const absent = { do: "absent", visit: 42, number: "A 042" } as const
const refused = (state: string) => new Problem(409, "wrong_state", "", { state })

test("a press whose answer was lost is called done once the desk shows it, and else not done", () => {
  expect(cameBack(next, desk(), desk({ visit: visit() })).key).toBe("back_done")
  expect(cameBack(next, desk(), desk()).key).toBe("back_not_done")
  expect(cameBack({ do: "pause", reason: "break" }, desk(), desk({ paused: "break" })).key).toBe("back_done")
  expect(cameBack({ do: "recall", visit: 42, number: "A 042" }, desk({ visit: visit() }), desk({ visit: visit({ calls: 2 }) })).key).toBe("back_done")
})

test("of what leaves no trace at the desk nothing is claimed", () => {
  expect(cameBack({ do: "issue", service: "A01", lang: "bg", class: "ordinary" }, desk(), desk()).key).toBe("back_again")
})

test("who did not come has 15 minutes only once", () => {
  const said = saidOf(absent, null, 3)!
  expect(borneOut(said, desk({ visit: visit() })).key).toBe("said_absent") // the picture is still the old one
  expect(borneOut(said, desk({ absent: [aside(42, "2026-11-22T09:09:00Z")] })).key).toBe("said_absent")
  expect(borneOut(said, desk()).key).toBe("said_absent_final")
})

test("a copy that will not come out is not promised", () => {
  const copy = { do: "copy", visit: 42, number: "A 042" } as const
  expect(saidOf(copy, { job: 7, state: "queued", cause: null }, 3)).toMatchObject({ tone: "calm", key: "said_copy" })
  expect(saidOf(copy, { job: 7, state: "failed", cause: "paper_out" }, 3)).toMatchObject({ tone: "bad", key: "bad_copy" })
  expect(trouble(copy, new Halfway(new Problem(409, "no_paper", "", {}))).key).toBe("bad_copy")
})

test("a search that somebody else has ended says so, and so does a number that is over", () => {
  const found = { do: "found", search: 7, visit: 42, number: "A 042", kiosk: "Автомат до входа" } as const
  expect(trouble(found, new Problem(409, "wrong_state", "", {})).key).toBe("bad_search_over")
  expect(trouble(found, new Problem(404, "not_found", "", {})).key).toBe("bad_found_over")
})

test("a given number that cannot be called says where it is", () => {
  const given = { do: "given", number: "A 042", reason: "back" } as const
  const key = (state: string) => trouble(given, refused(state)).key
  expect(["called", "serving", "finished", "parked", "absent", "withdrawn"].map(key)).toEqual([
    "bad_given_elsewhere", "bad_given_elsewhere", "bad_given_finished", "bad_given_parked", "bad_given_absent", "bad_given_over",
  ])
})
