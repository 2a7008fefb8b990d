import { Problem, type Server } from "../../server/ui/http"
import { alreadyDone, type Call, calls, type Command } from "./commands"

/** What a command brought: the last answer, null where there was nothing (204), and how many of its requests went through. */
export interface Sent {
  answer: unknown
  already: boolean
}

/** A command of two requests that got only through the first. */
export class Halfway extends Error {
  constructor(readonly why: unknown) {
    super("halfway")
  }
}

/** Carries out a command's requests in order. Throws Problem, Unreachable, or Halfway with either inside. */
export async function sendAll(server: Server, command: Command, key: string): Promise<Sent> {
  let answer: unknown = null
  let already = false
  for (const [i, call] of calls(command, key).entries()) {
    try {
      answer = await send(server, call)
    } catch (error) {
      already = error instanceof Problem && error.code === "wrong_state" && alreadyDone(command, error.more.state)
      if (already) continue
      throw i > 0 ? new Halfway(error) : error
    }
  }
  return { answer, already }
}

export function send(server: Server, call: Call): Promise<unknown> {
  if (call.method === "GET") return server.get(call.path)
  if (call.method === "DELETE") return server.remove(call.path)
  return call.method === "PATCH" ? server.patch(call.path, call.body ?? {}) : server.post(call.path, call.body)
}
