/** What a press on the keyboard means at the desk; what each state of the desk does with it is in offers.ts. */
export type Key =
  | "primary" // Enter: next, start, finish, back from a pause
  | "both" // space: finish, then next
  | "recall"
  | "absent"
  | "park"
  | "transfer"
  | "service" // another service than the ticket says
  | "undo"
  | "given" // call one given number
  | "lost" // whoever has lost their paper
  | "issue" // a number for somebody who stands at the desk
  | "return" // bring somebody back into the line
  | "pause"
  | "menu"

/** By place on the keyboard, so that a letter works in Bulgarian and in Latin layout alike. */
const BY_CODE: Readonly<Record<string, Key>> = {
  Enter: "primary",
  NumpadEnter: "primary",
  Space: "both",
  KeyR: "recall",
  KeyN: "absent",
  KeyP: "park",
  KeyT: "transfer",
  KeyC: "service",
  KeyZ: "undo",
  KeyG: "given",
  KeyL: "lost",
  KeyI: "issue",
  KeyV: "return",
  KeyB: "pause",
}

/** What stands on the key's cap; Enter and space have words, in the translations. */
export const CAP: Readonly<Partial<Record<Key, string>>> = {
  recall: "R",
  absent: "N",
  park: "P",
  transfer: "T",
  service: "C",
  undo: "Z",
  given: "G",
  lost: "L",
  issue: "I",
  return: "V",
  pause: "B",
  menu: "?",
}

export interface Pressed {
  code: string
  key: string
  repeat: boolean
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  shiftKey: boolean
  isComposing: boolean
}

/** Where the focus stands: in a field, on a control reached by Tab, or nowhere in particular. */
export type Focus = "field" | "control" | "none"

/**
 * The meaning of a press, or null. A field keeps every key; a control reached by Tab keeps Enter and space;
 * a chord belongs to the browser; a key held down counts once.
 */
export function meant(pressed: Pressed, focus: Focus): Key | null {
  if (pressed.repeat || pressed.isComposing || focus === "field") return null
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null
  if (pressed.key === "?") return "menu"
  if (pressed.shiftKey) return null
  const key = BY_CODE[pressed.code] ?? null
  return focus === "control" && (key === "primary" || key === "both") ? null : key
}
