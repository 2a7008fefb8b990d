import { expect, test } from "vitest"
import type { Desk } from "../../server/ui/wire"
import { arrived } from "./arrivals"
import { aside, at, desk, now, visit, waits } from "./cast"
import { advice, doing, KEYS, may, PRIMARY, returnable, undoLeft } from "./offers"

test("Enter is next, start, finish or back to work, as the desk stands", () => {
  const enter = (over: Partial<Desk>) => PRIMARY[doing(desk(over))]
  expect(enter({})).toBe("next")
  expect(enter({ visit: visit() })).toBe("start")
  expect(enter({ visit: visit({ state: "serving" }) })).toBe("finish")
  expect(enter({ paused: "break" })).toBe("resume")
  expect(enter({ paused: "break", visit: visit({ state: "serving" }) })).toBe("finish")
})

test("space brings the next person from a free desk and after a served one, never past a called one", () => {
  const t = now("08:54:10")
  expect(may(desk(), "both", t)).toBe(true)
  expect(may(desk({ visit: visit({ state: "serving" }) }), "both", t)).toBe(true)
  expect(may(desk({ visit: visit() }), "both", t)).toBe(false)
  expect(may(desk({ paused: "break" }), "both", t)).toBe(false)
})

test("a key that is not on the screen does nothing", () => {
  const t = now("08:54:10")
  expect(may(desk(), "recall", t)).toBe(false)
  expect(may(desk({ visit: visit() }), "given", t)).toBe(false)
  expect(may(desk({ visit: visit({ state: "serving" }) }), "absent", t)).toBe(false)
  expect(may(desk(), "service", t)).toBe(false)
  expect(may(desk(), "return", t)).toBe(false)
})

test("a pause keeps the keys in their places and strikes out what it forbids", () => {
  const t = now("08:54:10")
  expect(KEYS.paused).toEqual(KEYS.free)
  expect((["given", "issue", "pause"] as const).map((key) => may(desk({ paused: "break" }), key, t))).toEqual([false, true, false])
})

test("undo counts down a minute and then is over", () => {
  const one = desk({ undo: { visit: 42, number: "A 042", step: "finish", until: at("08:55:00") } })
  expect(undoLeft(one, now("08:54:00"))).toBe(60)
  expect(undoLeft(one, now("08:54:59") + 500)).toBe(1)
  expect(undoLeft(one, now("08:55:00"))).toBe(0)
  expect(may(one, "undo", now("08:55:00"))).toBe(false)
})

test("who did not come may be brought back until their time is over, whoever is parked at any time", () => {
  const one = desk({ parked: [aside(1)], absent: [aside(2, at("09:00:00"))] })
  expect(returnable(one, now("08:59:59")).map((a) => a.visit)).toEqual([2, 1])
  expect(returnable(one, now("09:00:00")).map((a) => a.visit)).toEqual([1])
})

test("whoever is without a ticket is brought back with the same key", () => {
  const t = now("08:54:10")
  expect(may(desk({ unheld: [waits(3)] }), "return", t)).toBe(true)
  expect(may(desk({ unheld: [waits(3)], visit: visit() }), "return", t)).toBe(false)
})

test("a lost ticket can be looked for whatever the desk does", () => {
  const t = now("08:54:10")
  expect([desk(), desk({ visit: visit() }), desk({ paused: "break" })].map((one) => may(one, "lost", t))).toEqual([true, true, true])
})

test("after a minute a second call is proposed, after two 'did not come'; nothing before", () => {
  expect(advice(visit(), now("08:54:59"))).toBeNull()
  expect(advice(visit(), now("08:55:00"))).toBe("again")
  expect(advice(visit(), now("08:56:00"))).toBe("absent")
})

test("a minute after the second call 'did not come' is proposed", () => {
  const again = visit({ calls: 2, called_at: at("08:55:05") })
  expect(advice(again, now("08:55:30"))).toBeNull()
  expect(advice(again, now("08:56:05"))).toBe("absent")
})

test("whoever asked for more time gets a minute more", () => {
  const slow = visit({ needs: ["time"] })
  expect(advice(slow, now("08:55:30"))).toBeNull()
  expect(advice(slow, now("08:56:00"))).toBe("again")
  expect(advice(slow, now("08:57:00"))).toBe("absent")
})

test("the desk sounds when somebody joins an empty line", () => {
  expect(arrived(desk(), desk({ waiting: [waits(7)], waiting_count: 1 }))).toBe(true)
})

test("the desk stays silent when the line was not empty, on its first picture, while somebody is at it, and in a pause", () => {
  const one = desk({ waiting: [waits(7)], waiting_count: 1 })
  expect(arrived(one, desk({ waiting: [waits(7), waits(8)], waiting_count: 2 }))).toBe(false)
  expect(arrived(null, one)).toBe(false)
  expect(arrived(desk({ epoch: "e0" }), one)).toBe(false)
  expect(arrived(desk(), { ...one, visit: visit() })).toBe(false)
  expect(arrived(desk(), { ...one, paused: "break" })).toBe(false)
})

test("whom the desk itself sent back into the line is nobody new", () => {
  const back = desk({ waiting: [waits(42)], waiting_count: 1 })
  expect(arrived(desk({ visit: visit() }), back)).toBe(false)
  expect(arrived(desk({ parked: [aside(42)] }), back)).toBe(false)
  expect(arrived(desk({ absent: [aside(42)] }), back)).toBe(false)
})
