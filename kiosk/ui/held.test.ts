import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Problem, type Server, Unreachable } from "../../server/ui/http"
import { hold } from "./held"

const post = vi.fn<(path: string) => Promise<unknown>>()
const server = { post } as unknown as Server

beforeEach(() => {
  vi.useFakeTimers()
  post.mockReset().mockResolvedValue(null)
})
afterEach(() => {
  vi.useRealTimers()
})

describe("„I have it“", () => {
  it("reaches the server, though the person has left and the answer is lost at first", async () => {
    post.mockRejectedValueOnce(new Unreachable("x"))
    const told = hold(7, server)
    await vi.runAllTimersAsync()
    await told
    expect(post.mock.calls).toEqual([["visits/7/held"], ["visits/7/held"]])
  })

  it("is not repeated where the server refuses it: another kiosk gave that number", async () => {
    post.mockRejectedValue(new Problem(404, "not_found", "", {}))
    await hold(7, server)
    expect(post).toHaveBeenCalledTimes(1)
  })
})
