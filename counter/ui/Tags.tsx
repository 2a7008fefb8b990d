import { Icon, type IconName } from "../../server/ui/icon"
import type { DeskVisit } from "../../server/ui/wire"
import { useSpeech } from "./speech"

/** What the visitor asked staff to know, in plain words: for this visit only, and only here. */
export function Tags({ visit }: { visit: DeskVisit }) {
  const { t } = useSpeech()
  const lacks = visit.documents.filter((mark) => mark.have === false).length
  const tags: [IconName, string][] = [["globe", t(`tag_lang_${visit.lang}`)]]
  if (visit.visitor_class === "priority") tags.push(["up", t("tag_priority")])
  for (const need of visit.needs) tags.push([need, t(`tag_${need}`)])
  if (visit.call_in !== "mine" && !(visit.call_in === "bg" && visit.lang === "bg")) tags.push(["bell", t(`tag_call_${visit.call_in}`)])
  if (visit.offline) tags.push(["print", t("tag_offline")])
  if (lacks > 0) tags.push(["paper", t("tag_lacks", { n: lacks })])
  return (
    <ul class="tags">
      {tags.map(([icon, text]) => (
        <li key={text}><Icon name={icon} />{text}</li>
      ))}
    </ul>
  )
}
