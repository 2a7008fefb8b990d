import { expect, test } from "vitest"
import { meant, type Pressed } from "./keys"

const press = (over: Partial<Pressed>): Pressed => ({
  code: "",
  key: "",
  repeat: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
  isComposing: false,
  ...over,
})

test("a letter is known by its place, so the Bulgarian layout recalls too", () => {
  expect(meant(press({ code: "KeyR", key: "r" }), "none")).toBe("recall")
  expect(meant(press({ code: "KeyR", key: "р" }), "none")).toBe("recall") // phonetic layout
  expect(meant(press({ code: "KeyR", key: "и" }), "none")).toBe("recall") // BDS layout
})

test("nothing fires while the clerk writes in a field", () => {
  for (const code of ["Enter", "Space", "KeyN", "KeyZ"]) expect(meant(press({ code }), "field")).toBeNull()
  expect(meant(press({ code: "Slash", key: "?", shiftKey: true }), "field")).toBeNull()
})

test("a chord belongs to the browser", () => {
  for (const chord of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { shiftKey: true }]) {
    expect(meant(press({ code: "KeyR", key: "r", ...chord }), "none")).toBeNull()
  }
})

test("a key held down calls one person", () => {
  expect(meant(press({ code: "Enter" }), "none")).toBe("primary")
  expect(meant(press({ code: "Enter", repeat: true }), "none")).toBeNull()
})

test("a key reached by Tab keeps Enter and space for itself, and leaves the letters", () => {
  expect(meant(press({ code: "Enter" }), "control")).toBeNull()
  expect(meant(press({ code: "Space" }), "control")).toBeNull()
  expect(meant(press({ code: "KeyT" }), "control")).toBe("transfer")
})

test("the question mark opens the list of keys wherever the layout has it", () => {
  expect(meant(press({ code: "Slash", key: "?", shiftKey: true }), "none")).toBe("menu")
  expect(meant(press({ code: "Digit7", key: "?", shiftKey: true }), "none")).toBe("menu")
})
