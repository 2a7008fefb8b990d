import words from "../../server/translations/counter.json"
import type { Server } from "../../server/ui/http"
import { type Lang, say } from "../../server/ui/words"
import { useCatalogue } from "./catalogue"
import { useSpeech } from "./speech"

/** Until when in the hall one says good morning. */
const MORNING_UNTIL_H = 10

/** The sentence to begin with, in the visitor's language: the greeting, the clerk's name, the offer of help. */
export function Greeting({ server, clerk, lang, now }: { server: Server; clerk: string; lang: Lang; now: number }) {
  const { t, zone } = useSpeech()
  const { texts } = useCatalogue(server, lang)
  if (!texts.greeting) return null
  const hour = Number(new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone: zone }).format(now))
  const greeting = (hour < MORNING_UNTIL_H && texts.greeting_morning) || texts.greeting
  return (
    <p class="script">
      <span class="vh">{t("script_title")}: </span>
      <span lang={lang}>{greeting} {say(words, lang)("script_name", { name: clerk })} {texts.ask_help}</span>
    </p>
  )
}
