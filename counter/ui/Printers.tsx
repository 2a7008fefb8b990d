import { Icon } from "../../server/ui/icon"
import type { Desk } from "../../server/ui/wire"
import { causeOf } from "./causes"
import { useSpeech } from "./speech"

/** Printers from which no paper comes, one line each; gone by itself when it does again. */
export function Printers({ desk }: { desk: Desk }) {
  const { t } = useSpeech()
  return (
    <div class="printers" role="status">
      {desk.printers.map((one) => (
        <p key={one.kiosk}>
          <Icon name="warning" />
          <span><b class="strong">{one.kiosk ?? t("printer_own")}</b>: {t(causeOf(one.cause))}</span>
        </p>
      ))}
    </div>
  )
}
