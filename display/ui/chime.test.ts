import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { chimeOn, LENGTH_S } from "./chime"

/** A loudspeaker that notes when its tones stop; the browser may block it. */
class Speaker extends EventTarget {
  state: AudioContextState = "running"
  currentTime = 0
  stops: number[] = []
  refuses = false
  allowed = Promise.resolve()

  async resume(): Promise<void> {
    await this.allowed
    if (this.refuses) throw new DOMException("no sound", "NotAllowedError")
    this.state = "running"
    this.dispatchEvent(new Event("statechange"))
  }
}

class Part {
  gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} }
  constructor(private readonly speaker: Speaker) {}
  connect = <T>(to: T): T => to
  start() {}
  stop = (at: number) => this.speaker.stops.push(at)
}

function hung(speaker: Speaker) {
  const told: boolean[] = []
  return { told, chime: chimeOn(speaker as unknown as AudioContext, (sounds) => told.push(sounds)) }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal("OscillatorNode", Part)
  vi.stubGlobal("GainNode", Part)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe("the chime", () => {
  it("is two tones and over within a second and a half", () => {
    const speaker = new Speaker()
    hung(speaker).chime.ring()
    expect(speaker.stops).toHaveLength(2)
    expect(Math.max(...speaker.stops)).toBeLessThanOrEqual(LENGTH_S)
    expect(LENGTH_S).toBeLessThanOrEqual(1.5)
  })

  it("says that sound is off while the browser blocks it, and keeps no chime for later", async () => {
    const speaker = new Speaker()
    speaker.state = "suspended"
    speaker.allowed = new Promise((touched) => setTimeout(touched, 3000))
    const { told, chime } = hung(speaker)
    chime.ring()
    expect(told.at(-1)).toBe(false)
    await vi.advanceTimersByTimeAsync(3000)
    expect([told.at(-1), speaker.stops]).toEqual([true, []])
  })

  it("sounds for a call as soon as the browser has come to allow it", async () => {
    const speaker = new Speaker()
    speaker.state = "suspended"
    hung(speaker).chime.ring()
    await vi.advanceTimersByTimeAsync(0)
    expect(speaker.stops).toHaveLength(2)
  })

  it("answers the touch that unlocks it, once", async () => {
    const speaker = new Speaker()
    speaker.state = "suspended"
    const { told, chime } = hung(speaker)
    chime.unlock()
    await vi.advanceTimersByTimeAsync(0)
    chime.unlock()
    expect([told.at(-1), speaker.stops.length]).toEqual([true, 2])
  })

  it("says so when even a touch does not help", async () => {
    const speaker = new Speaker()
    Object.assign(speaker, { state: "suspended", refuses: true })
    const { told, chime } = hung(speaker)
    chime.unlock()
    await vi.advanceTimersByTimeAsync(0)
    expect(told.at(-1)).toBe(false)
  })

  it("notices a loudspeaker that took the tones and never played them", async () => {
    const { told, chime } = hung(new Speaker())
    chime.ring()
    expect(told.at(-1)).toBe(true)
    await vi.advanceTimersByTimeAsync((LENGTH_S + 1) * 1000)
    expect(told.at(-1)).toBe(false)
  })
})
