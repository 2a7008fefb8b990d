import type { Command } from "./commands"

/**
 * One request at a time. A press while another is under way does nothing, so a double press never calls two
 * people; the same press after a lost answer repeats the same request, key and all.
 */
export type Sending =
  | { is: "quiet" }
  | { is: "flying"; command: Command; key: string; again: boolean }
  | { is: "lost"; command: Command; key: string }

export type Happened = { press: Command; key: string } | { answered: true } | { lost: true }

export const QUIET: Sending = { is: "quiet" }

/** `key` of a press is a fresh one; it is used only where the press is a new request. */
export function sending(state: Sending, happened: Happened): Sending {
  if ("press" in happened) {
    if (state.is === "flying") return state
    const again = state.is === "lost" && same(state.command, happened.press)
    return { is: "flying", command: happened.press, key: again ? state.key : happened.key, again }
  }
  if (state.is !== "flying") return state
  return "lost" in happened ? { is: "lost", command: state.command, key: state.key } : QUIET
}

function same(one: Command, other: Command): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** 128 random bits; `crypto.randomUUID` is missing on plain HTTP. */
export function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
