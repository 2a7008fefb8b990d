import { CAP, type Key } from "../keys"
import { useSpeech } from "../speech"
import { Dialog } from "./Dialog"
import type { Common } from "./Common"

const LISTED: readonly Exclude<Key, "primary" | "menu">[] = [
  "both", "recall", "absent", "park", "transfer", "service", "undo", "given", "lost", "issue", "return", "pause",
]

/** Every key of the desk, the desk's language, and the way out. */
export function Menu({ desk, said, press, onClose, onLang, onLeft }: Common & { onLang: () => void; onLeft: () => void }) {
  const { t, lang } = useSpeech()
  const open = desk.visit
  const leave = async () => {
    if (await press({ do: "sign-off" })) onLeft()
  }
  return (
    <Dialog title={t("menu_title")} about={t("menu_about")} said={said} onClose={onClose}>
      <dl class="caps">
        <div><dt><kbd>{t("cap_enter")}</kbd></dt><dd>{t("menu_primary")}</dd></div>
        {LISTED.map((key) => (
          <div key={key}>
            <dt><kbd>{key === "both" ? t("cap_space") : CAP[key]}</kbd></dt>
            <dd>{t(`key_${key}`)}</dd>
          </div>
        ))}
        <div><dt><kbd>?</kbd></dt><dd>{t("menu_title")}</dd></div>
      </dl>
      {open && <p class="notice">{t("menu_sign_off_open", { number: open.number })}</p>}
      <div class="row">
        <button class="press" autofocus onClick={onClose}>{t("dialog_close")}<kbd>{t("cap_esc")}</kbd></button>
        <button class="press" lang={lang === "bg" ? "en" : "bg"} onClick={onLang}>{t("other_lang")}</button>
        <button class="press bad" onClick={leave}>{open ? t("menu_sign_off_anyway") : t("menu_sign_off")}</button>
      </div>
    </Dialog>
  )
}
