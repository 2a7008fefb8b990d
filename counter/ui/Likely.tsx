import { timeOfDay } from "../../server/ui/clock"
import type { Candidate } from "../../server/ui/wire"
import { useSpeech } from "./speech"

/** Numbers that it may be, each with when it was taken; the likeliest first. */
export function Likely({ candidates, onPick }: { candidates: readonly Candidate[]; onPick: (one: Candidate) => void }) {
  const { t, zone } = useSpeech()
  return (
    <ul class="likely">
      {candidates.map((one) => (
        <li key={one.visit}>
          <button class="press" type="button" onClick={() => onPick(one)}>
            <b class="number">{one.number}</b>
            <small>{t("likely_at", { time: timeOfDay(new Date(one.issued_at), zone) })}{one.state !== "waiting" && <>, {stateOf(one, t)}</>}</small>
          </button>
        </li>
      ))}
    </ul>
  )
}

type T = ReturnType<typeof useSpeech>["t"]

/** What has become of it meanwhile; only those that still may be called are offered. */
function stateOf({ state }: Candidate, t: T): string {
  return state === "called" || state === "parked" || state === "absent" ? t(`likely_${state}`) : ""
}
