import { useEffect, useRef } from "preact/hooks"
import { type Focus, type Key, meant } from "./keys"

/** Hears the desk's keys, wherever the focus is on the page; `hushed` while a dialog has the keyboard. */
export function useKeys(act: (key: Key) => void, hushed: boolean): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (hushed) return
    const hear = (event: KeyboardEvent) => {
      const key = meant(event, focus())
      if (key === null) return
      event.preventDefault()
      latest.current(key)
    }
    document.addEventListener("keydown", hear)
    return () => document.removeEventListener("keydown", hear)
  }, [hushed])
}

function focus(): Focus {
  const at = document.activeElement
  if (at === null || at === document.body || at === document.documentElement) return "none"
  const editable = at instanceof HTMLElement && at.isContentEditable
  return editable || at.matches("input, textarea, select") ? "field" : "control"
}
