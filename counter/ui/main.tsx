import "../../server/ui/fonts.css"
import "../../server/ui/tokens.css"
import "../../server/ui/base.css"
import "./counter.css"
import "./line.css"
import "./dialog.css"
import { start } from "../../server/ui/start"
import { Counter } from "./Counter"
import { followTheme } from "./theme"

followTheme()
start("counter", (opened) => <Counter {...opened} />)
