import "../../server/ui/pages.css"
import "./style/kiosk.css"
import { start } from "../../server/ui/start"
import { Kiosk } from "./kiosk"

start("kiosk", (opened) => <Kiosk {...opened} />)
