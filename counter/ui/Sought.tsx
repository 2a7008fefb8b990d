import { timeOfDay } from "../../server/ui/clock"
import { Icon } from "../../server/ui/icon"
import type { Desk, LostShown } from "../../server/ui/wire"
import { type Catalogue, shortName } from "./catalogue"
import type { Command } from "./commands"
import { Likely } from "./Likely"
import { useSpeech } from "./speech"

interface Props {
  desk: Desk
  catalogue: Catalogue
  onAnswer: (answer: Command & { do: "found" | "unfound" }) => void
}

/** People who stand at a kiosk and look for their number: whoever knows it answers with one tap. */
export function Sought({ desk, catalogue, onAnswer }: Props) {
  return desk.lost.map((one) => <Search key={one.search} one={one} catalogue={catalogue} onAnswer={onAnswer} />)
}

function Search({ one, catalogue, onAnswer }: Omit<Props, "desk"> & { one: LostShown }) {
  const { t, zone } = useSpeech()
  const { search, kiosk } = one
  const values = { service: shortName(catalogue, one.service), time: timeOfDay(new Date(one.about_at), zone) }
  return (
    <section class="sought" aria-label={t("sought_title", { kiosk })}>
      <h3><Icon name="find" />{t("sought_title", { kiosk })}</h3>
      <p>{t(one.candidates.length > 0 ? "sought_which" : "sought_none", values)}</p>
      <Likely candidates={one.candidates} onPick={({ visit, number }) => onAnswer({ do: "found", search, visit, number, kiosk })} />
      <button class="press" onClick={() => onAnswer({ do: "unfound", search })}>{t("sought_unfound")}</button>
    </section>
  )
}
