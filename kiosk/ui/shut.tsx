import { dayAndDate, timeOfDay, weekdayName } from "../../server/ui/clock"
import { Icon } from "../../server/ui/icon"
import { LANGS } from "../../server/ui/words"
import { kioskWords, type Scene } from "./scene"
import { onTheDoor, type Stretch, stretches } from "./week"

/** No numbers now: says so, when there will be, and the hours of the week. */
export function Closed(scene: Omit<Scene, "catalogue"> & { opensAt: string | null }) {
  const { way, happened, t, lobby } = scene
  return (
    <main class="closed">
      <div class="tell">
        <h1 class="shut" tabIndex={-1}>{t("closed_title")}</h1>
        <p class="when">{when(scene)}</p>
      </div>
      <section>
        <h2>{t("hours_title")}</h2>
        <dl class="hours">
          {stretches(lobby.hours).map((stretch) => <Days stretch={stretch} scene={scene} key={stretch.first} />)}
        </dl>
      </section>
      <ul class="choices tongues">
        {LANGS.map((lang) => (
          <li lang={lang} key={lang}>
            <button type="button" class="press" aria-pressed={way.lang === lang} onClick={() => happened({ did: "read", lang })}>
              {kioskWords(lang)("language")}
            </button>
          </li>
        ))}
      </ul>
    </main>
  )
}

function when({ opensAt, t, way, now, zone }: Omit<Scene, "catalogue"> & { opensAt: string | null }): string {
  if (opensAt === null) return t("closed_now")
  const opens = new Date(opensAt)
  const [day, time] = [dayAndDate(opens, way.lang, zone), timeOfDay(opens, zone)]
  return day === dayAndDate(now, way.lang, zone) ? t("opens_today", { time }) : t("opens_at", { day, time })
}

function Days({ stretch, scene: { t, way } }: { stretch: Stretch; scene: Omit<Scene, "catalogue"> }) {
  const { first, last, intervals, note } = stretch
  const dayOf = (date: string) => new Date(`${date}T12:00:00Z`)
  const weekday = (date: string) => weekdayName(dayOf(date), way.lang, "UTC")
  return (
    <div>
      <dt>{last === null ? dayAndDate(dayOf(first), way.lang, "UTC") : `${weekday(first)} – ${weekday(last)}`}</dt>
      <dd>{intervals.map(onTheDoor).join(", ") || (note ?? t("day_closed"))}</dd>
    </div>
  )
}

/** No connection: says so, and that nobody need do anything about it. */
export function Offline({ way, t }: Pick<Scene, "way" | "t">) {
  return (
    <main class="offline">
      <div class="tell">
        <h1 tabIndex={-1}>{t("offline_title")}</h1>
        <div class="notice bad" role="status">
          <Icon name="warning" />
          <span>
            <strong>{t(way.order === null ? "offline_text" : "offline_order")}</strong>
            {t("offline_staff")}
          </span>
        </div>
      </div>
    </main>
  )
}
