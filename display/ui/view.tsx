import words from "../../server/translations/display.json"
import shared from "../../server/translations/shared.json"
import { Icon } from "../../server/ui/icon"
import { roomOf } from "../../server/ui/signs"
import type { CallShown, Wait } from "../../server/ui/wire"
import { type Lang, type Say, say, typeset } from "../../server/ui/words"
import type { Facade } from "./facade"

type T = Say<typeof words>

/** The hall's screen: a fresh call fills it; else the call, the last calls, who waits, the clock; without a connection no light. */
export function Hall({ facade, silent, lang }: { facade: Facade; silent: boolean; lang: Lang }) {
  const { kind, call, speed } = facade
  const t = say(words, lang)
  return (
    <main class={kind} data-call={call?.call}>
      {kind === "stale" && <Banner since={facade.staleSince} t={t} />}
      <Called key={kind === "fresh" ? call?.call : kind} {...facade} t={t} />
      {kind === "fresh" ? <Last {...facade} t={t} /> : <Below {...facade} t={t} />}
      {(silent || speed !== 1) && (
        <p class="notes">
          {silent && <span>{t("sound_off")}</span>}
          {speed !== 1 && <span>{say(shared, lang)("replay", { speed })}</span>}
        </p>
      )}
    </main>
  )
}

function Called({ kind, shut, call, lit, t }: Facade & { t: T }) {
  if (!call) return <section class="call quiet">{kind === "calm" && <h1>{typeset(t(shut ? "closed" : "nobody_called"))}</h1>}</section>
  return (
    <section class={lit ? "call lit" : "call"} aria-live="assertive" data-length={roomOf(call.number)} data-wide={width(call)}>
      <h1 class="vh">{t("called", { number: call.number, counter: call.counter })}</h1>
      <span class="number" aria-hidden="true">
        {call.number}
      </span>
      <p class="way" aria-hidden="true">
        <span>{t("counter")}</span>
        <span class="plate">{call.counter}</span>
      </p>
    </section>
  )
}

function Last({ last, t }: { last: CallShown[]; t: T }) {
  return (
    <ol class="last" aria-label={t("last_calls")} data-wide={Math.max(...last.map(width))}>
      {last.map(({ number, counter }) => (
        <li key={number}>
          <span class="vh">{t("called", { number, counter })}</span>
          <span class="number" aria-hidden="true">
            {number}
          </span>
          <span class="plate" aria-hidden="true">
            {counter}
          </span>
        </li>
      ))}
    </ol>
  )
}

/** How many letters' room a call takes: the sheet chooses sizes and leaves things out by it. */
function width({ number, counter }: CallShown): number {
  return roomOf(number) + String(counter).length
}

function Below({ kind, last, lines, time, t }: Facade & { t: T }) {
  const stale = kind === "stale"
  return (
    <div class="below">
      {last.length > 0 && <Last last={last} t={t} />}
      <section class="right">
        <div class="row">
          <h2>{stale ? time && t("now") : lines && t(lines.what)}</h2>
          {time && <time dateTime={time}>{time}</time>}
        </div>
        {stale ? <Meanwhile t={t} /> : lines && <Lines {...lines} t={t} />}
      </section>
    </div>
  )
}

function Lines({ what, groups, t }: NonNullable<Facade["lines"]> & { t: T }) {
  return (
    <ul class="waits" aria-label={t(what)}>
      {groups.map(({ letter, waiting, wait, staffed }) => (
        <li key={letter}>
          <span class="letter">{letter}</span>
          {what === "people" ? (
            waiting
          ) : staffed ? (
            range(wait)
          ) : (
            <>
              <span class="vh">{t("no_clerk")}</span>
              <span aria-hidden="true">–</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

/** `10–20`; a wait of more than an hour and a half has no room for its upper end: `100+`. */
function range({ low_min, high_min }: Wait): string {
  return high_min < 100 ? `${low_min}–${high_min}` : `${low_min}+`
}

function Banner({ since, t }: { since: string | null; t: T }) {
  return (
    <p class="banner" role="alert">
      <Icon name="warning" />
      {typeset(since ? t("no_connection_since", { time: since }) : t("no_connection"))}
    </p>
  )
}

function Meanwhile({ t }: { t: T }) {
  return (
    <p class="say">
      {t("still_valid")}
      <br />
      {t("will_call")}
    </p>
  )
}
