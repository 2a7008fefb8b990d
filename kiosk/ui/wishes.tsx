import { Icon } from "../../server/ui/icon"
import type { CallIn, Need } from "../../server/ui/wire"
import type { Scene } from "./scene"

const NEEDS: Need[] = ["hearing", "sight", "wheelchair", "interpreter", "time"]

/** How to be called, and what to prepare at the counter. Whoever wishes nothing never comes here. */
export function Wishes({ way, happened, t }: Scene) {
  const calls: CallIn[] = way.lang === "bg" ? ["mine", "chime"] : ["mine", "bg", "chime"]
  return (
    <main class="wishes">
      <div class="tell">
        <h1 class="long" tabIndex={-1}>{t("wishes")}</h1>
        {way.aids.low && <p class="lead">{t("needs_lead")}</p>}
      </div>
      <div class="do">
        <h2 id="how">{t("call_title")}</h2>
        <div class="calls" role="group" aria-labelledby="how">
          {calls.map((callIn) => (
            <button
              type="button"
              class="press"
              key={callIn}
              aria-pressed={way.callIn === callIn}
              onClick={() => happened({ did: "callIn", callIn })}
            >
              <span>{t(`call_${callIn}`)}</span>
              <Icon name="check" />
            </button>
          ))}
        </div>
        <h2 id="help">{t("needs_title")}</h2>
        {!way.aids.low && <p class="soft">{t("needs_lead")}</p>}
        <div class="needs" role="group" aria-labelledby="help">
          {NEEDS.map((need) => (
            <button
              type="button"
              class="press"
              key={need}
              aria-pressed={way.needs.includes(need)}
              onClick={() => happened({ did: "need", need })}
            >
              <Icon name={need} />
              <span>{t(`need_${need}`)}</span>
              <span class="box"><Icon name="check" /></span>
            </button>
          ))}
        </div>
        <button type="button" class="press primary push" onClick={() => happened({ did: "back" })}>{t("ready")}</button>
      </div>
    </main>
  )
}
