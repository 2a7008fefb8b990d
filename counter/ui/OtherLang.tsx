import { useSpeech } from "./speech"

/** The desk's other language, written in that language. */
export function OtherLang({ onLang }: { onLang: () => void }) {
  const { t, lang } = useSpeech()
  return <button class="press quiet" type="button" lang={lang === "bg" ? "en" : "bg"} onClick={onLang}>{t("other_lang")}</button>
}
