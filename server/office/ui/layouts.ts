import { Problem, Unreachable } from "../../ui/http"
import type { LayoutAsked, LayoutShown, PreviewAsked } from "../../ui/wire"

const API = "/api/v1/ticket-layout"
const TOO_LONG_MS = 15_000 // drawing waits for its turn on the server

export function current(): Promise<LayoutShown> {
  return ask("GET", API).then((answer) => answer.json() as Promise<LayoutShown>)
}

/** Throws Problem: `bad_layout` with the field and the reason, `stale` where somebody else was quicker. */
export function change(asked: LayoutAsked): Promise<LayoutShown> {
  return ask("PUT", API, asked).then((answer) => answer.json() as Promise<LayoutShown>)
}

/** The paper as an image's address. Throws Problem as `change`. */
export async function drawn(asked: PreviewAsked, signal: AbortSignal): Promise<string> {
  const answer = await ask("POST", `${API}/previews`, asked, signal)
  return address(await answer.blob())
}

/** A file as `data:…;base64,…`: the page may show no other addresses than its own and these. */
export function address(file: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => fail(reader.error)
    reader.readAsDataURL(file)
  })
}

/** Throws Problem for a refusal, Unreachable where there is no answer, and what `signal` aborts with. */
async function ask(method: string, path: string, body?: object, signal?: AbortSignal): Promise<Response> {
  const request: RequestInit = { method, cache: "no-store", signal: AbortSignal.any([AbortSignal.timeout(TOO_LONG_MS), ...(signal ? [signal] : [])]) }
  if (body) {
    request.headers = { "Content-Type": "application/json" }
    request.body = JSON.stringify(body)
  }
  let answer: Response
  try {
    answer = await fetch(path, request)
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable(path)
  }
  if (answer.ok) return answer
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  throw new Problem(answer.status, String(said.code ?? "unknown"), String(said.detail ?? ""), said)
}
