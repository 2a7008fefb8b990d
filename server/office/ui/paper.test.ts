import { describe, expect, it } from "vitest"
import type { HallToday, PrinterShown } from "../../ui/wire"
import { centimetres, metres, paperFigures, paperNotices, printerRows } from "./paper"

const printer: PrinterShown = {
  device: 4, name: "Принтер до входа", kiosk: "Автомат до входа", state: "ready", cause: null, model: "TM-T20III",
  confirms: true, dots: 576, changed_at: "2026-11-20T08:00:00Z", last_job: null, dead_letters: 0,
}
const hall = (...printers: Partial<PrinterShown>[]) => ({ printers: printers.map((one) => ({ ...printer, ...one })) }) as HallToday
const rows = (...printers: Partial<PrinterShown>[]) => printerRows(hall(...printers), "bg", "Europe/Sofia")

describe("the printers' board", () => {
  it("tells every state by words, colour and shape", () => {
    const states = (["ready", "low", "trouble", "silent", "plain", "never"] as const).map((state) => ({ state, cause: "paper_out" }))
    const shown = rows(...states)
    expect(shown.map((row) => row.state)).toEqual([
      "готов", "хартията свършва", "не печата: няма хартия", "не се обажда", "печата, без да съобщава състояние", "още не се е обаждал",
    ])
    expect(new Set(shown.map((row) => row.sign)).size).toBe(6)
  })

  it("names a printer by its kiosk, and the server's own by what it is", () => {
    expect(rows({}, { kiosk: null }, { kiosk: null, name: "", device: null }).map(({ name, where }) => [name, where])).toEqual([
      ["Автомат до входа", "Принтер до входа"],
      ["Принтер до входа", ""],
      ["Принтер на сървъра", ""],
    ])
  })

  it("says of a model only what the printer said", () => {
    expect(rows({}, { model: null, confirms: false, dots: 384 }, { state: "never" }).map((row) => row.model)).toEqual([
      "TM-T20III, 80 мм, потвърждава билетите", "неизвестен модел, 58 мм, не потвърждава", "–",
    ])
  })

  it("does not call a paper printed that nobody is sure of", () => {
    const last = (state: string, cause: string | null = null) => ({ last_job: { number: "A 042", state, cause, at: "2026-11-20T08:42:00Z" } })
    const shown = rows(last("confirmed"), last("sent"), last("failed", "paper_out"), last("unknown", "restart"))
    expect(shown.map((row) => [row.last?.how, row.last?.tone])).toEqual([
      ["излезе", "good"],
      ["изпратен докрай", "good"],
      ["не излезе: няма хартия", "bad"],
      ["не се знае дали е излязъл: сървърът се рестартира", "none"],
    ])
    expect(shown[0]?.last).toMatchObject({ number: "A 042", at: "10:42 ч." })
  })
})

describe("what a manager must know at once", () => {
  it("names the printer, what is wrong and what to do", () => {
    expect(paperNotices(hall({ state: "trouble", cause: "paper_out" }, { state: "low" }), "bg")).toEqual({
      trouble: ["Автомат до входа: няма хартия. Сложете нова ролка."],
      low: ["Автомат до входа: хартията свършва. Пригответе нова ролка."],
      dead: [],
    })
  })

  it("says that a kiosk whose machine is silent may give numbers alone", () => {
    expect(paperNotices(hall({ state: "silent" }), "bg").trouble[0]).toMatch(/издава номера без връзка/)
  })

  it("raises an alarm for every number that the server refused", () => {
    const { dead } = paperNotices(hall({ dead_letters: 2 }, {}), "en")
    expect(dead).toHaveLength(1)
    expect(dead[0]).toMatch(/^Автомат до входа: 2 numbers given offline were not accepted/)
  })

  it("is silent when all is well", () => {
    expect(paperNotices(hall({}, { state: "plain" }, { state: "never" }), "bg")).toEqual({ trouble: [], low: [], dead: [] })
  })
})

it("tells paper in metres and centimetres, with a comma", () => {
  expect([metres(20_440, "bg"), centimetres(159.2, "bg"), metres(20_440, "en")]).toEqual(["20,4\u00a0м", "15,9\u00a0см", "20.4\u00a0m"])
  expect(paperFigures({ papers: 0, mm: 0, mm_each: null }, "bg")).toEqual({ "paper.papers": "0", "paper.length": "0,0\u00a0м", "paper.each": "–" })
})
