import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Problem, type Server, Unreachable } from "../../server/ui/http"
import { type Order, place, remember, remembered } from "./order"

const order: Order = { service: "A01", lang: "bg", class: "ordinary", needs: [], call_in: "mine", documents: {}, key: "k" }
const post = vi.fn<(path: string, body: object) => Promise<unknown>>()
const server = { post } as unknown as Server
const unreachable = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  const kept = new Map<string, string>()
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  post.mockReset()
  unreachable.mockReset()
})

async function placed(alive = () => true) {
  const answer = place(order, server, unreachable, alive)
  await vi.runAllTimersAsync()
  return answer
}

describe("asking for a ticket", () => {
  it("goes on with the same key until there is an answer", async () => {
    post.mockRejectedValueOnce(new Unreachable("x")).mockRejectedValueOnce(new Problem(503, "busy", "", {}))
    post.mockResolvedValueOnce({ number: "A 042" })
    expect(await placed()).toEqual({ is: "ticket", ticket: { number: "A 042" } })
    expect(post.mock.calls.map(([, body]) => (body as Order).key)).toEqual(["k", "k", "k"])
    expect(unreachable).toHaveBeenCalledTimes(2)
  })

  it("stops when the person has gone", async () => {
    post.mockRejectedValue(new Unreachable("x"))
    let there = true
    unreachable.mockImplementation(() => (there = false))
    expect(await placed(() => there)).toBeNull()
  })

  it("says when the hall opens if it is closed", async () => {
    post.mockRejectedValue(new Problem(409, "closed", "", { opens_at: "2026-11-24T06:30:00Z" }))
    expect(await placed()).toEqual({ is: "closed", opensAt: "2026-11-24T06:30:00Z" })
  })

  it("says when this machine has no more numbers while the server is away", async () => {
    post.mockRejectedValue(new Unreachable("x", "no_lease"))
    expect(await placed()).toEqual({ is: "no_numbers" })
    expect(unreachable).not.toHaveBeenCalled()
  })

  it("does not repeat what the server refuses", async () => {
    post.mockRejectedValue(new Problem(422, "no_such_service", "", {}))
    expect(await placed()).toEqual({ is: "refused" })
    expect(post).toHaveBeenCalledTimes(1)
  })
})

describe("a reload of the page", () => {
  it("does not lose the order, but does not answer it to a stranger", () => {
    remember(order, 1_000)
    expect(remembered(30_000)).toEqual(order)
    expect(remembered(200_000)).toBeNull()
    remember(null)
    expect(remembered(30_000)).toBeNull()
  })
})
