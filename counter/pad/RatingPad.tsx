import { useEffect } from "preact/hooks"
import shared from "../../server/translations/shared.json"
import words from "../../server/translations/pad.json"
import { Icon } from "../../server/ui/icon"
import type { Opened } from "../../server/ui/session"
import { Plate } from "../../server/ui/signs"
import { type Lang, LANGS, say } from "../../server/ui/words"
import { secondsLeft, spoken } from "./answering"
import { Calm } from "./Calm"
import { Introduced } from "./Introduced"
import { Rate } from "./Rate"
import { usePad } from "./usePad"

const NAMES: Readonly<Record<Lang, string>> = { bg: "Български", en: "English", ro: "Română", tr: "Türkçe" }

/** The visitor's side of a counter: who is served, and, when it is over, one tap to rate it. */
export function RatingPad({ session, server }: Opened) {
  const { state, live, now, happened, introduced } = usePad(server, session.device?.id ?? null)
  const { picture, shown } = state
  const lang = spoken(state)
  const t = say(words, lang)
  const counter = picture?.counter ?? session.device?.counter ?? 0

  useEffect(() => {
    document.documentElement.lang = lang
    document.title = t("app_title", { n: counter })
  }, [lang, counter])

  if (picture === null) return <main class="calm" />
  if (shown.is === "calm") {
    return <Calm picture={picture} fresh={live.fresh} hall={session.hall.name[lang] ?? session.hall.name.bg ?? ""} t={t} lang={lang} />
  }
  return (
    <>
      <header class="bar">
        <Plate counter={counter} />
        {state.asked?.number && <span class="number">{state.asked.number}</span>}
        {picture.replay && <span class="soft">{say(shared, lang)("replay", { speed: picture.replay.speed })}</span>}
        <button class="press lang" onClick={() => happened({ languages: !state.choosing })} aria-expanded={state.choosing}>
          <Icon name={state.choosing ? "back" : "globe"} />
          {t(state.choosing ? "lang_back" : "lang")}
        </button>
      </header>
      {state.choosing ? (
        <main>
          <h1>{t("lang_title")}</h1>
          <div class="answers">
            {LANGS.map((one) => (
              <button key={one} class="press" lang={one} aria-current={one === lang} onClick={() => happened({ lang: one })}>
                {NAMES[one]}
              </button>
            ))}
          </div>
        </main>
      ) : shown.is === "rate" ? (
        <Rate t={t} sent={shown.sent} lost={shown.lost} onTap={(score) => happened({ tapped: score })} onLeave={() => happened({ left: true })} />
      ) : shown.is === "introduced" ? (
        <Introduced t={t} onAnswer={introduced} />
      ) : (
        <>
          <main class="thanks">
            <div role="status">
              <h1>{t("thanks_title")}</h1>
              <p>{t("thanks_bye")}</p>
            </div>
          </main>
          <footer class="foot"><p>{t("thanks_clears", { n: secondsLeft(shown, now) })}</p></footer>
        </>
      )}
    </>
  )
}
