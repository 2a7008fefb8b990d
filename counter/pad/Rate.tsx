import type words from "../../server/translations/pad.json"
import type { Say } from "../../server/ui/words"
import { Face, SCORES } from "./faces"

interface Props {
  t: Say<typeof words>
  /** The face that was tapped; null: none yet. */
  sent: number | null
  lost: boolean
  onTap: (score: number) => void
  onLeave: () => void
}

/** Five faces; one tap counts at once. */
export function Rate({ t, sent, lost, onTap, onLeave }: Props) {
  return (
    <>
      <main>
        <h1>{t("rate_title")}</h1>
        <ul class="faces">
          {SCORES.map((score) => (
            <li key={score}>
              <button
                class={`press${sent === score ? " is-down" : ""}`}
                aria-disabled={sent !== null && sent !== score}
                onClick={() => onTap(score)}
              >
                <Face score={score} />
                <span>{t(`rate_${score}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </main>
      <footer class="foot">
        <p role="status">{lost ? t("rate_retry") : sent === null ? t("rate_anonymous") : t("rate_sending")}</p>
        <button class="press" onClick={onLeave}>{t("rate_leave")}</button>
      </footer>
    </>
  )
}
