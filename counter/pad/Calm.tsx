import shared from "../../server/translations/shared.json"
import type words from "../../server/translations/pad.json"
import { Mark, Plate, TicketNumber } from "../../server/ui/signs"
import type { Pad } from "../../server/ui/wire"
import { type Lang, say, type Say } from "../../server/ui/words"

interface Props {
  picture: Pad
  fresh: boolean
  hall: string
  t: Say<typeof words>
  lang: Lang
}

/** Between two questions: whose turn it is here, or only where one is. */
export function Calm({ picture, fresh, hall, t, lang }: Props) {
  const { number, counter, replay } = picture
  const state = number === null || picture.state === "rate" ? "idle" : picture.state
  // What is no longer known to be so is not shown: the number goes, the place stays.
  const shown = fresh ? state : "idle"
  return (
    <main class={`calm ${shown === "called" ? "lit" : ""}`}>
      <Plate counter={counter} title={t("counter")} />
      <div role="status">
        {shown === "idle" ? (
          <>
            <h1>{t("calm_idle")}</h1>
            <p class="sub">{t("calm_idle_how")}</p>
          </>
        ) : (
          <>
            <h1 class={shown === "serving" ? "small" : ""}>{t(`calm_${shown}`)}</h1>
            <TicketNumber number={number ?? ""} />
          </>
        )}
      </div>
      <p class="hall">
        <Mark />
        {hall}
        {!fresh && <> · {t("no_connection")}</>}
        {replay && <> · {say(shared, lang)("replay", { speed: replay.speed })}</>}
      </p>
    </main>
  )
}
