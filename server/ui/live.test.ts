import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Unreachable, type Server } from "./http"
import { listen, type Live, type Wire } from "./live"
import type { Picture } from "./wire"

const picture = (seq: number, epoch = "a"): Picture => ({ epoch, seq, at: "2026-11-23T08:42:00Z", replay: null })

/** A wire whose other end is this test. */
class Line implements Wire {
  active = true
  connects = 0
  heard: Record<string, (said: never) => void> = {}
  on(event: string, heard: (said: never) => void) {
    this.heard[event] = heard
  }
  connect() {
    this.connects += 1
  }
  disconnect() {}
  say(event: string, said?: unknown) {
    this.heard[event]!(said as never)
  }
}

let line: Line
let shown: Live<Picture>
let stop: () => void
const get = vi.fn<() => Promise<Picture>>()
const seconds = (n: number) => vi.advanceTimersByTimeAsync(n * 1000)

beforeEach(async () => {
  vi.useFakeTimers()
  get.mockReset().mockRejectedValue(new Unreachable("no server"))
  line = new Line()
  const server = { get } as unknown as Server
  stop = listen<Picture>({ namespace: "/display", event: "board", path: "board", server, device: 1 }, (live) => (shown = live), line)
  await seconds(0)
  get.mockClear()
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe("a screen listening to the hall", () => {
  it("shows a picture as it comes, and drops one that is late", () => {
    line.say("board", picture(5))
    line.say("board", picture(4))
    expect(shown).toMatchObject({ fresh: true, picture: { seq: 5 } })
  })

  it("stays fresh on heartbeats alone, asking nothing", async () => {
    line.say("board", picture(5))
    for (let beats = 0; beats < 10; beats++) {
      line.say("beat", { epoch: "a", seq: 5 })
      await seconds(2)
    }
    expect(shown.fresh).toBe(true)
    expect(get).not.toHaveBeenCalled()
  })

  it("asks at once when the heartbeat is ahead of it", async () => {
    line.say("board", picture(5))
    get.mockResolvedValue(picture(7))
    line.say("beat", { epoch: "a", seq: 7 })
    await seconds(0)
    expect(shown.picture?.seq).toBe(7)
  })

  it("is no longer fresh after five silent seconds, asks every second and connects anew", async () => {
    line.say("connect")
    line.say("board", picture(5))
    await seconds(7)
    expect(shown.fresh).toBe(false)
    expect(get.mock.calls.length).toBeGreaterThanOrEqual(1)
    expect(line.connects).toBeGreaterThanOrEqual(2)
    get.mockResolvedValue(picture(9))
    await seconds(1)
    expect(shown).toMatchObject({ fresh: true, picture: { seq: 9 } })
  })

  it("stays fresh on what it is told when it asks, and tries the silent wire again and again", async () => {
    line.say("board", picture(5))
    get.mockImplementation(async () => picture(1, "offline a"))
    const stale: boolean[] = []
    for (let tenths = 0; tenths < 200; tenths++) {
      await seconds(0.1)
      stale.push(!shown.fresh)
    }
    expect(stale).not.toContain(true)
    expect(shown.picture?.epoch).toBe("offline a")
    expect(line.connects).toBeGreaterThanOrEqual(4)
    line.say("board", picture(6))
    expect(shown).toMatchObject({ fresh: true, picture: { seq: 6, epoch: "a" } })
    get.mockClear()
    await seconds(2)
    expect(get).not.toHaveBeenCalled()
  })

  it("does not take a heartbeat for a picture when it lags behind", async () => {
    line.say("board", picture(5))
    for (let beats = 0; beats < 4; beats++) {
      line.say("beat", { epoch: "a", seq: 6 })
      await seconds(2)
    }
    expect(shown.fresh).toBe(false)
  })

  it("asks if a new connection brings nothing within half a second", async () => {
    line.say("board", picture(5))
    await seconds(1)
    line.say("connect")
    get.mockResolvedValue(picture(6))
    await seconds(0.5)
    expect(shown.picture?.seq).toBe(6)
  })

  it("knocks again where the server turned it away", async () => {
    line.active = false
    line.say("connect_error")
    await seconds(3)
    expect(line.connects).toBe(2)
  })
})
