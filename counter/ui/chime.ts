import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks"
import type { Desk } from "../../server/ui/wire"
import { arrived } from "./arrivals"

const SOUND = "gishe.counter.sound"
const TONES = [
  { hz: 659.3, at: 0 },
  { hz: 880, at: 0.16 },
]

/** Two soft tones, made here: no file, no network. */
function play(audio: AudioContext): void {
  for (const { hz, at } of TONES) {
    const start = audio.currentTime + at
    const tone = new OscillatorNode(audio, { frequency: hz })
    const loudness = new GainNode(audio, { gain: 0 })
    loudness.gain.setValueAtTime(0, start)
    loudness.gain.linearRampToValueAtTime(0.12, start + 0.03)
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.5)
    tone.connect(loudness).connect(audio.destination)
    tone.start(start)
    tone.stop(start + 0.5)
  }
}

/** `blocked`: it is wanted, but a browser plays nothing before the first press on the page. */
export type Sound = "on" | "off" | "blocked"

/** Sounds when somebody joins this desk's empty line. The clerk's choice is kept on this computer. */
export function useChime(desk: Desk): { sound: Sound; toggle: () => void } {
  const [wanted, setWanted] = useState(localStorage.getItem(SOUND) !== "off")
  const [running, setRunning] = useState(false)
  const audio = useRef<AudioContext | null>(null)
  const before = useRef<Desk | null>(null)

  useEffect(() => {
    if (!wanted || running) return
    const wake = () => {
      audio.current ??= new AudioContext()
      void audio.current.resume().then(() => setRunning(audio.current?.state === "running"))
    }
    // Where the browser remembers an earlier press, as after sign-in, it may play at once.
    if (navigator.userActivation.hasBeenActive) wake()
    document.addEventListener("pointerdown", wake)
    document.addEventListener("keydown", wake)
    return () => {
      document.removeEventListener("pointerdown", wake)
      document.removeEventListener("keydown", wake)
    }
  }, [wanted, running])

  // At once: other effects wait for a frame, and a window behind others may get none for a minute.
  useLayoutEffect(() => {
    if (wanted && running && audio.current && arrived(before.current, desk)) play(audio.current)
    before.current = desk
  }, [desk])

  const toggle = () => {
    // A press on "blocked" has just woken the sound; it is not a wish to turn it off.
    if (wanted && !running) return
    localStorage.setItem(SOUND, wanted ? "off" : "on")
    setWanted(!wanted)
    if (!wanted && audio.current) play(audio.current)
  }
  return { sound: !wanted ? "off" : running ? "on" : "blocked", toggle }
}
