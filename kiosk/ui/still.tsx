import { useEffect, useRef } from "preact/hooks"
import type { T } from "./scene"

const ROUND = 2 * Math.PI * 42

/** Nobody has touched the kiosk for a while: asks, and counts down. Any answer, and any touch, stops it. */
export function StillThere({ left, of, t, stay, over }: { left: number; of: number; t: T; stay: () => void; over: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} class="dialog still" role="alertdialog" aria-labelledby="still" aria-describedby="why" onCancel={stay}>
      <h2 id="still">{t("still_title")}</h2>
      <p class="count" id="why">
        <svg viewBox="0 0 100 100" aria-hidden="true">
          <circle class="rest" cx="50" cy="50" r="42" />
          <circle class="left" cx="50" cy="50" r="42" stroke-dasharray={`${(ROUND * left) / of} ${ROUND}`} transform="rotate(-90 50 50)" />
          <text x="50" y="64" text-anchor="middle">{left}</text>
        </svg>
        <span>{t("still_text", { n: left })}</span>
      </p>
      <button type="button" class="press primary" onClick={stay}>{t("still_yes")}</button>
      <button type="button" class="press" onClick={over}>{t("still_no")}</button>
    </dialog>
  )
}
