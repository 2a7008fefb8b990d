import "../../server/ui/fonts.css"
import "../../server/ui/tokens.css"
import "../../server/ui/base.css"
import "./pad.css"
import { start } from "../../server/ui/start"
import { RatingPad } from "./RatingPad"

start("pad", (opened) => <RatingPad {...opened} />)
