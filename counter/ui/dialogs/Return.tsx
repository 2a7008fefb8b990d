import { Icon } from "../../../server/ui/icon"
import { shortName } from "../catalogue"
import { returnable } from "../offers"
import { useSpeech } from "../speech"
import { When } from "../When"
import { Dialog } from "./Dialog"
import type { Common } from "./Common"

/** Who is out of the line and may come back into it. */
export function Return({ desk, now, catalogue, said, press, onClose }: Common) {
  const { t } = useSpeech()
  return (
    <Dialog title={t("return_title")} about={t("return_about")} said={said} onClose={onClose}>
      <ul class="back">
        {returnable(desk, now).map(({ visit, number, service, ...when }, i) => (
          <li key={visit}>
            <button
              class="press"
              autofocus={i === 0}
              onClick={async () => (await press({ do: "return", visit, number })) && onClose()}
            >
              <Icon name="again" />
              <b class="number">{number}</b>
              <span>{shortName(catalogue, service)}<small><When {...when} /></small></span>
            </button>
          </li>
        ))}
      </ul>
      <div class="row"><button class="press" onClick={onClose}>{t("dialog_cancel")}<kbd>{t("cap_esc")}</kbd></button></div>
    </Dialog>
  )
}
