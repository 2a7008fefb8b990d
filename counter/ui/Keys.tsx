import { Icon, type IconName } from "../../server/ui/icon"
import type { Desk } from "../../server/ui/wire"
import { CAP, type Key } from "./keys"
import { advice, doing, KEYS, may, type Primary, PRIMARY, returnable } from "./offers"
import type { Sending } from "./sending"
import { useSpeech } from "./speech"

const ICON: Readonly<Record<Exclude<Key, "primary"> | Primary, IconName>> = {
  next: "go",
  start: "go",
  finish: "check",
  resume: "go",
  both: "go",
  recall: "again",
  absent: "gone",
  park: "clock",
  transfer: "transfer",
  service: "paper",
  undo: "undo",
  given: "find",
  lost: "paper",
  issue: "plus",
  return: "again",
  pause: "pause",
  menu: "person",
}

interface Props {
  desk: Desk
  now: number
  sending: Sending
  onPress: (key: Key) => void
}

/** The large primary key, always in one place, and what else this state of the desk allows. */
export function Keys({ desk, now, sending, onPress }: Props) {
  const { t } = useSpeech()
  const state = doing(desk)
  const primary = PRIMARY[state]
  const flying = sending.is === "flying"
  const advised = desk.visit && advice(desk.visit, now)
  const back = returnable(desk, now).length + desk.unheld.length
  return (
    <div class="keys">
      <button class={`press primary${flying ? " is-down" : ""}`} aria-disabled={flying} onClick={() => onPress("primary")}>
        <Icon name={ICON[primary]} />
        {t(`key_${primary}`)}
        <kbd>{t("cap_enter")}</kbd>
      </button>
      {KEYS[state].map((key) => (
        <button
          key={key}
          class={`press${key === "both" ? " two" : ""}`}
          aria-disabled={!may(desk, key, now)}
          data-advised={(key === "recall" && advised === "again") || (key === "absent" && advised === "absent") || undefined}
          onClick={() => onPress(key)}
        >
          <Icon name={ICON[key as keyof typeof ICON]} />
          <span>
            {t(`key_${key as Exclude<Key, "primary">}`)}
            {key === "return" && back > 0 && <>: {back}</>}
          </span>
          <kbd>{key === "both" ? t("cap_space") : CAP[key]}</kbd>
        </button>
      ))}
    </div>
  )
}
