/** Cyrillic letters that look like the Latin ones on tickets. */
const LOOKS: Readonly<Record<string, string>> = {
  А: "A", В: "B", Е: "E", К: "K", М: "M", Н: "H", О: "O", Р: "P", С: "C", Т: "T", У: "Y", Х: "X",
}

/**
 * The ticket a clerk means by what was typed: "a42", "А 042" in Cyrillic, or the digits alone where the desk
 * knows a ticket with them (no two people hold the same digits). Null: not a ticket's number.
 */
export function ticketMeant(typed: string, known: readonly string[]): string | null {
  const read = /^\s*(\p{L}?)\s*(\d{1,6})\s*$/u.exec(typed.toUpperCase())
  if (!read) return null
  const digits = (read[2] ?? "").replace(/^0+(?=\d)/, "").padStart(3, "0")
  if (!read[1]) return known.find((number) => number.endsWith(` ${digits}`)) ?? null
  const letter = LOOKS[read[1]] ?? read[1]
  return /^[A-Z]$/.test(letter) ? `${letter} ${digits}` : null
}
