import { expect, test } from "vitest"
import { alreadyDone, calls } from "./commands"

test("finish and next are two requests, and only the second carries the key", () => {
  expect(calls({ do: "both", visit: 42 }, "k")).toEqual([
    { method: "POST", path: "visits/42/finish", body: {} },
    { method: "POST", path: "desk/next", body: { key: "k", expected: null } },
  ])
})

test("next says which visit the desk believes open", () => {
  expect(calls({ do: "next", expected: null }, "k")[0].body).toEqual({ key: "k", expected: null })
})

test("a transfer says where to, whether the mistake is ours, and the note only if there is one", () => {
  const to = { visit: 42, number: "A 042", our_mistake: true }
  expect(calls({ do: "transfer", ...to, to: { counter: 5 }, note: " " }, "k")[0]).toEqual({
    method: "POST",
    path: "visits/42/transfer",
    body: { counter: 5, our_mistake: true },
  })
  expect(calls({ do: "transfer", ...to, to: { service: "T01" }, note: " три дела " }, "k")[0].body).toEqual({
    service: "T01",
    note: "три дела",
    our_mistake: true,
  })
})

test("whoever gets a copy of their paper is here, whatever becomes of the paper", () => {
  const paths = calls({ do: "copy", visit: 42, number: "A 042" }, "k").map(({ method, path }) => `${method} ${path}`)
  expect(paths).toEqual(["POST visits/42/held", "POST visits/42/prints"])
})

test("somebody who looks for their number at a kiosk is answered with a visit, or told that nobody knows it", () => {
  expect(calls({ do: "found", search: 7, visit: 42, number: "A 042", kiosk: "Автомат до входа" }, "k")).toEqual([
    { method: "POST", path: "lost-papers/7/found", body: { visit: 42 } },
  ])
  expect(calls({ do: "unfound", search: 7 }, "k")).toEqual([{ method: "DELETE", path: "lost-papers/7" }])
})

test("a step found already done is no trouble", () => {
  expect(alreadyDone({ do: "start", visit: 42, number: "A 042" }, "serving")).toBe(true)
  expect(alreadyDone({ do: "start", visit: 42, number: "A 042" }, "waiting")).toBe(false)
  expect(alreadyDone({ do: "recall", visit: 42, number: "A 042" }, undefined)).toBe(false)
})
