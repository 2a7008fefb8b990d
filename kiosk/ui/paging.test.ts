import { describe, expect, it } from "vitest"
import { pageOf } from "./paging"

const services = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

describe("a list of services on a screen", () => {
  it("stands on one page when it fits", () => {
    expect(pageOf(services(7), 7, 0)).toEqual({ items: services(7), more: 0, page: 0 })
  })

  it("gives its last place to the row that leads to the others", () => {
    expect(pageOf(services(12), 7, 0)).toEqual({ items: [1, 2, 3, 4, 5, 6], more: 6, page: 0 })
    expect(pageOf(services(12), 7, 1)).toEqual({ items: [7, 8, 9, 10, 11, 12], more: 0, page: 1 })
  })

  it("shows every service once, however little room there is", () => {
    for (const room of [5, 6, 7, 8]) {
      const seen: number[] = []
      for (let page = 0; ; page++) {
        const shown = pageOf(services(12), room, page)
        seen.push(...shown.items)
        if (shown.more === 0) break
      }
      expect(seen).toEqual(services(12))
    }
  })

  it("stays on the last page when large text makes the pages fewer or more", () => {
    expect(pageOf(services(12), 8, 2).page).toBe(1)
  })
})
