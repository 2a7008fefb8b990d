import { Icon } from "../../../server/ui/icon"
import { shortName } from "../catalogue"
import { returnable } from "../offers"
import { useSpeech } from "../speech"
import { When } from "../When"
import { Dialog } from "./Dialog"
import type { Common } from "./Common"

/** Who is out of the line and may come back into it, or was passed over because nobody seemed to hold the number. */
export function Return({ desk, now, catalogue, said, press, onClose }: Common) {
  const { t } = useSpeech()
  const aside = returnable(desk, now)
  return (
    <Dialog title={t("return_title")} about={t("return_about")} said={said} onClose={onClose}>
      <ul class="back">
        {aside.map(({ visit, number, service, offline, ...when }, i) => (
          <li key={visit}>
            <button
              class="press"
              autofocus={i === 0}
              onClick={async () => (await press({ do: "return", visit, number })) && onClose()}
            >
              <Icon name="again" />
              <b class="number">{number}</b>
              <span>{shortName(catalogue, service)}<small><When {...when} />{offline && <>, {t("line_offline")}</>}</small></span>
            </button>
          </li>
        ))}
        {desk.unheld.map(({ visit, number, service }, i) => (
          <li key={visit}>
            <button
              class="press"
              autofocus={i === 0 && aside.length === 0}
              onClick={async () => (await press({ do: "held", visit, number })) && onClose()}
            >
              <Icon name="check" />
              <b class="number">{number}</b>
              <span>{shortName(catalogue, service)}<small>{t("return_unheld")}</small></span>
            </button>
          </li>
        ))}
      </ul>
      <div class="row"><button class="press" onClick={onClose}>{t("dialog_cancel")}<kbd>{t("cap_esc")}</kbd></button></div>
    </Dialog>
  )
}
