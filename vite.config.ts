import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Plugin } from "vite"
import { defineConfig } from "vitest/config"

/** Every screen, by the name of its page; `pages` is the stylesheet of the server's own pages, `office…` the scripts of some. */
const screens = {
  kiosk: "kiosk/ui/index.html",
  display: "display/ui/index.html",
  counter: "counter/ui/index.html",
  pad: "counter/pad/index.html",
  pages: "server/ui/pages.css",
  office: "server/office/ui/main.ts",
  "office-ticket": "server/office/ui/ticket.ts",
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const present = Object.entries(screens).filter(([, path]) => existsSync(here(path)))

/** A page is written under its screen's name (`kiosk.html`), not under the path of its source. */
const named: Plugin = {
  name: "pages-by-screen-name",
  enforce: "post",
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      for (const [screen, path] of present) {
        const page = bundle[path]
        if (page) page.fileName = `${screen}.html`
      }
    },
  },
}

export default defineConfig({
  base: "/static/screens/",
  publicDir: false,
  plugins: [named],
  build: {
    outDir: "server/static/screens",
    emptyOutDir: true,
    target: "chrome120",
    assetsInlineLimit: 0, // the content policy allows fonts and styles from files only
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: Object.fromEntries(present.map(([screen, path]) => [screen, here(path)])),
      output: {
        entryFileNames: ({ name }) => (name.startsWith("office") ? "[name].js" : "assets/[name]-[hash].js"),
        assetFileNames: ({ names }) => (names.includes("pages.css") ? "pages.css" : "assets/[name]-[hash][extname]"),
      },
    },
  },
  test: { include: ["{server,kiosk,display,counter}/**/*.test.ts"] },
})
