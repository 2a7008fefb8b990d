import type words from "../../server/translations/pad.json"
import { Icon } from "../../server/ui/icon"
import type { Say } from "../../server/ui/words"

/** The second and last question; the rating already counts. */
export function Introduced({ t, onAnswer }: { t: Say<typeof words>; onAnswer: (answer: boolean | null) => void }) {
  return (
    <>
      <main>
        <h1>{t("intro_title")}</h1>
        <div class="answers">
          <button class="press" onClick={() => onAnswer(true)}><Icon name="check" />{t("intro_yes")}</button>
          <button class="press" onClick={() => onAnswer(false)}><Icon name="cross" />{t("intro_no")}</button>
        </div>
      </main>
      <footer class="foot">
        <p role="status">{t("intro_counted")}</p>
        <button class="press" onClick={() => onAnswer(null)}>{t("intro_skip")}</button>
      </footer>
    </>
  )
}
