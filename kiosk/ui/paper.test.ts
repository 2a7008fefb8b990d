import { describe, expect, it } from "vitest"
import type { Paper as Print } from "../../server/ui/wire"
import { isSettled, outcomeOf, paperAfter, paperAgain, paperOf } from "./paper"

const print = (state: Print["state"], job = 3): Print => ({ job, state, cause: state === "failed" ? "paper_out" : null })
const after = (...news: Print[]) => news.reduce(paperAfter, paperOf(print("queued")))

describe("a ticket's paper", () => {
  it.each<[Print["state"], string]>([
    ["queued", "printing"],
    ["claimed", "printing"],
    ["sending", "printing"],
    ["sent", "printed"],
    ["confirmed", "printed"],
    ["failed", "failed"],
    ["unknown", "unknown"],
  ])("that is %s is %s to the visitor", (state, said) => {
    expect(outcomeOf(paperOf(print(state)))).toBe(said)
  })

  it("is none where the hall has no printer", () => {
    expect(outcomeOf(paperOf(null))).toBe("none")
    expect(isSettled(paperOf(null))).toBe(true)
  })

  it("keeps why it did not come", () => {
    expect(after(print("failed"))).toMatchObject({ state: "failed", cause: "paper_out" })
  })

  it("that was unknown may become known", () => {
    expect(isSettled(after(print("unknown")))).toBe(false)
    expect(outcomeOf(after(print("unknown"), print("sent")))).toBe("printed")
    expect(outcomeOf(after(print("unknown"), print("failed")))).toBe("failed")
  })

  it("that was sent may still be missed", () => {
    expect(outcomeOf(after(print("sent"), print("unknown")))).toBe("unknown")
    expect(outcomeOf(after(print("sent"), print("failed")))).toBe("failed")
  })

  it("is not taken back by an answer that was long under way", () => {
    const failed = after(print("failed"))
    expect(paperAfter(failed, print("sending"))).toBe(failed)
    const unknown = after(print("unknown"))
    expect(paperAfter(unknown, print("claimed"))).toBe(unknown)
  })

  it("stays printed when somebody at a desk asks for a copy that fails", () => {
    const printed = after(print("confirmed"))
    expect(paperAfter(printed, print("failed", 5))).toBe(printed)
  })

  it("is the copy's, once one was asked for: what is heard of the first one no longer counts", () => {
    const again = paperAgain({ ...after(print("failed")), asking: true }, print("queued", 5))
    expect(again).toMatchObject({ state: "queued", asking: false })
    expect(paperAfter(again, print("failed", 3))).toBe(again)
    expect(outcomeOf(paperAfter(again, print("confirmed", 5)))).toBe("printed")
  })

  it("is the copy's also where its fate was heard before the answer to the wish", () => {
    const asking = { ...after(print("failed")), asking: true }
    const heard = paperAfter(asking, print("confirmed", 5))
    expect(paperAgain(heard, print("queued", 5))).toMatchObject({ state: "confirmed", asking: false })
  })

  it("counts a copy of the kiosk's own machine, whose jobs have numbers below zero, as any other", () => {
    const again = paperAgain(after(print("unknown")), print("queued", -3))
    expect(outcomeOf(paperAfter(again, print("sent", -3)))).toBe("printed")
  })
})
