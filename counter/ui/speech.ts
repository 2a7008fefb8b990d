import { createContext } from "preact"
import { useContext } from "preact/hooks"
import words from "../../server/translations/counter.json"
import { type Lang, say, type Say } from "../../server/ui/words"

export type Key = keyof typeof words
export type T = Say<typeof words>

/** How the desk speaks to its clerk: Bulgarian or English, in the hall's time zone. */
export interface Speech {
  t: T
  lang: Lang
  zone: string
}

export function speechOf(lang: Lang, zone: string): Speech {
  return { t: say(words, lang), lang, zone }
}

const Spoken = createContext<Speech>(speechOf("bg", "Europe/Sofia"))

export const SpeechProvider = Spoken.Provider
export const useSpeech = (): Speech => useContext(Spoken)
