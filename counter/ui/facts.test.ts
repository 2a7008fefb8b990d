import { expect, test } from "vitest"
import type { ServiceShown } from "../../server/ui/wire"
import { duration, feeOf, termOf } from "./facts"
import { speechOf } from "./speech"

const NONE = { normal: null, fast: null, express: null }
const { t } = speechOf("bg", "Europe/Sofia")

const service = (over: Partial<ServiceShown>): ServiceShown => ({
  code: "A02",
  name: "",
  short: "",
  open: true,
  waiting: 0,
  description: "",
  reason: null,
  wait: { low_min: 0, high_min: 5 },
  documents: [],
  fee_kind: "fixed",
  fee_eur: { normal: 1.53, fast: 3.07, express: null },
  term: { normal: "P7D", fast: "P3D", express: "P1D" },
  term_days: "calendar",
  minutes: 10,
  while_you_wait: false,
  legal_ground: null,
  uid: null,
  ...over,
})

test("a fee is told for each kind of service", () => {
  expect(feeOf(service({}), t, "bg")).toBe("1,53\u00a0€, бърза 3,07\u00a0€")
  expect(feeOf(service({ fee_kind: "free" }), t, "bg")).toBe("безплатно")
})

test("what is not entered is not invented", () => {
  expect(feeOf(service({ fee_eur: NONE }), t, "bg")).toBeNull()
  expect(termOf(service({ term: NONE }), t)).toBeNull()
})

test("a term is told in days, working days, hours or months", () => {
  expect(termOf(service({}), t)).toBe("7\u00a0дни, бърза 3\u00a0дни, експресна 1\u00a0ден")
  expect(termOf(service({ term: { ...NONE, normal: "P7D" }, term_days: "working" }), t)).toBe("7\u00a0работни\u00a0дни")
  expect(termOf(service({ term: { ...NONE, normal: "PT24H" } }), t)).toBe("24\u00a0часа")
  expect(termOf(service({ term: { ...NONE, normal: "P1M" } }), t)).toBe("1\u00a0месец")
  expect(termOf(service({ while_you_wait: true }), t)).toBe("веднага")
  expect(termOf(service({ term: { ...NONE, normal: "PT0H" } }), t)).toBe("веднага")
})

test("a duration the desk cannot read is shown as it was entered", () => {
  expect(duration("P1Y")).toBeNull()
  expect(duration("PT20M")).toEqual({ n: 20, unit: "minute" })
  expect(termOf(service({ term: { ...NONE, normal: "P1Y" } }), t)).toBe("P1Y")
})
