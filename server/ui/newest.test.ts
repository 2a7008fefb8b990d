import { describe, expect, it } from "vitest"
import { behind, newest } from "./newest"

const at = (epoch: string, seq: number) => ({ epoch, seq })

describe("which picture a screen shows", () => {
  it("takes whatever comes first", () => {
    expect(newest(null, at("a", 3))).toEqual(at("a", 3))
  })

  it.each([
    ["a newer one replaces the shown one", at("a", 3), at("a", 4), 4],
    ["one of the same event replaces it: its clock is later", at("a", 3), at("a", 3), 3],
    ["an older one, late on its way, is dropped", at("a", 9), at("a", 4), 9],
    ["after a restore the shown one goes, however new it looks", at("a", 9), at("b", 1), 1],
  ])("%s", (_why, shown, arrived, seq) => {
    expect(newest(shown, arrived).seq).toBe(seq)
  })

  it.each([
    [null, at("a", 0), true],
    [at("a", 5), at("a", 5), false],
    [at("a", 6), at("a", 5), false],
    [at("a", 5), at("a", 6), true],
    [at("a", 5), at("b", 1), true],
  ])("knows from the heartbeat that it is behind (%j, %j)", (shown, beat, is) => {
    expect(behind(shown, beat)).toBe(is)
  })
})
