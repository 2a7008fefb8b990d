import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Problem, serverFor, Unreachable } from "./http"

const fetch = vi.fn<(url: string, request: RequestInit) => Promise<Response>>()
const kiosk = serverFor(7)
const answer = (status: number, body?: object) => new Response(body ? JSON.stringify(body) : null, { status })

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal("fetch", fetch)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  fetch.mockReset()
})

async function settled<T>(promise: Promise<T>): Promise<unknown> {
  const outcome = promise.catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  return outcome
}

describe("a screen asking the server", () => {
  it("says which device it is, and sends JSON", async () => {
    fetch.mockResolvedValue(answer(201, { number: "A 042" }))
    expect(await settled(kiosk.post("tickets", { service: "A01", key: "k" }))).toEqual({ number: "A 042" })
    const [url, request] = fetch.mock.calls[0]!
    expect(url).toBe("/api/v1/tickets")
    expect(request.headers).toMatchObject({ "X-Gishe-Device": "7", "Content-Type": "application/json" })
  })

  it("hears nothing where there is nothing to say", async () => {
    fetch.mockResolvedValue(answer(204))
    expect(await settled(kiosk.post("desk/next", { key: "k" }))).toBeNull()
  })

  it("asks again with the same key when the answer was lost", async () => {
    fetch.mockRejectedValueOnce(new TypeError("network")).mockResolvedValueOnce(answer(200, { number: "A 042" }))
    expect(await settled(kiosk.post("tickets", { key: "k" }))).toEqual({ number: "A 042" })
    expect(fetch.mock.calls.map(([, request]) => request.body)).toEqual(['{"key":"k"}', '{"key":"k"}'])
  })

  it("never repeats a step that carries no key", async () => {
    fetch.mockRejectedValue(new TypeError("network"))
    expect(await settled(kiosk.post("visits/1/finish"))).toBeInstanceOf(Unreachable)
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it("takes a gateway's answer for no answer", async () => {
    fetch.mockImplementation(async () => answer(502))
    expect(await settled(kiosk.get("lobby"))).toBeInstanceOf(Unreachable)
    expect(fetch).toHaveBeenCalledTimes(3)
  })

  it("hands on what the machine between says of the silence", async () => {
    fetch.mockImplementation(async () => answer(503, { code: "no_lease" }))
    expect(await settled(kiosk.post("tickets", { key: "k" }))).toMatchObject({ code: "no_lease" })
  })

  it("hands on a refusal at once, with its code and what it carries", async () => {
    fetch.mockResolvedValue(answer(409, { code: "closed", detail: "The hall is closed.", opens_at: "2026-11-23T06:30:00Z" }))
    const problem = (await settled(kiosk.post("tickets", { key: "k" }))) as Problem
    expect(problem).toBeInstanceOf(Problem)
    expect([problem.status, problem.code, problem.more.opens_at]).toEqual([409, "closed", "2026-11-23T06:30:00Z"])
    expect(fetch).toHaveBeenCalledTimes(1)
  })
})
