import { dayAndDate, timeOfDay } from "../../server/ui/clock"
import { Icon } from "../../server/ui/icon"
import shared from "../../server/translations/shared.json"
import { LANGS, say } from "../../server/ui/words"
import { BarsInAll } from "./bars"
import { kioskWords, type Scene } from "./scene"

/** The first screen: everybody's language in its own name. */
export function Language({ way, happened, t, lobby, now, zone }: Omit<Scene, "catalogue">) {
  const waiting = lobby.groups.reduce((sum, group) => sum + group.waiting, 0)
  return (
    <main>
      <div class="tell">
        <div>
          <h1 class="hello" tabIndex={-1}>{t("hello")}</h1>
          <p class="lead">
            {LANGS.map((lang, i) => (
              <span lang={lang} key={lang}>{i > 0 && " · "}{kioskWords(lang)("choose_language")}</span>
            ))}
          </p>
        </div>
        <dl class="hours">
          <div>
            <dt>{t("today", { date: dayAndDate(now, way.lang, zone) })}</dt>
            <dd>{lobby.closes_at === null ? t("open") : t("open_until", { time: timeOfDay(new Date(lobby.closes_at), zone) })}</dd>
          </div>
          {!lobby.offline && (
            <div>
              <dt>{t("in_the_hall")}</dt>
              <dd>{say(shared, way.lang)("people", { n: waiting })}</dd>
            </div>
          )}
        </dl>
        <BarsInAll lobby={lobby} />
      </div>
      <ul class="choices languages">
        {LANGS.map((lang) => {
          const own = kioskWords(lang)
          return (
            <li lang={lang} key={lang}>
              <button type="button" class="press choice" onClick={() => happened({ did: "language", lang })}>
                <span class="words">
                  <span class="name">{own("language")}</span>
                  <span class="more">{own("touch")}</span>
                </span>
                <Icon name="forward" />
              </button>
            </li>
          )
        })}
      </ul>
    </main>
  )
}
