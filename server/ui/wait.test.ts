import { describe, expect, it } from "vitest"
import { hasBothEnds, waitLong, waitShort } from "./wait"

const plain = (said: string) => said.replaceAll("\u00a0", " ")
const wait = (low_min: number, high_min: number) => ({ low_min, high_min })

describe("how long one waits", () => {
  it.each([
    [wait(10, 20), "10–20 мин.", "10–20 минути"],
    [wait(0, 5), "до 5 мин.", "до 5 минути"],
    [wait(105, 130), "105–130 мин.", "105–130 мин."],
    [wait(125, 150), "над 2 ч.", "над 2 часа"],
  ])("is said of %j", (range, short, long) => {
    expect([plain(waitShort(range, "bg")), plain(waitLong(range, "bg"))]).toEqual([short, long])
  })

  it.each([
    [wait(10, 20), true],
    [wait(0, 5), false],
    [wait(125, 150), false],
  ])("can follow „след“ only with both its ends: %j", (range, both) => {
    expect(hasBothEnds(range)).toBe(both)
  })

  it("is said in Romanian with its own plurals", () => {
    expect(plain(waitLong(wait(10, 15), "ro"))).toBe("10–15 minute")
    expect(plain(waitLong(wait(10, 20), "ro"))).toBe("10–20 de minute")
  })
})
