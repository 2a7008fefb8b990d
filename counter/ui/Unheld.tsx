import { timeOfDay } from "../../server/ui/clock"
import type { Desk, InLine } from "../../server/ui/wire"
import { type Catalogue, shortName } from "./catalogue"
import { useSpeech } from "./speech"

interface Props {
  desk: Desk
  catalogue: Catalogue
  onHere: (one: InLine) => void
}

/** Whose paper failed and who has not been heard of since: they are not called until somebody says that they are here. */
export function Unheld({ desk, catalogue, onHere }: Props) {
  const { t, zone } = useSpeech()
  return (
    <section aria-labelledby="unheld-title">
      <h2 id="unheld-title">{t("unheld_title")}</h2>
      <p class="soft">{t("unheld_about")}</p>
      <ul>
        {desk.unheld.map((one) => (
          <li key={one.visit}>
            <span class="number">{one.number}</span>
            <small>
              {t("unheld_since", { service: shortName(catalogue, one.service), time: timeOfDay(new Date(one.reference_at), zone) })}
            </small>
            <button class="press" aria-label={t("unheld_here_number", { number: one.number })} onClick={() => onHere(one)}>
              {t("unheld_here")}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
