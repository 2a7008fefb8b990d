import { useEffect, useRef, useState } from "preact/hooks"
import type { Way } from "./way"
import { kioskWords } from "./scene"

/** Puts the person's language and aids on the page, names the page, and takes the reader to its heading. */
export function useLook({ lang, aids, screen }: Way, place: string): void {
  const first = useRef(true)
  useEffect(() => {
    const { documentElement: page } = document
    page.lang = lang
    page.dataset.size = aids.large ? "large" : "normal"
    page.dataset.contrast = aids.contrast ? "high" : "normal"
    page.dataset.reach = aids.low ? "low" : "normal"
  }, [lang, aids])
  useEffect(() => {
    const heading = document.querySelector("h1")
    document.title = heading?.textContent || kioskWords(lang)("hello")
    if (first.current) first.current = false
    else heading?.focus()
  }, [lang, place, screen])
}

/** Whether the screen is wider than high. */
export function useLandscape(): boolean {
  const [landscape, setLandscape] = useState(WIDE.matches)
  useEffect(() => {
    const turned = () => setLandscape(WIDE.matches)
    WIDE.addEventListener("change", turned)
    return () => WIDE.removeEventListener("change", turned)
  }, [])
  return landscape
}

/** Whether so many milliseconds have passed since the beginning. */
export function useWaited(ms: number): boolean {
  const [waited, setWaited] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return waited
}

const WIDE = matchMedia("(orientation: landscape)")
