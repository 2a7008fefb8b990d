import { expect, test } from "vitest"
import { BLOCKS, lengthMm, listed, moved, same, STANDARD } from "./look"

test("blocks that are not on the ticket stand below those that are", () => {
  expect(listed(["number", "farewell"])).toEqual(["number", "farewell", "house", "service", "when", "documents", "follow"])
  expect(listed(["number", "coffee"])).toHaveLength(BLOCKS.length)
})

test("a block moves by one place and stops at the ends", () => {
  expect(moved(["house", "number", "service"], "service", -1)).toEqual(["house", "service", "number"])
  expect(moved(["house", "number"], "house", -1)).toEqual(["house", "number"])
  expect(moved(["house", "number"], "number", 1)).toEqual(["house", "number"])
})

test("an empty text changes nothing, another order does", () => {
  const with_ = (look: Partial<typeof STANDARD.look>) => ({ ...STANDARD, look: { ...STANDARD.look, ...look } })
  expect(same(STANDARD, with_({ header: { bg: " " } }))).toBe(true)
  expect(same(with_({ header: { bg: "а", en: "b" } }), with_({ header: { en: "b", bg: "а" } }))).toBe(true)
  expect(same(STANDARD, with_({ blocks: moved(BLOCKS, "when", 1) }))).toBe(false)
  expect(same(STANDARD, { ...STANDARD, short_from: 20 })).toBe(false)
})

test("a paper is as long as its dots and the feed to the knife", () => {
  expect(lengthMm(203)).toBeCloseTo(25.4 + 22.5, 1)
})
