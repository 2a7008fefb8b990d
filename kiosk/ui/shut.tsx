import { dayAndDate, timeOfDay } from "../../server/ui/clock"
import { Icon } from "../../server/ui/icon"
import { LANGS } from "../../server/ui/words"
import type { DayHours } from "../../server/ui/wire"
import { kioskWords, type Scene } from "./scene"

/** No numbers now: says so, when there will be, and the hours of the week. */
export function Closed(scene: Omit<Scene, "catalogue"> & { opensAt: string | null }) {
  const { way, happened, t, lobby } = scene
  return (
    <main>
      <div class="tell">
        <h1 class="shut" tabIndex={-1}>{t("closed_title")}</h1>
        <p class="when">{when(scene)}</p>
      </div>
      <section>
        <h2>{t("hours_title")}</h2>
        <dl class="hours">
          {lobby.hours.map((day) => <Day day={day} scene={scene} key={day.date} />)}
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

function Day({ day, scene: { t, way } }: { day: DayHours; scene: Omit<Scene, "catalogue"> }) {
  const hours = day.intervals.map((interval) => interval.replaceAll(/\b0(?=\d:)/g, "").replace("-", "–")).join(", ")
  return (
    <div>
      <dt>{dayAndDate(new Date(`${day.date}T12:00:00Z`), way.lang, "UTC")}</dt>
      <dd>{hours || (day.note ?? t("day_closed"))}</dd>
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
