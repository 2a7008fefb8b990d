import { timeOfDay } from "../../server/ui/clock"
import type { Aside } from "../../server/ui/wire"
import { useSpeech } from "./speech"

/** Since when somebody is on hold, or until when somebody who did not come may still come back. */
export function When({ since, until }: Pick<Aside, "since" | "until">) {
  const { t, zone } = useSpeech()
  const at = (time: string) => timeOfDay(new Date(time), zone)
  return <>{until === null ? t("aside_parked", { time: at(since) }) : t("aside_absent", { time: at(until) })}</>
}
