/** The server's refusal: RFC 9457 problem JSON with a stable `code`; `more` holds what that code carries besides. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly more: Readonly<Record<string, unknown>>,
  ) {
    super(`${status} ${code}`)
  }
}

/**
 * No answer came: no network, no server, or too slow. Whether the request was carried out is not known. `code`: what
 * the machine between says about it, if it says anything.
 */
export class Unreachable extends Error {
  constructor(
    message: string,
    readonly code: string | null = null,
  ) {
    super(message)
  }
}

export interface Server {
  get<T>(path: string): Promise<T>
  /** Answers null where the server answers 204. A body with a `key` is repeated after a lost answer, others are not. */
  post<T>(path: string, body?: object): Promise<T>
  patch<T>(path: string, body: object): Promise<T>
  remove(path: string): Promise<null>
}

const API = "/api/v1/"
const TOO_LONG_MS = 5000
const AGAIN_AFTER_MS = [250, 1000]

/** The server as this device sees it. `device` picks which of the browser's device cookies counts. */
export function serverFor(device: number | null, face: string | null = null): Server {
  const headers: Record<string, string> = { Accept: "application/json" }
  if (device !== null) headers["X-Gishe-Device"] = String(device)
  if (face !== null) headers["X-Gishe-Face"] = face

  async function ask<T>(method: string, path: string, body: object | undefined, repeatable: boolean): Promise<T> {
    const request: RequestInit = { method, headers }
    if (method !== "GET") {
      request.headers = { ...headers, "Content-Type": "application/json" }
      request.body = JSON.stringify(body ?? {})
    }
    for (const pause of repeatable ? AGAIN_AFTER_MS : []) {
      try {
        return await once<T>(API + path, request)
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error
        await new Promise((go) => setTimeout(go, pause))
      }
    }
    return once<T>(API + path, request)
  }

  return {
    get: (path) => ask("GET", path, undefined, true),
    post: (path, body) => ask("POST", path, body, body !== undefined && "key" in body),
    patch: (path, body) => ask("PATCH", path, body, true),
    remove: (path) => ask("DELETE", path, undefined, true),
  }
}

/** One request. Throws Problem for a refusal and Unreachable when there is no answer, or only a gateway's. */
async function once<T>(url: string, request: RequestInit): Promise<T> {
  let answer: Response
  let text: string
  try {
    answer = await fetch(url, { ...request, cache: "no-store", signal: AbortSignal.timeout(TOO_LONG_MS) })
    text = await answer.text()
  } catch {
    throw new Unreachable(url)
  }
  const said = parsed(text)
  if (answer.ok) return said as T
  const problem = (said ?? {}) as Record<string, unknown>
  if (answer.status >= 502) throw new Unreachable(`${url}: ${answer.status}`, String(problem.code ?? "") || null)
  throw new Problem(answer.status, String(problem.code ?? "unknown"), String(problem.detail ?? ""), problem)
}

function parsed(text: string): unknown {
  try {
    return text === "" ? null : JSON.parse(text)
  } catch {
    return null
  }
}
