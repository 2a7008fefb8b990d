import { timeOfDay } from "../../server/ui/clock"
import { Icon } from "../../server/ui/icon"
import { type Scene, serviceOf } from "./scene"

/** About when, in minutes: from, to, and what the search is told; the last one is open at its far end. */
const TIMES = [
  { said: "about_0", from: 0, to: 15, minutes: 8 },
  { said: "about_15", from: 15, to: 30, minutes: 22 },
  { said: "about_30", from: 30, to: 60, minutes: 45 },
  { said: "about_60", from: 60, to: 120, minutes: 90 },
  { said: "about_120", from: 120, to: null, minutes: 150 },
] as const

/** When they took the number that they look for; the time of day stands beside it. */
export function About(scene: Scene) {
  const { happened, t, now, zone } = scene
  const at = (minutes: number) => timeOfDay(new Date(now.getTime() - minutes * 60_000), zone)
  return (
    <main>
      <div class="tell">
        <h1 tabIndex={-1}>{t("about_title")}</h1>
        <p class="lead">{serviceOf(scene)?.name}</p>
      </div>
      <ul class="choices about">
        {TIMES.map(({ said, from, to, minutes }) => (
          <li key={said}>
            <button type="button" class="press choice" onClick={() => happened({ did: "about", minutes })}>
              <span class="words name">{unbroken(t(said))}</span>
              <span class="clock">{to === null ? t("before", { time: at(from) }) : `${at(to)}–${at(from)}`}</span>
            </button>
          </li>
        ))}
      </ul>
    </main>
  )
}

/** „15–30“ stays on one line: word joiners beside the dash. */
function unbroken(sentence: string): string {
  return sentence.replace("–", "\u2060–\u2060")
}

/** Somebody of the staff is asked; whoever waits may give up at any time. */
export function Seeking(scene: Scene) {
  const { way, happened, t } = scene
  const asked = TIMES.find(({ minutes }) => minutes === way.sought?.minutes_ago)
  return (
    <main class="seeking">
      <div class="tell">
        <h1 tabIndex={-1}>{t("seeking_title")}</h1>
        <p class="lead">{serviceOf(scene)?.name}<br />{asked && unbroken(t(asked.said))}</p>
        <p class="notice" role="status">
          <span class="breath"><Icon name="find" /></span>
          <span><strong>{t("seeking_who")}</strong><span>{t("seeking_text")}</span></span>
        </p>
      </div>
      <div class="do">
        <button type="button" class="press push stop" onClick={() => happened({ did: "over" })}>{t("give_up")}</button>
      </div>
    </main>
  )
}

/** Nobody could say which number it was. */
export function Unfound({ happened, t }: Scene) {
  return (
    <main class="seeking">
      <div class="tell">
        <h1 tabIndex={-1}>{t("unfound_title")}</h1>
        <p class="notice now" role="status">
          <Icon name="person" />
          <span><strong>{t("unfound_go")}</strong><span>{t("unfound_text")}</span></span>
        </p>
      </div>
      <div class="do">
        <button type="button" class="press primary push" onClick={() => happened({ did: "over" })}>{t("ready")}</button>
      </div>
    </main>
  )
}
