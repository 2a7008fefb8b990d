import { describe, expect, it } from "vitest"
import type { ServiceShown } from "../../server/ui/wire"
import { documentParts, duration, fee, readyIn } from "./facts"
import { kioskWords } from "./scene"

const bg = kioskWords("bg")
const plain = (said: string | null) => said?.replaceAll("\u00a0", " ")
const heirs = {
  fee_kind: "fixed",
  fee_eur: { normal: 1.53, fast: 3.07, express: null },
  term: { normal: "P2D", fast: "P1D", express: null },
  term_days: "calendar",
} as ServiceShown

describe("what is said of a service", () => {
  it("is its fee, or that there is none, or nothing if nobody knows", () => {
    expect(plain(fee(heirs, "bg", bg))).toBe("1,53 €")
    expect(fee({ ...heirs, fee_kind: "free" }, "bg", bg)).toBe("без такса")
    expect(fee({ ...heirs, fee_eur: { normal: null, fast: null, express: null } }, "bg", bg)).toBeNull()
  })

  it.each([
    ["P2D", "calendar", "2 дни"],
    ["P1D", "calendar", "1 ден"],
    ["P5D", "working", "5 работни дни"],
    ["PT72H", "calendar", "72 часа"],
    ["PT20M", "calendar", "20 минути"],
    ["P1M", "calendar", "1 месец"],
    ["PT0H", "calendar", "веднага"],
    [null, "calendar", undefined],
  ])("is how long %s takes", (iso, days, said) => {
    expect(plain(duration(iso, days, bg))).toBe(said)
  })

  it("is when it is ready", () => {
    expect(plain(readyIn(heirs, bg))).toBe("до 2 дни")
    expect(readyIn({ ...heirs, term: { normal: "PT0H", fast: null, express: null } }, bg)).toBe("веднага")
  })

  it.each([
    ["Документ за самоличност", "Документ за самоличност", null],
    ["Заявление по образец (дава се и на гишето)", "Заявление по образец", "дава се и на гишето"],
    ["Пълномощно – само ако подавате за друго лице", "Пълномощно", "само ако подавате за друго лице"],
  ])("is the document %s apart from when it is needed", (whole, name, only) => {
    expect(documentParts(whole)).toEqual({ name, only })
  })
})
