import { createContext } from "preact"
import { useContext } from "preact/hooks"
import words from "../../server/translations/counter.json"
import { type Lang, say, type Say, typeset } from "../../server/ui/words"

export type Key = keyof typeof words
export type T = Say<typeof words>

/** How the desk speaks to its clerk: Bulgarian or English, in the hall's time zone. */
export interface Speech {
  t: T
  lang: Lang
  zone: string
}

export function speechOf(lang: Lang, zone: string): Speech {
  const plain = say(words, lang)
  return { t: (key, values) => typeset(plain(key, values && whole(values))), lang, zone }
}

/** A ticket's number breaks over no line. */
function whole(values: Readonly<Record<string, string | number>>): typeof values {
  return typeof values.number === "string" ? { ...values, number: values.number.replace(" ", "\u00a0") } : values
}

const Spoken = createContext<Speech>(speechOf("bg", "Europe/Sofia"))

export const SpeechProvider = Spoken.Provider
export const useSpeech = (): Speech => useContext(Spoken)
