import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { Problem, type Server, Unreachable } from "../../server/ui/http"
import { seek } from "./seeking"

const asked = { service: "A01", minutes_ago: 22, lang: "bg" } as const
const post = vi.fn<(path: string, body: object) => Promise<unknown>>()
const get = vi.fn<(path: string) => Promise<unknown>>()
const remove = vi.fn<(path: string) => Promise<null>>()
const server = { post, get, remove } as unknown as Server
const open = { search: 9, state: "open", ticket: null }

beforeEach(() => {
  vi.useFakeTimers()
  post.mockReset().mockResolvedValue({ search: 9 })
  get.mockReset().mockResolvedValue(open)
  remove.mockReset().mockResolvedValue(null)
})
afterEach(() => {
  vi.useRealTimers()
})

async function sought(alive = () => true) {
  const answer = seek(asked, server, alive)
  await vi.runAllTimersAsync()
  return answer
}

describe("looking for a lost number", () => {
  it("asks until somebody of the staff has found it", async () => {
    get.mockResolvedValueOnce(open).mockResolvedValueOnce({ ...open, state: "found", ticket: { number: "A 042" } })
    expect(await sought()).toEqual({ is: "found", ticket: { number: "A 042" }, search: 9 })
    expect(post).toHaveBeenCalledExactlyOnceWith("lost-papers", asked)
    expect(get).toHaveBeenCalledWith("lost-papers/9")
    expect(remove).not.toHaveBeenCalled()
  })

  it("ends when the hall has ended it", async () => {
    get.mockResolvedValue({ ...open, state: "ended" })
    expect(await sought()).toEqual({ is: "unfound" })
  })

  it("is given up when the person has gone", async () => {
    expect(await sought(() => get.mock.calls.length < 3)).toBeNull()
    expect(remove).toHaveBeenCalledExactlyOnceWith("lost-papers/9")
  })

  it("is begun once the server is heard, and survives a lost answer", async () => {
    post.mockRejectedValueOnce(new Unreachable("x"))
    get.mockRejectedValueOnce(new Unreachable("x")).mockResolvedValue({ ...open, state: "ended" })
    expect(await sought()).toEqual({ is: "unfound" })
    expect(post).toHaveBeenCalledTimes(2)
  })

  it.each([new Problem(422, "no_such_service", "", {}), new Unreachable("x", "unreachable")])(
    "does not keep the person where nobody can look: %s",
    async (error) => {
      post.mockRejectedValue(error)
      expect(await sought()).toEqual({ is: "unfound" })
    },
  )
})
